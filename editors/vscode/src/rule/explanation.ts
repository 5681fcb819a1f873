/** What the program says of rules. */

/** A rule as `copydesk rules --output-format json` lists it; it has more than these keys. */
export interface RuleLine {
  readonly id: string;
  readonly severity: string;
  readonly enabled: boolean;
  readonly summary: string;
}

/** The rules of a list, those that run first. */
export function asRules(json: string): RuleLine[] {
  const rules = JSON.parse(json) as RuleLine[];
  return [...rules.filter((rule) => rule.enabled), ...rules.filter((rule) => !rule.enabled)];
}

/** What `copydesk explain` prints, as a page. */
export function asMarkdown(rule: string, printed: string): string {
  const fence = "`".repeat(Math.max(3, ...[...printed.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const [first = "", ...rest] = printed.trimEnd().split("\n");
  const heading = first.startsWith(rule) ? first.slice(rule.length).trim().replace(/^\(|\)$/g, "") : "";
  const lines = heading === "" ? [first, ...rest] : rest;
  return `# ${rule}\n\n${heading === "" ? "" : `*${heading}*\n\n`}${fence}text\n${lines.join("\n").replace(/^\n+/, "")}\n${fence}\n`;
}

/** A finding in an editor, as far as it matters here. */
export interface ShownFinding {
  readonly code?: string | number | { value: string | number } | undefined;
  readonly range: { readonly start: At; readonly end: At };
}

interface At {
  readonly line: number;
  readonly character: number;
}

/** The rule of the shortest finding at a place; undefined if there is none. */
export function ruleAt(findings: readonly ShownFinding[], line: number, character: number): string | undefined {
  const at = { line, character };
  const here = findings.filter(({ range }) => !isBefore(at, range.start) && !isBefore(range.end, at));
  const size = ({ range }: ShownFinding): number =>
    (range.end.line - range.start.line) * 10_000 + range.end.character - range.start.character;
  const code = here.sort((one, other) => size(one) - size(other))[0]?.code;
  return code === undefined ? undefined : String(typeof code === "object" ? code.value : code);
}

function isBefore(one: At, other: At): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
