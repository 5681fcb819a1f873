/** The findings that `copydesk check --output-format json` writes, with places as the editor counts them. */

/** A finding. */
export interface Finding {
  readonly path: string;
  readonly rule: string;
  readonly severity: "error" | "warning" | "suggestion";
  readonly message: string;
  readonly help?: string;
  /** Lines and columns begin at 1; columns count characters, the end is behind the last one. */
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
}

/** A place as the editor counts it: from 0, and in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** Findings by the file that they are in, in the order in which they came. */
export function byFile(json: string): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of JSON.parse(json) as Finding[]) {
    const known = files.get(finding.path);
    if (known === undefined) files.set(finding.path, [finding]);
    else known.push(finding);
  }
  return files;
}

/** Where a finding begins and ends in a text. A place that the text does not have any more is its nearest. */
export function placeIn(lines: readonly string[], finding: Finding): [Place, Place] {
  return [place(lines, finding.line, finding.column), place(lines, finding.end_line, finding.end_column)];
}

function place(lines: readonly string[], line: number, column: number): Place {
  const index = Math.max(0, Math.min(line - 1, lines.length - 1));
  const before = Array.from(lines[index] ?? "").slice(0, column - 1);
  return { line: index, character: before.join("").length };
}

/** The lines of a text, as the editor counts them. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
}

/** “3 findings in 2 articles”. */
export function summary(files: ReadonlyMap<string, readonly Finding[]>): string {
  const count = [...files.values()].reduce((sum, findings) => sum + findings.length, 0);
  if (count === 0) return "Nothing was found.";
  return `${number(count, "finding")} in ${number(files.size, "article")}.`;
}

/** “1 finding”, “2 findings”. */
export function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
