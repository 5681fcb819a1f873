/** Edits `.copydesk.yml` as a person would: the rest of the file, its comments and its order stay. */

import { isMap, isScalar, isSeq, parseDocument } from "yaml";

/** An insertion or replacement in a text; places are offsets in it. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The packs that a configuration names; none where it cannot be read. */
export function packsOf(configuration: string): string[] {
  const document = parseDocument(configuration);
  const packs: unknown = document.errors.length > 0 ? undefined : document.get("packs");
  if (!isSeq(packs)) return [];
  return packs.items.flatMap((item) => (isScalar(item) && typeof item.value === "string" ? [item.value] : []));
}

/**
 * The edit that makes a configuration name a pack; undefined if it does already.
 *
 * @throws if the configuration cannot be read, or holds something else under `packs`.
 */
export function withPack(configuration: string, pack: string): Edit | undefined {
  const document = parseDocument(configuration);
  const mistake = document.errors[0];
  if (mistake !== undefined) throw new Error(`the configuration cannot be read: ${mistake.message.split("\n", 1).join("")}`);
  if (packsOf(configuration).includes(pack)) return undefined;
  const entry = scalar(pack);
  const contents = document.contents;
  if (contents !== null && !isMap(contents)) throw new Error("the configuration is no mapping");
  const packs: unknown = contents?.get("packs", true);
  if (packs === undefined) return asNewKey(configuration, contents?.flow === true ? contents.range[0] : undefined, entry);
  if (isSeq(packs) && packs.range != null) return intoList(configuration, packs.range, packs.items, entry, packs.flow);
  if (isScalar(packs) && packs.range != null && packs.value === null) {
    return { start: packs.range[0], end: packs.range[1], text: ` [${entry}]` };
  }
  throw new Error("`packs` of the configuration is no list");
}

type Range = [number, number, number];

function intoList(
  text: string,
  range: Range,
  items: readonly unknown[],
  entry: string,
  isFlow: boolean | undefined,
): Edit {
  const last = items.at(-1) as { range?: Range | null } | undefined;
  if (isFlow === true || last?.range == null) {
    const close = range[1] - 1;
    const behind = last?.range?.[1] ?? close;
    return last === undefined
      ? { start: close, end: close, text: entry }
      : { start: behind, end: behind, text: `, ${entry}` };
  }
  const line = text.lastIndexOf("\n", last.range[0] - 1) + 1;
  const dash = text.slice(line, last.range[0]);
  const lineEnd = text.indexOf("\n", last.range[1]);
  const end = lineEnd < 0 ? text.length : lineEnd;
  return { start: end, end, text: `${newline(text)}${dash.replace(/- .*$/, "- ")}${entry}` };
}

/** What the starter configuration says of packs. */
const MENTIONED = /^#\s*packs:.*(?:\r?\n#\s+-.*)*(?:\r?\n|$)/m;

/** Where the file mentions packs in a comment, or else at its end; in braces, behind the first one. */
function asNewKey(text: string, brace: number | undefined, entry: string): Edit {
  if (brace !== undefined) {
    const isEmpty = /^\{\s*\}/.test(text.slice(brace));
    return { start: brace + 1, end: brace + 1, text: `packs: [${entry}]${isEmpty ? "" : ", "}` };
  }
  const mention = MENTIONED.exec(text);
  const at = mention === null ? text.length : mention.index + mention[0].length;
  const gap = at > 0 && text[at - 1] !== "\n" ? newline(text) : "";
  return { start: at, end: at, text: `${gap}packs: [${entry}]${newline(text)}` };
}

function newline(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function scalar(text: string): string {
  return /^[\w./-]+$/.test(text) && !/^[-.\d]/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** A text with an edit made. */
export function edited(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}
