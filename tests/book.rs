//! The documents hang together: the book lists every page, links lead somewhere, and the figure of the layers is that
//! of the imports. `UPDATE=1 cargo test --test book` writes the list and the figure.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use support::files;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Holds a file against its text, or writes it.
fn hold(path: &Path, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, text).unwrap();
    }
    let stored = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(stored == text, "{} is not current: run with UPDATE=1", path.display());
}

/// The chapters that people wrote, in the order in which they are read.
const CHAPTERS: &str = "# Contents

[Copydesk](introduction.md)

# For editors

- [Installing](installing.md)
- [Writing rules](writing-rules.md)
- [House terms](house-terms.md)
- [Genres and house styles](genres-and-house-styles.md)
- [Front matter](front-matter.md)
- [In your editor](editors.md)
- [Coming from Vale](vale.md)

# Reference

- [Configuration](configuration.md)
";
const LAST_CHAPTERS: &str = "
# For contributors

- [Architecture](architecture.md)
- [Glossary](glossary.md)
- [What it is built of](dependencies.md)
- [Release checklist](releasing.md)
";

/// The pages of a generated folder under its index.
fn chapter(text: &mut String, title: &str, folder: &str) {
    let _ = writeln!(text, "- [{title}]({folder}/README.md)");
    for page in files(&root().join("docs").join(folder), "md") {
        let name = page.file_stem().unwrap().to_str().unwrap();
        if name != "README" {
            let _ = writeln!(text, "  - [{name}]({folder}/{name}.md)");
        }
    }
}

#[test]
fn the_book_lists_every_page() {
    let mut text = CHAPTERS.to_owned();
    chapter(&mut text, "The rules", "rules");
    chapter(&mut text, "Kinds of check", "kinds");
    text.push_str(LAST_CHAPTERS);
    hold(&root().join("docs/SUMMARY.md"), &text);
    for page in files(&root().join("docs"), "md") {
        let place = page.strip_prefix(root().join("docs")).unwrap().to_str().unwrap().replace('\\', "/");
        assert!(
            place == "SUMMARY.md" || text.contains(&format!("({place})")),
            "the book has no docs/{place}"
        );
    }
}

/// The targets of the links in a text, outside of code.
fn targets(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut fence = None;
    for line in text.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            Some(open) if ticks >= open => fence = None,
            None if ticks >= 3 => fence = Some(ticks),
            None => {
                let outside: String = line.split('`').step_by(2).collect::<Vec<_>>().join("code");
                let ends = outside.match_indices("](").map(|(at, _)| outside[at + 2..].to_owned());
                found.extend(ends.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())));
            }
            Some(_) => {}
        }
    }
    found
}

/// The fragment that a heading is found by.
fn fragment(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_')).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut pages = files(&root().join("docs"), "md");
    pages.extend(["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(|name| root().join(name)));
    let mut dead = Vec::new();
    for page in &pages {
        for target in targets(&fs::read_to_string(page).unwrap()) {
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            if path.contains(':') {
                continue;
            }
            let to = if path.is_empty() { page.clone() } else { page.parent().unwrap().join(path) };
            let has_anchor = || {
                let text = fs::read_to_string(&to).unwrap();
                text.lines().any(|line| {
                    line.starts_with('#') && fragment(line.trim_start_matches(['#', ' '])) == anchor
                })
            };
            if !to.exists() || !anchor.is_empty() && !has_anchor() {
                dead.push(format!("{}: {target}", page.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    assert!(dead.is_empty(), "links that lead nowhere:\n{}", dead.join("\n"));
}

/// For each part of `src`, the parts that it imports; unit tests left out.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let src = root().join("src");
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files(&src, "rs") {
        let place = file.strip_prefix(&src).unwrap();
        let part = place.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if part == "lib" || part == "main" {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
        let code = code.filter(|line| !line.trim_start().starts_with("//"));
        let names = code.flat_map(|line| line.split("crate::").skip(1));
        let names = names.map(|rest| {
            rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap()
        });
        let others =
            names.filter(|name| *name != part && !name.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        imports.entry(part).or_default().extend(others);
    }
    let parts: BTreeSet<String> = imports.keys().cloned().collect();
    for names in imports.values_mut() {
        names.retain(|name| parts.contains(name));
    }
    imports
}

#[test]
fn the_figure_of_the_layers_is_that_of_the_imports() {
    let mut left = imports();
    let mut rows = Vec::new();
    while !left.is_empty() {
        let is_below = |names: &BTreeSet<String>| names.iter().all(|name| !left.contains_key(name));
        let row: Vec<String> =
            left.iter().filter(|(_, names)| is_below(names)).map(|(part, _)| part.clone()).collect();
        assert!(!row.is_empty(), "imports run in a circle among {:?}", left.keys().collect::<Vec<_>>());
        left.retain(|part, _| !row.contains(part));
        rows.push(row.join("   "));
    }
    let mut figure = String::from("```text\n");
    for row in rows.iter().rev() {
        let _ = writeln!(figure, "{row}");
    }
    figure.push_str("```\n");
    let path = root().join("docs/architecture.md");
    let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (begin, end) = ("<!-- layers: begin -->\n", "<!-- layers: end -->");
    let (before, rest) = text.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    hold(&path, &format!("{before}{begin}{figure}{end}{after}"));
}
