/** A house rule as it is asked for, and the command line that writes it. */

/** What a new rule is to do. */
export interface RuleRequest {
  /** The words that it flags. */
  readonly words: string;
  /** What to write instead; undefined if the words are only flagged. */
  readonly instead?: string;
  /** What the finding says; undefined for something fitting. */
  readonly message?: string;
  /** Why it matters to readers. */
  readonly why?: string;
  /** A sentence in which the words stand, which becomes the rule’s example. */
  readonly sentence?: string | undefined;
  /** The pack’s file. */
  readonly pack: string;
}

/** What stands on the command line behind `copydesk`. */
export function commandLine(request: RuleRequest): string[] {
  const given = ["new", "rule", `--into=${request.pack}`];
  if (request.instead === undefined) given.push(`--phrase=${request.words}`);
  else given.push(`--swap=${request.words}=${request.instead}`);
  if (request.message !== undefined) given.push(`--message=${request.message}`);
  if (request.why !== undefined) given.push(`--why=${request.why}`);
  const example = flagged(request);
  if (example !== undefined) given.push(`--flag=${example}`);
  return given;
}

/** The sentence with marks around the words, each time that they stand in it. */
function flagged({ sentence, words }: RuleRequest): string | undefined {
  // Brackets of the sentence’s own would be taken for marks.
  if (sentence?.includes(words) !== true || /\[\[|\]\]/.test(sentence)) return undefined;
  return sentence.replaceAll(words, () => `[[${words}]]`);
}

/** What is wrong with words that a rule shall flag; undefined if nothing is. */
export function objection(words: string): string | undefined {
  const trimmed = words.trim();
  if (trimmed === "") return "Select the words that the rule shall flag.";
  if (/[\r\n]/.test(trimmed)) return "The words must stand in one line.";
  if (trimmed.length > 120) return "That is too long for a rule: select a few words.";
  if (!/[\p{L}\p{N}]/u.test(trimmed)) return "There is no word in the selection.";
  return undefined;
}

/** What is wrong with words to write instead; undefined if nothing is. */
export function objectionToInstead(words: string, instead: string): string | undefined {
  if (instead.trim() === "") return "Say what to write instead.";
  if (instead.trim() === words.trim()) return "That is what the rule flags.";
  if (hasWords(instead, words)) return `“${instead.trim()}” has “${words.trim()}” in it: select the whole of the wrong form.`;
  // The command line has the wrong form and the right one in one word.
  if (words.includes("=")) return "Words with “=” can be flagged, but not replaced.";
  return undefined;
}

/** Whether a text has other words as words, and more than them. */
function hasWords(text: string, words: string): boolean {
  const [whole, part] = [text.trim().toLowerCase(), words.trim().toLowerCase()];
  const literal = part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return whole !== part && new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "u").test(whole);
}

/** The sentence around a place in a line, which may begin and end in the lines of its paragraph. */
export function sentenceAround(lines: readonly string[], line: number, start: number, end: number): string {
  const isText = (index: number): boolean => (lines[index] ?? "").trim() !== "";
  let [first, last] = [line, line];
  while (isText(first - 1)) first -= 1;
  while (isText(last + 1)) last += 1;
  const before = lines.slice(first, line).map((text) => `${text} `).join("");
  const text = lines.slice(first, last + 1).join(" ");
  const [from, to] = [before.length + start, before.length + end];
  const begin = [...text.slice(0, from).matchAll(/[.!?…]["”’»]?\s+/gu)].at(-1);
  const close = /[.!?…]["”’»]?(?=\s|$)/u.exec(text.slice(to));
  const sentence = text.slice(
    begin === undefined ? 0 : begin.index + begin[0].length,
    close === null ? text.length : to + close.index + close[0].length,
  );
  // Marks of lists, quotations and headings are no words of the sentence.
  return sentence.replace(/\s+/g, " ").replace(/^[\s>#*+-]+(?=\S)/, "").trim();
}
