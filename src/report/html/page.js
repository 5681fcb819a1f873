"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = id => document.getElementById(id);
  const root = document.documentElement;

  // A page from a disk may not be allowed to remember anything.
  const memory = {
    get() { try { return localStorage.getItem("copydesk-theme"); } catch { return null; } },
    set(theme) { try { localStorage.setItem("copydesk-theme", theme); } catch { /* It lasts as long as the page. */ } },
  };
  const remembered = memory.get();
  if (remembered === "light" || remembered === "dark") root.dataset.theme = remembered;
  byId("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    memory.set(root.dataset.theme);
  });

  const sections = all("section"), entries = all(".files a");
  if (!sections.length) return;
  const notes = all(".note"), marks = all("mark"), numbers = all("sup");
  const inSection = new Map(sections.map(section => [section, all(".note", section)]));
  // What a search looks through: names, titles and notes.
  const texts = sections.map((section, index) =>
    [entries[index].textContent, ...inSection.get(section).map(note => note.textContent)].join(" ").toLowerCase());
  const isShown = note => !note.classList.contains("hidden");
  const findings = mark => mark.dataset.f.split(" ");
  const firstShown = mark => findings(mark).map(n => byId("n" + n)).find(isShown);
  const placeOf = note => byId("m" + note.dataset.n) || note;
  let current = null, open = 0;

  // One article at a time: all of them together would be a page without end.
  function show(index) {
    open = index;
    sections.forEach((section, at) => section.classList.toggle("hidden", at !== index));
    entries.forEach((entry, at) => at === index ? entry.setAttribute("aria-current", "page") : entry.removeAttribute("aria-current"));
    if (index >= 0) entries[index].scrollIntoView({ block: "nearest" });
    told();
  }

  const listed = () => entries.map((entry, index) => index).filter(index => !entries[index].parentElement.classList.contains("hidden"));

  function told() {
    const files = listed();
    const found = notes.filter(isShown).length;
    byId("shown").textContent = open < 0 ? "" : `File ${files.indexOf(open) + 1} of ${files.length}`;
    const counted = (number, all, noun) => `${number === all ? "" : `${number} of `}${all} ${noun}${all === 1 ? "" : "s"}`;
    byId("files-shown").textContent = files.length
      ? `${counted(files.length, entries.length, "file")}, ${counted(found, notes.length, "finding")}`
      : "Nothing fits the search and the filters.";
    for (const id of ["before", "after", "shown"]) byId(id).hidden = files.length < 2;
  }

  function select(note, target) {
    all(".on").forEach(element => element.classList.remove("on"));
    current = note;
    if (!note) return;
    const at = sections.indexOf(note.closest("section"));
    if (at !== open) show(at);
    note.classList.add("on");
    marks.filter(mark => findings(mark).includes(note.dataset.n)).forEach(mark => mark.classList.add("on"));
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }

  function step(by) {
    const files = new Set(listed());
    const shown = notes.filter(note => isShown(note) && files.has(sections.indexOf(note.closest("section"))));
    if (!shown.length) return;
    const from = current ? shown.indexOf(current) : -1;
    const inOpen = shown.findIndex(note => note.closest("section") === sections[open]);
    const next = from >= 0 ? (from + by + shown.length) % shown.length : Math.max(inOpen, 0);
    select(shown[next], shown[next]);
  }

  function stepFile(by) {
    const files = listed(), at = files.indexOf(open);
    if (files.length) go(files[(at + by + files.length) % files.length]);
  }

  function go(index) {
    select(null);
    history.replaceState(null, "", "#" + sections[index].id);
    show(index);
    scrollTo(0, 0);
    sections[index].querySelector("h2").focus({ preventScroll: true });
  }

  function filter() {
    const chosen = name => new Set(all(`input[name=${name}]:checked`).map(input => input.value));
    const severities = chosen("severity"), rules = chosen("rule");
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const note of notes)
      note.classList.toggle("hidden", !(severities.has(note.dataset.severity) && rules.has(note.dataset.rule)));
    for (const mark of marks) {
      const shown = firstShown(mark);
      mark.classList.toggle("off", !shown);
      if (mark.hasAttribute("tabindex")) mark.tabIndex = shown ? 0 : -1;
    }
    for (const number of numbers) number.classList.toggle("hidden", !isShown(byId("n" + number.textContent)));
    entries.forEach((entry, index) => {
      const left = inSection.get(sections[index]).filter(isShown).length;
      entry.querySelector(".count").textContent = left;
      entry.parentElement.classList.toggle("hidden", !left || !words.every(word => texts[index].includes(word)));
    });
    if (current && !isShown(current)) select(null);
    const files = listed();
    show(files.includes(open) ? open : files.length ? files[0] : -1);
  }

  function activate(target) {
    const mark = target.closest("mark"), note = target.closest(".note");
    if (mark && firstShown(mark)) select(firstShown(mark), firstShown(mark));
    else if (note) select(note, placeOf(note));
  }

  document.addEventListener("click", event => {
    const entry = event.target.closest(".files a");
    if (!entry) return activate(event.target);
    event.preventDefault();
    if (getComputedStyle(byId("menu").firstElementChild).display !== "none") byId("menu").open = false;
    go(entries.indexOf(entry));
  });
  document.addEventListener("change", filter);
  byId("search").addEventListener("input", filter);
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, summary, button, a")) return;
    if (event.key === "Enter" || event.key === " ") {
      if (!event.target.closest("mark, .note")) return;
      activate(event.target);
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") select(null);
    else return;
    event.preventDefault();
  });
  byId("rules-all").addEventListener("click", () => {
    const boxes = all("input[name=rule]"), on = boxes.some(box => !box.checked);
    boxes.forEach(box => { box.checked = on; });
    filter();
  });
  byId("before").addEventListener("click", () => stepFile(-1));
  byId("after").addEventListener("click", () => stepFile(1));
  const asked = () => sections.findIndex(section => "#" + section.id === location.hash);
  addEventListener("hashchange", () => asked() >= 0 && show(asked()));
  document.querySelector(".steps").hidden = false;
  if (matchMedia("(max-width: 60rem)").matches) byId("menu").open = false;
  open = Math.max(asked(), 0);
  filter();
})();
