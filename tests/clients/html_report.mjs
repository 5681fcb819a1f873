// Opens the HTML report in a real browser: click, filter, keys, print; no request, no console error.
//   PLAYWRIGHT=<folder of playwright-core> CHROMIUM=<program> node html_report.mjs REPORT SCREENSHOT
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT);
const [report, screenshot] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const complaints = [], requests = [];
  page.on("console", message => complaints.push(message.text()));
  page.on("pageerror", error => complaints.push(String(error)));
  page.on("request", request => requests.push(request.url()));
  const address = pathToFileURL(report).href;
  await page.goto(address);

  const shown = () => page.locator(".note:not(.hidden)").count();
  const total = await shown();
  assert.ok(total >= 2, `${total} notes`);

  // A click on what is marked picks out its note, and a click on a note its mark.
  await page.locator("mark").first().click();
  assert.equal(await page.locator(".note.on").count(), 1);
  await page.locator(".note").last().click();
  assert.ok((await page.locator("mark.on").count()) >= 1);

  // Keys go from note to note and leave.
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".note.on").count(), 0);
  await page.keyboard.press("j");
  assert.equal(await page.locator(".note.on").count(), 1);

  // Filters by severity and by rule.
  await page.locator("input[name=severity]").first().uncheck();
  assert.ok((await shown()) < total);
  await page.locator("input[name=severity]").first().check();
  await page.locator("summary").first().click();
  await page.locator("#rules-all").click();
  assert.equal(await shown(), 0);
  await page.locator("#rules-all").click();
  assert.equal(await shown(), total);

  // Light and dark differ, and all of it fits the window.
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const first = await colour();
  await page.locator("#theme").click();
  assert.notEqual(await colour(), first);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok((await overflow()) <= 0, "scrolls sideways");
  await page.setViewportSize({ width: 400, height: 800 });
  assert.ok((await overflow()) <= 0, "scrolls sideways on a telephone");
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.screenshot({ path: screenshot, fullPage: true });
  const printed = await page.pdf();
  assert.ok(printed.length > 1000);

  assert.deepEqual(requests.filter(url => url !== address && !url.startsWith("data:")), []);
  assert.deepEqual(complaints, []);
  console.log("all is well");
} finally {
  await browser.close();
}
