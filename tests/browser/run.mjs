// run: the pages that fazhi writes, opened from the disk in headless Chromium: nothing fails, nothing is fetched from
// elsewhere, charts are drawn, a number opens its evidence by mouse and by keyboard, paper cuts nothing off, the rules
// of axe-core hold, and a corpus of hostile texts stays inert. TAP on stdout.
//
//     node tests/browser/run.mjs MODULES      MODULES holds node_modules, see package.json

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { hostile } from "./hostile.mjs";

const require = createRequire(resolve(process.argv[2], "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const LARGEST = 300 * 1000; // bytes of a page of a site, without what the pages share

const build = process.env.B || "build";
const folder = mkdtempSync(join(tmpdir(), "fazhi-browser-"));
let count = 0, failed = 0;

function tell(ok, name, why) {
  count += 1;
  if (!ok) failed += 1;
  console.log(`${ok ? "ok" : "not ok"} ${count} - ${name}`);
  if (!ok && why) console.log(String(why).split("\n").slice(0, 12).map(line => "# " + line).join("\n"));
}

async function test(name, f) {
  try {
    await f();
    tell(true, name);
  } catch (error) {
    tell(false, name, error.message);
  }
}

function equal(found, wanted, what) {
  if (found !== wanted) throw new Error(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

function fazhi(...words) {
  return execFileSync(join(build, "fazhi"), words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

// What the tests open.

// A map of tiles with large numbers that have several digits.
const TILES = `
local frame, chart = require "fazhi.frame", require "fazhi.chart"
local labels, codes, values = { "山东", "河南", "陕西" }, { "370000", "410000", "610000" }, { 9.86e12, 13.64e12, 5.55e11 }
return frame.new { columns = { "region" }, rows = { { region = "山东" } },
  picture = chart.new { kind = "tiles", labels = labels, codes = codes, values = values } }
`;

function make() {
  const corpus = join(folder, "corpus.db"), bad = join(folder, "hostile.db"), texts = join(folder, "texts");
  fazhi("add", "examples/reports", "--regions", "examples/regions.tsv", "-c", corpus);
  mkdirSync(texts);
  for (const [name, text] of Object.entries(hostile)) writeFileSync(join(texts, name), text);
  fazhi("add", texts, "-c", bad);
  for (const lang of ["zh", "en"]) {
    fazhi("report", "青禾县", "-c", corpus, "--lang", lang, "-o", join(folder, `report_${lang}.html`));
  }
  fazhi("report", "恩阳区", "-c", bad, "--lang", "zh", "-o", join(folder, "hostile.html"));
  fazhi("trend", "review_accepted", "--region", "青禾县", "-c", corpus, "-o", join(folder, "trend.html"));
  const tiles = join(folder, "tiles.lua");
  writeFileSync(tiles, TILES);
  fazhi(tiles, "-c", corpus, "--lang", "zh", "-o", join(folder, "tiles.html"));
  fazhi("site", join(folder, "site"), "-c", corpus, "--lang", "zh");
  fazhi("site", join(folder, "hostile_site"), "-c", bad, "--lang", "zh");
}

// A page of which everything that goes wrong is kept: what it writes to the console, raises, asks for, says.
async function open(context, name) {
  const page = await context.newPage(), trouble = [];
  page.on("console", message => { if (message.type() === "error") trouble.push("console: " + message.text()); });
  page.on("pageerror", error => trouble.push("raised: " + error.message));
  page.on("dialog", dialog => { trouble.push("dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("request", request => {
    if (!/^(file|data|blob):/.test(request.url())) trouble.push("asked for: " + request.url());
  });
  await page.goto(pathToFileURL(join(folder, name)).href);
  return { page, trouble };
}

async function quiet(context, name) {
  const { page, trouble } = await open(context, name);
  await page.waitForTimeout(150);
  equal(trouble.join("; "), "", name);
  return page;
}

async function accessible(page, name) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const grave = result.violations.filter(one => one.impact === "serious" || one.impact === "critical");
  equal(grave.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 150)}`).join("; "), "", name);
}

function pages_of(site) {
  const list = ["index.html"];
  for (const sub of ["regions", "indicators", "reports"]) {
    for (const file of readdirSync(join(folder, site, sub))) list.push(join(sub, file));
  }
  return list;
}

async function run(browser) {
  // Scripts of the tests themselves, as axe-core, are let through; that of the pages is tested without this.
  const strict = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const open_to_axe = await browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true });
  const dark = await browser.newContext({ colorScheme: "dark", bypassCSP: true });
  const still = await browser.newContext({ javaScriptEnabled: false });

  for (const name of ["report_zh.html", "report_en.html", "trend.html", "site/index.html",
    "site/indicators/review_accepted.html", "site/regions/990121.html"]) {
    await test(`${name} opens from the disk without a word and asks for nothing`, async () => {
      await (await quiet(strict, name)).close();
    });
    await test(`${name} keeps the rules of accessibility, light, dark and on a phone`, async () => {
      for (const context of [open_to_axe, dark, phone]) {
        const page = await quiet(context, name);
        await accessible(page, name);
        await page.close();
      }
    });
    await test(`${name} is no wider than a phone`, async () => {
      const page = await quiet(phone, name);
      equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, "fits");
      await page.close();
    });
  }

  await test("the tables of a region's page need no scrolling sideways from 500 px on", async () => {
    for (const name of ["report_zh.html", "report_en.html"]) {
      const page = await quiet(phone, name);
      for (const width of [500, 600, 700, 800, 960, 1200]) {
        await page.setViewportSize({ width, height: 900 });
        const wide = await page.evaluate(() => [...document.querySelectorAll(".scroll")]
          .filter(one => one.scrollWidth > one.clientWidth).map(one => one.getAttribute("aria-label")));
        equal(wide.join(", "), "", `${name} at ${width}`);
      }
      await page.close();
    }
  });

  await test("a number opens its evidence by mouse, and Escape closes it", async () => {
    const page = await quiet(strict, "report_zh.html");
    const number = page.locator("#indicators a.proof", { hasText: /^71$/ }).first();
    await number.click();
    const box = page.locator(".opened");
    equal(await box.locator("mark").innerText(), "71件", "marked figure");
    equal(/字节 \d+–\d+/.test(await box.innerText()), true, "bytes are told");
    await page.keyboard.press("Escape");
    equal(await box.count(), 0, "boxes left");
    await page.close();
  });

  await test("a number opens its evidence by keyboard, and the focus comes back to it", async () => {
    const page = await quiet(strict, "report_zh.html");
    const number = page.locator("#indicators a.proof").first();
    await number.focus();
    await page.keyboard.press("Enter");
    equal(await page.evaluate(() => document.activeElement.className), "opened", "focus");
    await page.keyboard.press("Tab");
    equal(await page.evaluate(() => document.activeElement.tagName), "BUTTON", "next focus");
    await page.keyboard.press("Enter");
    equal(await page.evaluate(() => document.activeElement.className), "proof", "focus afterwards");
    await page.close();
  });

  await test("without a script a number leads to its sentence", async () => {
    const page = await quiet(still, "report_zh.html");
    const number = page.locator("#indicators a.proof", { hasText: /^71$/ }).first();
    await number.click();
    equal(await page.locator("li:target mark").innerText(), "71件", "sentence led to");
    await page.close();
  });

  await test("a number of a site leads to the figure in the text of its report", async () => {
    const page = await quiet(strict, "site/regions/990121.html");
    await page.locator("#indicators a.proof", { hasText: /^71$/ }).first().click();
    await page.waitForURL(/reports\/r\d+\.html#o\d+$/);
    equal(await page.evaluate(() => document.querySelector(":target").parentElement.textContent), "71件", "figure");
    await page.close();
  });

  await test("the field of a site finds regions, indicators and reports", async () => {
    const page = await quiet(strict, "site/index.html");
    for (const [words, wanted] of [["石汀", "regions/"], ["复议受理", "indicators/"], ["青禾 2023", "reports/"]]) {
      await page.fill("#search", words);
      const links = await page.locator("#found a").evaluateAll(list => list.map(one => one.getAttribute("href")));
      equal(links.some(href => href.startsWith(wanted)), true, words);
    }
    await page.close();
  });

  await test("pictures are drawn: paths with ink in SVG", async () => {
    const page = await quiet(strict, "report_zh.html");
    const lines = await page.locator("#trends svg .line").evaluateAll(
      list => list.filter(one => one.getBoundingClientRect().width > 5).length);
    equal(lines > 10, true, `${lines} lines`);
    await page.close();
  });

  for (const name of ["trend.html", "site/indicators/review_accepted.html"]) {
    if (!existsSync(join(build, "web", "echarts.js"))) {
      tell(true, `${name}: charts by ECharts # skip, it was not built in`);
      continue;
    }
    await test(`${name}: ECharts has drawn every chart`, async () => {
      const page = await quiet(strict, name);
      const drawn = await page.evaluate(() => [...document.querySelectorAll(".fz-canvas")].map(element => {
        const chart = window.echarts.getInstanceByDom(element)
          || window.echarts.getInstanceByDom(element.firstElementChild);
        return chart ? chart.getOption().series.length : 0;
      }));
      equal(drawn.length > 0 && drawn.every(series => series > 0), true, JSON.stringify(drawn));
      const picture = await page.locator(".fz-canvas").first().screenshot();
      equal(picture.length > 2000, true, "pixels");
      await page.close();
    });
  }

  if (existsSync(join(build, "web", "echarts.js"))) {
    await test("the numbers of a map of tiles stand whole in their tiles, on a phone as well", async () => {
      for (const context of [strict, phone]) {
        const page = await quiet(context, "tiles.html");
        const texts = await page.evaluate(() => {
          const box = document.querySelector(".fz-canvas"), tile = Math.min(box.clientWidth, 480) / 8 - 2;
          const chart = window.echarts.getInstanceByDom(box) || window.echarts.getInstanceByDom(box.firstElementChild);
          return chart.getZr().storage.getDisplayList(true).filter(one => one.type === "tspan" && /亿$/.test(one.style.text))
            .map(one => [one.style.text, one.getBoundingRect().width <= tile]);
        });
        equal(JSON.stringify(texts.map(one => one[0]).sort()), '["13.6万亿","5550亿","9.86万亿"]', "numbers");
        equal(texts.every(one => one[1]), true, JSON.stringify(texts));
        await page.close();
      }
    });
  } else {
    tell(true, "numbers of a map of tiles # skip, ECharts was not built in");
  }

  await test("on paper the plans take the whole width, and a heading asks for room below it", async () => {
    const page = await quiet(strict, "report_zh.html");
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 688, height: 1000 });
    const found = await page.evaluate(() => {
      const row = document.querySelector(".pairs tbody tr"), [plan, answer] = row.cells;
      return { stacked: answer.getBoundingClientRect().top >= plan.getBoundingClientRect().bottom,
        wide: plan.getBoundingClientRect().width > 300,
        room: parseFloat(getComputedStyle(document.querySelector("h3"), "::after").height) > 80 };
    });
    equal(JSON.stringify(found), '{"stacked":true,"wide":true,"room":true}', "plans");
    await page.close();
  });

  await test("on paper nothing is cut off, and evidence is printed", async () => {
    const page = await quiet(strict, "report_zh.html");
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 688, height: 1000 }); // A4 less its margins, at 96 dots an inch
    const cut = await page.evaluate(() => [...document.querySelectorAll("main *")].filter(one => {
      const box = one.getBoundingClientRect();
      return box.width > 1 && box.right > document.documentElement.clientWidth + 1;
    }).map(one => one.tagName + "." + one.className).slice(0, 5));
    equal(cut.join(" "), "", "beyond the edge");
    equal(await page.locator(".evidence li").first().isVisible(), true, "evidence");
    const other = page.locator(".evidence li.other").first();
    equal(await other.isVisible(), false, "evidence of other years");
    await page.emulateMedia({ media: "screen" });
    equal(await other.isVisible(), true, "evidence of other years on the screen");
    await page.locator("#whole").check();
    await page.emulateMedia({ media: "print" });
    equal(await other.isVisible(), true, "evidence of other years that is asked for");
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    equal(pdf.subarray(0, 5).toString(), "%PDF-", "pdf");
    await page.close();
  });

  await test("hostile texts stay text: nothing runs, nothing is fetched, nothing turns round", async () => {
    for (const name of ["hostile.html", ...pages_of("hostile_site").map(page => join("hostile_site", page))]) {
      const page = await quiet(strict, name);
      equal(await page.evaluate(() => window.hacked === undefined), true, name);
      equal(await page.locator("main script:not([type]), img, iframe, object, base").count(), 0, name);
      equal(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(await page.content()), false, name + " turning marks");
      equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, name + " fits");
      await page.close();
    }
  });

  await test("pages of a site are small and every link leads somewhere", async () => {
    for (const name of pages_of("site")) {
      const html = readFileSync(join(folder, "site", name), "utf8");
      equal(Buffer.byteLength(html) <= LARGEST, true, `${name} has ${Buffer.byteLength(html)} bytes`);
      for (const [, href] of html.matchAll(/(?:href|src)="([^"#]+)[^"]*"/g)) {
        equal(existsSync(join(folder, "site", name, "..", href)), true, `${name} → ${href}`);
      }
    }
  });
}

const browser_path = BROWSERS.find(existsSync);
try {
  make();
  const browser = await chromium.launch({ executablePath: browser_path, args: ["--no-sandbox", "--disable-gpu",
    "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  try {
    await run(browser);
  } finally {
    await browser.close();
  }
} catch (error) {
  tell(false, "the browser tests run", error.stderr || error.message);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
