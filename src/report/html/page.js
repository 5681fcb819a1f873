"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const notes = all(".note"), marks = all("mark");
  const byId = id => document.getElementById(id);
  const findings = mark => mark.dataset.f.split(" ");
  let current = null;

  function select(note, target) {
    all(".on").forEach(element => element.classList.remove("on"));
    current = note;
    if (!note) return;
    note.classList.add("on");
    marks.filter(mark => findings(mark).includes(note.dataset.n)).forEach(mark => mark.classList.add("on"));
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }

  const placeOf = note => byId("m" + note.dataset.n) || note;
  const firstShown = mark => findings(mark).map(n => byId("n" + n)).find(note => !note.classList.contains("hidden"));

  function step(by) {
    const shown = notes.filter(note => !note.classList.contains("hidden"));
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
    select(next, next);
  }

  function filter() {
    const chosen = name => new Set(all(`input[name=${name}]:checked`).map(input => input.value));
    const severities = chosen("severity"), rules = chosen("rule");
    for (const note of notes)
      note.classList.toggle("hidden", !(severities.has(note.dataset.severity) && rules.has(note.dataset.rule)));
    for (const mark of marks) {
      const shown = firstShown(mark);
      mark.classList.toggle("off", !shown);
      if (mark.hasAttribute("tabindex")) mark.tabIndex = shown ? 0 : -1;
    }
    for (const number of all("sup")) number.classList.toggle("hidden", byId("n" + number.textContent).classList.contains("hidden"));
    for (const section of all("section")) section.classList.toggle("hidden", !section.querySelector(".note:not(.hidden)"));
    byId("shown").textContent = `${all(".note:not(.hidden)").length} of ${notes.length} shown`;
    if (current && current.classList.contains("hidden")) select(null);
  }

  function activate(target) {
    const mark = target.closest("mark"), note = target.closest(".note");
    if (mark && firstShown(mark)) select(firstShown(mark), firstShown(mark));
    else if (note) select(note, placeOf(note));
  }

  document.addEventListener("click", event => activate(event.target));
  document.addEventListener("change", filter);
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, summary, button")) return;
    if (event.key === "Enter" || event.key === " ") {
      if (!event.target.closest("mark, .note")) return;
      activate(event.target);
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") select(null);
    else return;
    event.preventDefault();
  });
  byId("rules-all")?.addEventListener("click", () => {
    const boxes = all("input[name=rule]"), on = boxes.some(box => !box.checked);
    boxes.forEach(box => { box.checked = on; });
    filter();
  });
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
