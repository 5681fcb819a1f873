// From a key to the squiggle that it brings about, in a draft of 5,000 words, as the page of the editor sees it.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const WORDS = 5000;
const TIMES = 30;

/** A draft of so many words: the paragraphs of an example, each with another number. */
function draft(example) {
  const paragraphs = readFileSync(example, "utf8").split("\n\n").filter((part) => /^[A-Z“]/.test(part));
  const parts = [];
  for (let words = 0; words < WORDS; words += parts.at(-1).split(/\s+/).length) {
    parts.push(`${paragraphs[parts.length % paragraphs.length]} It was entry ${parts.length + 1}.`);
  }
  return `# Tools\n\n${parts.join("\n\n")}\n\nThey went to\n`;
}

/** Milliseconds from the last key of “ to” to the squiggle under “to to”, many times. */
export async function measure({ editor, workspace, example }) {
  writeFileSync(path.join(workspace, "long.md"), draft(example));
  await editor.openFile("long.md");
  await editor.press("Control+End", "ArrowUp", "End");
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const taken = [];
  const squiggles = () => document.querySelectorAll(".squiggly-warning, .squiggly-error, .squiggly-info").length;
  for (let time = 0; time < TIMES; time += 1) {
    await editor.type(" t");
    // What half a word brings about has come and gone.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const before = await editor.page.evaluate(squiggles);
    await editor.page.evaluate(watch, before);
    await editor.press("o");
    taken.push(await editor.page.evaluate(() => globalThis.copydeskTaken));
    await editor.press("Backspace", "Backspace", "Backspace");
    await editor.until("the squiggle to go", async () => (await editor.page.evaluate(squiggles)) === before);
  }
  await editor.picture("latency");
  await editor.command("View: Revert and Close Editor");
  taken.sort((one, other) => one - other);
  const at = (share) => Math.round(taken[Math.min(TIMES - 1, Math.floor(TIMES * share))]);
  return `${WORDS} words, ${TIMES} times: median ${at(0.5)} ms, nine in ten within ${at(0.9)} ms, longest ${at(1)} ms`;
}

/** In the page: a promise of the milliseconds from the next key to one more squiggle. */
function watch(before) {
  globalThis.copydeskTaken = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no squiggle came")), 20_000);
    document.addEventListener("keydown", () => {
      const start = performance.now();
      const look = new MutationObserver(() => {
        const now = document.querySelectorAll(".squiggly-warning, .squiggly-error, .squiggly-info").length;
        if (now <= before) return;
        look.disconnect();
        resolve(performance.now() - start);
      });
      look.observe(document.querySelector(".editor-instance"), { childList: true, subtree: true, attributes: true });
    }, { once: true, capture: true });
  });
}
