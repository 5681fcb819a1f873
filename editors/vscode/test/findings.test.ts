import assert from "node:assert/strict";
import test from "node:test";

import { byFile, type Finding, linesOf, number, placeIn, summary } from "../src/report/findings";

function finding(path: string, line: number, column: number, end_line: number, end_column: number): Finding {
  return { path, rule: "words.doubled", severity: "warning", message: "“the” stands twice.", line, column, end_line, end_column };
}

test("places count characters in the report and UTF-16 units in the editor", () => {
  const lines = linesOf("\uFEFF😀 saw 漢 the the\r\nboat\rquay\n");
  assert.deepEqual(lines, ["😀 saw 漢 the the", "boat", "quay", ""]);
  const [start, end] = placeIn(lines, finding("a.md", 1, 9, 1, 16));
  assert.deepEqual([start, end], [{ line: 0, character: 9 }, { line: 0, character: 16 }]);
});

test("a place that is gone is its nearest", () => {
  const [start, end] = placeIn(["short"], finding("a.md", 1, 40, 9, 3));
  assert.deepEqual([start, end], [{ line: 0, character: 5 }, { line: 0, character: 2 }]);
});

test("findings are told by file", () => {
  const files = byFile(JSON.stringify([finding("a.md", 1, 1, 1, 2), finding("b.md", 1, 1, 1, 2), finding("a.md", 2, 1, 2, 2)]));
  assert.deepEqual([...files].map(([file, found]) => [file, found.length]), [["a.md", 2], ["b.md", 1]]);
  assert.equal(summary(files), "3 findings in 2 articles.");
  assert.equal(summary(byFile("[]")), "Nothing was found.");
  assert.equal(number(1, "finding"), "1 finding");
});
