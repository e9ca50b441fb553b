// The field of the first page: what is typed is looked for in the names of regions, indicators and reports, which
// stand in index.js. Nothing is fetched and nothing is sent.
"use strict";
(() => {
  const MOST = 40;
  const field = document.getElementById("search"), found = document.getElementById("found");
  if (!field || !found || !window.fazhiIndex) return;
  const plain = words => words.toLowerCase().replace(/\s+/g, "");
  const entries = window.fazhiIndex.map(([name, href]) => [plain(name), name, href]);
  const show = () => {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.replaceChildren();
    if (wanted.length === 0) return;
    let count = 0;
    for (const [key, name, href] of entries) {
      if (!wanted.every(word => key.includes(word))) continue;
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = href;
      link.textContent = name;
      item.append(link);
      found.append(item);
      if (++count === MOST) break;
    }
    if (count === 0) {
      const item = document.createElement("li");
      item.textContent = "—";
      found.append(item);
    }
  };
  field.addEventListener("input", show);
})();
