// What a person does, in the order in which they come to it. Each step goes on where the one before it left the editor.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const read = (workspace, name) => readFileSync(path.join(workspace, name), "utf8");

/** Waits for a row of Problems that has a text, or for there to be none. */
async function problem(editor, text, isThere = true) {
  const what = `${isThere ? "a" : "no"} problem with “${text}”`;
  // The list holds only the rows on the screen: what is looked for is filtered out of the rest.
  await editor.filterProblems(text);
  await editor.until(what, async () => (await editor.problems()).some((row) => row.includes(text)) === isThere);
  await editor.filterProblems("");
}

/** Waits for a file to have a text, or not. */
async function onDisk(editor, workspace, name, text, isThere = true) {
  const has = () => existsSync(path.join(workspace, name)) && read(workspace, name).includes(text) === isThere;
  await editor.until(`${name} ${isThere ? "has" : "lacks"} “${text}”`, has, 15_000);
}

/** In a folder that nobody trusts: findings, by the program of the package. */
async function untrusted({ editor, hasRun }) {
  await editor.openFile("harbour.md");
  await problem(editor, "words.doubled");
  assert.match(await editor.status(), /^Copydesk \d+$/);
  assert.ok(!hasRun(), "a program of the folder was run without trust");
  await editor.picture("untrusted");
}

/** The same folder trusted: its own program is run, though its setting still names none. */
async function trusted({ editor, hasRun }) {
  await editor.command("Workspaces: Manage Workspace Trust");
  await editor.page.locator(".workspace-trust-editor .workspace-trust-buttons-row a", { hasText: "Trust" }).first().click();
  await editor.until("the folder’s own program to run", hasRun);
  await editor.press("Escape");
  await editor.openFile("harbour.md");
  await problem(editor, "words.doubled");
}

/** Eight findings under Problems, and their number in the status bar. */
async function findings({ editor }) {
  await problem(editor, "captions.duplicate");
  const rows = await editor.problems();
  for (const rule of ["words.doubled", "boilerplate.newsletter", "leftovers.placeholder", "boilerplate.empty-label", "quotes.unbalanced", "attribution.missing"]) {
    assert.ok(rows.some((row) => row.includes(rule)), `${rule} is not listed`);
  }
  const count = Number(/^Copydesk (\d+)$/.exec(await editor.status())?.[1]);
  assert.ok(count >= 8, `the status bar says ${count}`);
  await editor.picture("findings");
  return `${count} findings`;
}

/** One fix from the menu at the cursor. */
async function fix({ editor, workspace }) {
  await editor.focusEditor();
  await editor.goTo("12:91");
  const offered = await editor.quickFixes();
  await editor.picture("quick-fix");
  await editor.chooseFix(offered, offered[0]);
  await problem(editor, "words.doubled", false);
  await editor.focusEditor();
  await editor.save();
  await onDisk(editor, workspace, "harbour.md", "that the\nthe county", false);
  return offered.join(" | ");
}

/** A silence with its reason. */
async function silence({ editor, workspace }) {
  await editor.focusEditor();
  await editor.goTo("22:50");
  const offered = await editor.quickFixes();
  await editor.picture("silence");
  await editor.chooseFix(offered, offered.find((title) => /^Silence.*here/i.test(title)));
  await editor.until("the comment", async () => (await editor.text()).includes("copydesk-disable-next-line captions.duplicate"));
  // The reason is selected, to be written over.
  await editor.picture("silenced");
  await editor.type("one photographer, two frames");
  await editor.press("Escape");
  await editor.save();
  await problem(editor, "captions.duplicate", false);
  await onDisk(editor, workspace, "harbour.md", "<!-- copydesk-disable-next-line captions.duplicate -- one photographer, two frames -->");
  return offered.join(" | ");
}

/** All safe fixes at once, and a word on it; the findings that want a person stay. */
async function fixFile({ editor, workspace }) {
  await editor.focusEditor();
  await editor.goTo(lineOf(workspace, "harbour.md", "keeps two in reserve"));
  await editor.press("End");
  await editor.type(" They go to to the isle, and and back.");
  await problem(editor, "“and” stands twice");
  await editor.focusEditor();
  await editor.command("Copydesk: Fix This File");
  await editor.until("a word on it", async () => (await editor.page.locator(".part.statusbar").innerText()).includes("fixed what it safely could"));
  await editor.picture("fixed");
  await problem(editor, "stands twice", false);
  await problem(editor, "leftovers.placeholder");
  await editor.focusEditor();
  await editor.save();
  await onDisk(editor, workspace, "harbour.md", "They go to the isle, and back.");
  await editor.command("Copydesk: Fix This File");
  await editor.until("that there is nothing left", async () => (await editor.messages()).some((text) => text.includes("nothing that can safely be fixed")));
  await editor.clearMessages();
}

/** The page of a rule beside the draft. */
async function explain({ editor }) {
  await editor.focusEditor();
  await editor.goTo("18:3");
  const offered = await editor.quickFixes();
  await editor.chooseFix(offered, "Explain boilerplate.newsletter");
  const shows = async (frame) => (await frame.locator("h1, h2").allInnerTexts().catch(() => [])).some((text) => text.includes("boilerplate.newsletter"));
  await editor.until("the page of the rule", async () => (await Promise.all(editor.page.frames().map(shows))).some(Boolean));
  await editor.picture("explain");
  await editor.command("View: Close Editor");
  await editor.command("View: Close Other Groups").catch(() => undefined);
}

/** A configuration made by command, broken, and mended: findings stay, and the mistake is shown at its place. */
async function configuration({ editor, workspace }) {
  await editor.command("Copydesk: Create a Configuration");
  await editor.page.locator(".tab.active[data-resource-name='.copydesk.yml']").waitFor();
  await onDisk(editor, workspace, ".copydesk.yml", "rules: {}");
  await editor.press("Control+Home");
  await editor.type("ruls: {}\n");
  await editor.save();
  await problem(editor, "there is no key `ruls` here");
  await problem(editor, "boilerplate.newsletter");
  await editor.picture("broken-configuration");
  await editor.focusEditor();
  await editor.press("Control+Home", "Shift+End", "Delete", "Delete");
  await editor.save();
  await problem(editor, "there is no key `ruls` here", false);
  await problem(editor, "boilerplate.newsletter");
  await editor.picture("mended-configuration");
  await editor.command("View: Close Editor");
}

/** A rule of the house from words in the draft, seen to work, and its fix made. */
async function houseRule({ editor, workspace }) {
  await editor.openFile("harbour.md");
  await editor.goTo(lineOf(workspace, "harbour.md", "island line, which"));
  await editor.press("Home");
  await selectWords(editor, "island line");
  await editor.command("Copydesk: New House Rule from Selection");
  await editor.picture("house-rule-1");
  await editor.choose("Write something else instead");
  await editor.answer("What to write instead", "Island Line");
  await editor.answer("Why?", "It is the name of the company.");
  await onDisk(editor, workspace, ".copydesk.yml", "house-rules.yml");
  await onDisk(editor, workspace, "house-rules.yml", "'island line': 'Island Line'");
  await problem(editor, "house-rules.island-line");
  await editor.picture("house-rule-2");
  return read(workspace, "house-rules.yml").split("\n").filter((line) => line.includes("[[")).join(" ").trim();
}

/** Selects words by the editor’s own search. */
async function selectWords(editor, words) {
  await editor.press("Control+f");
  await editor.page.locator(".find-widget.visible textarea").first().fill(words);
  await editor.until("the words are selected", async () => (await editor.page.locator(".find-widget .matchesCount").innerText()).startsWith("1 of"));
  await editor.press("Escape");
}

function lineOf(workspace, name, text) {
  return read(workspace, name).split("\n").findIndex((line) => line.includes(text)) + 1;
}

/** Everything that is not open is listed too. */
async function checkAll({ editor }) {
  await editor.command("Copydesk: Check All Articles");
  await problem(editor, "ferry.md");
  await editor.until("a word on what was found", async () => (await editor.messages()).some((text) => /\d+ findings? in \d+ articles?/.test(text)));
  await editor.picture("check-all");
  const said = (await editor.messages()).find((text) => /findings? in/.test(text));
  await editor.clearMessages();
  // A closed article keeps its findings when it was opened and closed again.
  await editor.openFile("ferry.md");
  await editor.command("View: Close Editor");
  await problem(editor, "ferry.md");
  // What is no article is closed without a word.
  await editor.openFile("settings.json");
  await editor.command("View: Close Editor");
  await new Promise((resolve) => setTimeout(resolve, 2000));
  assert.deepEqual(await editor.messages(), []);
  return said;
}

/** The report, as a page in the editor. */
async function report({ editor }) {
  await editor.command("Copydesk: Show Report");
  const shows = async (frame) => (await frame.locator("mark").count().catch(() => 0)) > 0;
  await editor.until("the marks of the report", async () => (await Promise.all(editor.page.frames().map(shows))).some(Boolean));
  await editor.picture("report");
  await editor.clearMessages();
  await editor.command("View: Close Editor");
}

/** The example article without a file, from the walkthrough. */
async function walkthrough({ editor }) {
  await editor.command("Copydesk: Get Started");
  const button = editor.page.locator(".getting-started-step.expanded .monaco-button", { hasText: "Open the example" });
  await button.waitFor();
  await editor.picture("walkthrough");
  await button.click();
  await editor.page.locator(".tab.active[data-resource-name^='Untitled']").waitFor();
  await problem(editor, "Untitled");
  await editor.picture("example");
  await editor.command("View: Revert and Close Editor");
}

/** A setting of the folder holds at once. */
async function settings({ editor, workspace }) {
  await editor.openFile("harbour.md");
  await problem(editor, "leftovers.placeholder");
  writeFileSync(path.join(workspace, ".vscode", "settings.json"), JSON.stringify({ "copydesk.ignore": ["leftovers.*"] }));
  await problem(editor, "leftovers.placeholder", false);
  writeFileSync(path.join(workspace, ".vscode", "settings.json"), "{}");
  await problem(editor, "leftovers.placeholder");
}

/** No program: a clear word, and all is well again when the setting is mended. It is a setting of the machine. */
async function missing({ editor, folder }) {
  const file = path.join(folder, "data", "Machine", "settings.json");
  writeFileSync(file, JSON.stringify({ "copydesk.path": "/nowhere/copydesk" }));
  await editor.until("a word on the program", async () => (await editor.messages()).some((text) => text.includes("/nowhere/copydesk")));
  const messages = await editor.messages();
  assert.equal(messages.length, 1, messages.join("\n"));
  await editor.picture("no-program");
  writeFileSync(file, "{}");
  await editor.clearMessages();
  await editor.openFile("harbour.md");
  await problem(editor, "leftovers.placeholder");
  assert.match(await editor.status(), /^Copydesk \d+$/);
}

export const STEPS = { untrusted, trusted, findings, fix, silence, fixFile, explain, configuration, houseRule, checkAll, report, walkthrough, settings, missing };
