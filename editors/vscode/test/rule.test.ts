import assert from "node:assert/strict";
import test from "node:test";

import { packsOf } from "../src/rule/configuration";
import { asMarkdown, asRules, ruleAt } from "../src/rule/explanation";
import { commandLine, objection, objectionToInstead, sentenceAround } from "../src/rule/request";

test("a rule that replaces, with the sentence as its example", () => {
  const request = { words: "Isle Line", instead: "Island Line", why: "It was renamed.", sentence: "The Isle Line runs.", pack: "house.yml" };
  assert.deepEqual(commandLine(request), [
    "new",
    "rule",
    "--into=house.yml",
    "--swap=Isle Line=Island Line",
    "--why=It was renamed.",
    "--flag=The [[Isle Line]] runs.",
  ]);
});

test("a rule that flags; words that begin with a dash are no option", () => {
  assert.deepEqual(commandLine({ words: "--free", pack: "house.yml" }), ["new", "rule", "--into=house.yml", "--phrase=--free"]);
});

test("a sentence that cannot be an example is none", () => {
  const flags = (sentence: string): string[] => commandLine({ words: "quay", sentence, pack: "p.yml" }).filter((word) => word.startsWith("--flag"));
  assert.deepEqual(flags("At the quay."), ["--flag=At the [[quay]]."]);
  assert.deepEqual(flags("From quay to quay."), ["--flag=From [[quay]] to [[quay]]."]);
  assert.deepEqual(flags("At the [[old]] quay."), []);
  assert.deepEqual(flags("At the harbour."), []);
});

test("what cannot be a rule’s words is refused with the reason", () => {
  assert.equal(objection("Isle Line"), undefined);
  for (const words of ["", "  ", "a\nb", "x".repeat(121), "…!"]) assert.notEqual(objection(words), undefined, words);
  for (const [words, instead] of [["a", "b"], ["island line", "Island Line"], ["cat", "category"]] as const) assert.equal(objectionToInstead(words, instead), undefined);
  for (const [words, instead] of [["a", " "], ["a", "a "], ["a=b", "c"], ["line", "Island Line"], ["c++", "old c++"]] as const) assert.notEqual(objectionToInstead(words, instead), undefined);
});

test("the sentence around words, without the marks before it, over the lines of its paragraph", () => {
  const of = (text: string, words: string): string => {
    const lines = text.split("\n");
    const line = lines.findIndex((one) => one.includes(words));
    const start = lines[line]?.indexOf(words) ?? 0;
    return sentenceAround(lines, line, start, start + words.length);
  };
  assert.equal(of("It rained. The Isle Line ran. Nobody came.", "Isle Line"), "The Isle Line ran.");
  assert.equal(of("- The Isle Line ran", "Isle Line"), "The Isle Line ran");
  assert.equal(of("“It rained.” The Isle Line cost 3.50 that day!", "Isle Line"), "The Isle Line cost 3.50 that day!");
  assert.equal(of("## Isle Line\n\nIt ran.", "Isle Line"), "Isle Line");
  assert.equal(of("Long ago.\n\nIt rained. They hired\nthe Isle Line and\nall went. Well.\n\nThe end.", "Isle Line"), "They hired the Isle Line and all went.");
});

test("the pack files of a configuration; none of one that cannot be read", () => {
  assert.deepEqual(packsOf("packs: [a.yml, 'b c.yaml', packs/]\n"), ["a.yml", "b c.yaml"]);
  assert.deepEqual(packsOf("packs:\n  - a.yml # ours\n"), ["a.yml"]);
  for (const none of ["", "lang: en\n", "packs: a.yml\n", "packs: [", "packs:\n", "- a.yml\n"]) assert.deepEqual(packsOf(none), [], none);
});

test("what the program prints of a rule becomes a page", () => {
  const page = asMarkdown("captions.duplicate", "captions.duplicate (warning, on by default)\n\n  Two pictures.\n\n```x```\n");
  assert.equal(page, "# captions.duplicate\n\n*warning, on by default*\n\n````text\n  Two pictures.\n\n```x```\n````\n");
});

test("rules that run are listed before those that do not", () => {
  const rule = (id: string, enabled: boolean): object => ({ id, enabled, severity: "warning", summary: "" });
  assert.deepEqual(asRules(JSON.stringify([rule("a", false), rule("b", true)])).map(({ id }) => id), ["b", "a"]);
});

test("the rule at a place is that of the shortest finding there", () => {
  const finding = (code: string | { value: string }, from: number, to: number): Parameters<typeof ruleAt>[0][number] => ({
    code,
    range: { start: { line: 3, character: from }, end: { line: 3, character: to } },
  });
  const findings = [finding("long", 0, 40), finding({ value: "short" }, 5, 9)];
  assert.equal(ruleAt(findings, 3, 6), "short");
  assert.equal(ruleAt(findings, 3, 9), "short");
  assert.equal(ruleAt(findings, 3, 20), "long");
  assert.equal(ruleAt(findings, 4, 1), undefined);
});
