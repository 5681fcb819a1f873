// Opens HTML reports in a real browser, on a telephone and a desk, in light and dark: click, search, filter, keys, theme,
// print, contrast; no request, no console error.
//   PLAYWRIGHT=<folder of playwright-core> CHROMIUM=<program> node html_report.mjs FOLDER REPORT...
// Screenshots are left in FOLDER, by the names of the reports.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT);
const [folder, ...reports] = process.argv.slice(2);
const SIZES = { telephone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };
// The lowest contrast at which everybody can read a text (WCAG 2.2, level AA).
const CONTRAST = 4.5;
// One article is no longer than this, in heights of the window.
const LONGEST = 60;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});

// The texts on screen that stand out too little from what they stand on.
function faint(lowest) {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const light = colour => {
    const [r, g, b] = [...rgba(colour)].map(part => (part / 255 <= 0.03928 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement)
      if (rgba(getComputedStyle(at).backgroundColor)[3] === 255) return getComputedStyle(at).backgroundColor;
    return "white";
  };
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("script, button:disabled")) continue;
    const [one, other] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < lowest) found.set(`${element.tagName}.${element.className} in ${element.parentElement.className}`, contrast.toFixed(2));
  }
  return [...found].map(pair => pair.join(": "));
}

// What reaches out of the window sideways.
function outside() {
  const shown = [...document.querySelectorAll("body *")].filter(element => element.checkVisibility());
  const wide = shown.filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
  });
  return wide.map(element => `${element.tagName}.${element.className} ${element.getBoundingClientRect().right}`).slice(0, 5);
}

async function check(report) {
  const address = pathToFileURL(report).href, name = basename(report, ".html");
  const context = await browser.newContext({ viewport: SIZES.desk, colorScheme: "light" });
  const page = await context.newPage();
  const complaints = [], requests = [];
  page.on("console", message => complaints.push(message.text()));
  page.on("pageerror", error => complaints.push(String(error)));
  page.on("request", request => requests.push(request.url()));
  await page.goto(address);

  const inOpen = selector => `section:not(.hidden) ${selector}`;
  const files = page.locator(".files li:not(.hidden)");
  const open = page.locator("section:not(.hidden)");
  const left = async () => (await page.locator(".note:not(.hidden)").count());
  const total = await left(), count = await files.count();
  assert.ok(total >= 2, `${total} notes`);
  assert.equal(count, await page.locator("section").count(), "each article is listed");
  assert.equal(await open.count(), 1, "one article is open");

  // Nobody who reads this page has a command line.
  const text = await page.evaluate(() => document.body.textContent.replace(document.querySelector("script").textContent, ""));
  for (const flag of ["--fix", "--unsafe-fixes", "--baseline", "--statistics"]) {
    const chrome = await page.locator(".bar, .steps").allTextContents();
    assert.ok(!chrome.join(" ").includes(flag), flag);
  }
  assert.ok(text.length > 100);

  // A click on what is marked picks out its note, and a click on a note its mark.
  const first = page.locator(inOpen("mark[tabindex='0']")).first();
  if (await first.count()) {
    await first.click();
    assert.equal(await page.locator(".note.on").count(), 1);
    await page.locator(inOpen(".note.on")).click();
    assert.ok((await page.locator("mark.on").count()) >= 1);
  }

  // Keys go from note to note, from article to article, and leave.
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".note.on").count(), 0);
  for (let at = 0; at < Math.min(total, 12) + 1; at += 1) {
    await page.keyboard.press("j");
    assert.equal(await page.locator(inOpen(".note.on")).count(), 1, "the note is in the open article");
  }
  await page.keyboard.press("Escape");

  // The list leads to articles, and the address remembers which.
  if (count > 1) {
    await files.nth(count - 1).locator("a").click();
    assert.equal(await open.getAttribute("id"), `a${count}`);
    assert.ok(page.url().endsWith(`#a${count}`));
    await page.locator("#after").click();
    assert.equal(await open.getAttribute("id"), "a1");
    await page.locator("#before").click();
    assert.equal(await open.getAttribute("id"), `a${count}`);
  }

  // The search narrows the list by names, titles and findings.
  const path = await page.locator(".files .name").last().textContent();
  await page.locator("#search").fill(path);
  assert.ok((await files.count()) >= 1 && (count === 1 || (await files.count()) < count || path.length < 12));
  await page.locator("#search").fill("qqzzxx");
  assert.equal(await files.count(), 0);
  assert.equal(await open.count(), 0);
  await page.locator("#search").fill("");
  assert.equal(await files.count(), count);

  // Filters by severity and by rule.
  const severities = page.locator("input[name=severity]");
  await severities.first().uncheck();
  assert.ok((await left()) < total);
  await severities.first().check();
  await page.locator("#rules > summary").click();
  await page.locator("#rules-all").click();
  assert.equal(await left(), 0);
  await page.locator("#rules-all").click();
  assert.equal(await left(), total);

  // The theme changes, and is remembered by the next visit.
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await colour();
  await page.locator("#theme").click();
  assert.notEqual(await colour(), before);
  await page.reload();
  assert.notEqual(await colour(), before, "the theme is remembered");
  await page.locator("#theme").click();
  assert.equal(await colour(), before);

  // At each size and in each theme all of it is in the window, can be read, and has an end.
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const theme of ["light", "dark"]) {
      await page.evaluate(theme => localStorage.setItem("copydesk-theme", theme), theme);
      await page.goto(address);
      await page.reload();
      await page.screenshot({ path: join(folder, `${name}-${size}-${theme}.png`) });
      const where = `${name} on a ${size}, ${theme}`;
      assert.deepEqual(await page.evaluate(faint, CONTRAST), [], `faint in ${where}`);
      assert.deepEqual(await page.evaluate(outside), [], `outside in ${where}`);
      if (size === "telephone") await page.locator("#menu > summary").click();
      await page.locator("#rules > summary").click();
      assert.deepEqual(await page.evaluate(faint, CONTRAST), [], `faint in the menu of ${where}`);
      assert.deepEqual(await page.evaluate(outside), [], `outside in the menu of ${where}`);
      await page.screenshot({ path: join(folder, `${name}-${size}-${theme}-menu.png`) });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(height < LONGEST * viewport.height, `${where} is ${height} px tall`);
      console.log(`${where}: ${height} px tall`);
    }
  }

  // Printed, it is the open article on white, without the menu.
  await page.setViewportSize(SIZES.desk);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".side").isVisible(), false);
  assert.equal(await colour(), "rgb(255, 255, 255)");
  assert.equal(await page.locator("section:visible").count(), 1);
  await page.screenshot({ path: join(folder, `${name}-print.png`) });
  assert.ok((await page.pdf()).length > 1000);

  // Without its script it shows everything.
  const plain = await (await browser.newContext({ javaScriptEnabled: false, viewport: SIZES.desk })).newPage();
  await plain.goto(address);
  assert.equal(await plain.locator("section:visible").count(), count);

  assert.deepEqual(requests.filter(url => url.split("#")[0] !== address && !url.startsWith("data:")), []);
  assert.deepEqual(complaints, []);
}

try {
  for (const report of reports) await check(report);
  console.log("all is well");
} finally {
  await browser.close();
}
