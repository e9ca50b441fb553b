// A number opens its evidence beside itself: by mouse, or by Enter on it; Escape, the button or a click elsewhere
// closes it, and the focus goes back to the number. Without this script the number leads to the list at the end.
"use strict";
(() => {
  let opened = null, from = null;
  const close = () => {
    if (!opened) return;
    opened.remove();
    opened = null;
    if (from) from.removeAttribute("aria-expanded");
    if (from) from.focus({ preventScroll: true });
    from = null;
  };
  const place = (box, link) => {
    const at = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.offsetWidth - 16;
    box.style.left = Math.max(16, Math.min(at.left, room)) + window.scrollX + "px";
    box.style.top = at.bottom + window.scrollY + 6 + "px";
  };
  const open = (link, entry) => {
    close();
    const box = document.createElement("div");
    box.className = "opened";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", link.textContent);
    box.tabIndex = -1;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "✕";
    button.setAttribute("aria-label", document.documentElement.lang === "en" ? "close" : "关闭");
    button.addEventListener("click", close);
    box.append(button, ...[...entry.childNodes].map(node => node.cloneNode(true)));
    document.body.append(box);
    place(box, link);
    box.focus({ preventScroll: true });
    link.setAttribute("aria-expanded", "true");
    opened = box;
    from = link;
  };
  document.addEventListener("click", event => {
    const link = event.target.closest("a.proof");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const entry = document.getElementById(link.hash.slice(1));
      if (!entry) return;
      event.preventDefault();
      if (link === from) close(); else open(link, entry);
    } else if (opened && !opened.contains(event.target)) {
      close();
    }
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") close();
  });
})();
