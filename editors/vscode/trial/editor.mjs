// A real VS Code in a real browser, worked by keys and clicks as a person works it.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

const PATIENCE = 60_000;
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Settings of the person who tries it: nothing that moves, nothing that asks. */
const SETTINGS = {
  "window.commandCenter": false,
  "workbench.startupEditor": "none",
  "workbench.colorTheme": "Default Light Modern",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "editor.cursorBlinking": "solid",
  "editor.accessibilitySupport": "off",
  "editor.autoClosingQuotes": "never",
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "files.autoSave": "off",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "git.enabled": false,
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
};

/** Starts a VS Code that has nothing but one package. */
export async function startServer({ codeServer, vsix, folder, port, settings = {} }) {
  const node = path.join(codeServer, "node_modules", "node", "bin", "node");
  const entry = path.join(codeServer, "node_modules", "code-server");
  const own = ["--user-data-dir", path.join(folder, "data"), "--extensions-dir", path.join(folder, "extensions")];
  mkdirSync(path.join(folder, "data", "User"), { recursive: true });
  writeFileSync(path.join(folder, "data", "User", "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }, undefined, 2));
  const installed = spawnSync(node, [entry, ...own, "--install-extension", vsix], { encoding: "utf8" });
  if (installed.status !== 0) throw new Error(`the package could not be installed: ${installed.stdout}${installed.stderr}`);
  const given = [entry, ...own, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check"];
  const server = spawn(node, given, { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve, reject) => {
    server.stdout.on("data", (part) => /HTTP server listening/.test(String(part)) && resolve());
    server.on("exit", () => reject(new Error("the server ended")));
  });
  return { stop: () => server.kill(), installed: installed.stdout };
}

/** A window of it. */
export class Editor {
  static async open({ port, workspace, pictures, size = { width: 1280, height: 800 } }) {
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
    const page = await browser.newPage({ viewport: size });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`http://127.0.0.1:${port}/?folder=${workspace}`, { waitUntil: "domcontentloaded" });
    await page.waitForSelector(".monaco-workbench .part.statusbar");
    return new Editor(browser, page, pictures);
  }

  constructor(browser, page, pictures) {
    Object.assign(this, { browser, page, pictures });
  }

  close() {
    return this.browser.close();
  }

  /** Waits until something holds, by looking often. */
  async until(what, holds, patience = PATIENCE) {
    const end = performance.now() + patience;
    for (;;) {
      const answer = await holds();
      if (answer) return answer;
      if (performance.now() > end) {
        await this.picture("failed");
        throw new Error(`waited in vain: ${what}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async picture(name) {
    const file = path.join(this.pictures, `${name}.png`);
    await this.page.mouse.move(700, 3);
    await this.page.screenshot({ path: file, animations: "disabled", caret: "initial" });
    return file;
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** The text field of the palette, of a choice or of a question. */
  get field() {
    return this.page.locator(".quick-input-widget:not([style*='display: none']) .quick-input-box input");
  }

  /** Runs a command by its title in the palette. */
  async command(title) {
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    let isFirst = true;
    await this.until(`the command “${title}”`, async () => {
      // A window that has just opened does not know all commands yet: it is asked again.
      await this.press(...(isFirst ? [] : ["Escape"]), "F1");
      isFirst = false;
      await this.field.fill(`>${title}`, { timeout: 5000 }).catch(() => undefined);
      return row.waitFor({ timeout: 5000 }).then(() => true, () => false);
    });
    await row.click();
  }

  /** The rows of the palette or of a choice. */
  rows() {
    return this.page.locator(".quick-input-list .monaco-list-row").allInnerTexts();
  }

  /** Chooses the first row that has a text in it. */
  async choose(text) {
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
    await row.waitFor();
    await row.click();
  }

  /** Answers a question. */
  async answer(question, text) {
    await this.page.locator(".quick-input-widget", { hasText: question }).waitFor();
    await this.field.fill(text);
    await this.press("Enter");
  }

  async openFile(name) {
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
    await this.until(`the file ${name}`, async () => {
      // A file that has just been written is not found at once: it is asked for again.
      await this.press("Escape", "Control+p");
      await this.field.fill(name, { timeout: 5000 }).catch(() => undefined);
      return row.waitFor({ timeout: 5000 }).then(() => true, () => false);
    });
    await row.click();
    await this.page.locator(`.tab.active[data-resource-name='${path.basename(name)}']`).first().waitFor();
    await this.focusEditor();
  }

  async focusEditor() {
    await this.command("View: Focus Active Editor Group");
  }

  async goTo(place) {
    await this.press("Control+g");
    await this.field.waitFor();
    await this.field.fill(`:${place}`);
    await this.press("Enter");
  }

  async save() {
    await this.press("Control+s");
  }

  /** The lines that can be seen in the editor. */
  async text() {
    return (await this.page.locator(".editor-instance .view-lines").first().innerText()).replaceAll("\u00a0", " ");
  }

  /** The rows of Problems, one line each. */
  async problems() {
    const rows = await this.page.locator(".markers-panel .monaco-list-row").allInnerTexts();
    return rows.map((row) => row.replace(/\s+/g, " ").trim());
  }

  /** Shows the rows of Problems that have a text; all for none. */
  async filterProblems(text) {
    if (!(await this.page.locator(".markers-panel").isVisible())) await this.command("Problems: Focus on Problems View");
    await this.page.locator(".markers-panel").waitFor();
    await this.page.locator(".viewpane-filter input").first().fill(text);
    // The filter waits for the end of the typing.
    await new Promise((resolve) => setTimeout(resolve, 600));
  }

  /** The item in the status bar. */
  async status() {
    const item = this.page.locator(".statusbar-item[id='copydesk.copydesk.copydesk.status'], .statusbar-item[id*='copydesk.status']").first();
    return (await item.count()) === 0 ? "" : (await item.innerText()).replace(/\s+/g, " ").trim();
  }

  /** What the menu at the cursor offers. */
  async quickFixes() {
    const rows = this.page.locator(".action-widget .monaco-list-row.action");
    await this.until("what can be done", async () => {
      await this.press("Control+.");
      return rows.first().waitFor({ timeout: 5000 }).then(() => true, () => false);
    });
    return (await rows.allInnerTexts()).map((text) => text.trim());
  }

  /** Chooses from the menu at the cursor: what it offers, and which of it. */
  async chooseFix(offered, title) {
    const index = offered.indexOf(title);
    if (index < 0) throw new Error(`“${title}” is not offered: ${offered.join(" | ")}`);
    await this.press(...Array(index).fill("ArrowDown"), "Enter");
  }

  /** The messages at the bottom right. */
  async messages() {
    return (await this.page.locator(".notification-toast .notification-list-item-message").allInnerTexts()).map((text) => text.trim());
  }

  async clearMessages() {
    await this.command("Notifications: Clear All Notifications");
  }
}
