//! Imports go one way: between the rooms of `src` by the list in `src/lib.rs`, and between the files of a room in no
//! circle.
//!
//! A room is a folder of `src`. What a file imports is read from its `use` declarations and the paths in its code; a name
//! that a `mod.rs` passes on counts as its own file's. The `mod.rs` of a folder may import from the files it holds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use support::sources;

/// No room may hold more of the lines of `src`, in percent.
const LARGEST: usize = 20;

type Module = Vec<String>;
type Edges = BTreeMap<Module, BTreeSet<Module>>;

/// The modules of `src` with their texts, comments and unit tests taken out.
struct House {
    modules: BTreeMap<Module, Text>,
}

struct Text {
    is_folder: bool,
    lines: usize,
    /// Each imported path, and whether the import passes it on.
    imports: Vec<(Module, bool)>,
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)//.*$").unwrap());
static TESTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ms)^#\[cfg\((?:test|all\(test[^\n]*)\)\]\s*(?:#\[[^\n]*\]\s*)*(?:pub )?mod \w+(?:;| \{.*?^\})",
    )
    .unwrap()
});
static USE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*(pub(?:\([^)]*\))? )?use ([^;]+);").unwrap());
static PATH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:crate|super)(?:::\w+)+").unwrap());

fn names(path: &str) -> Module {
    path.split("::").map(str::to_owned).collect()
}

/// The single paths of a `use`: `a::{b, c::d}` are two.
fn single_paths(written: &str) -> Vec<String> {
    let written = written.trim();
    let Some((head, rest)) = written.split_once('{') else {
        return vec![written.split(" as ").next().unwrap().trim().to_owned()];
    };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for letter in inside.chars() {
        match letter {
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        parts.last_mut().unwrap().push(letter);
    }
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(|part| single_paths(&format!("{head}{}", part.trim()))).collect()
}

impl House {
    fn read() -> Self {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let named = sources().into_iter().map(|path| (module(path.strip_prefix(&src).unwrap()), path));
        let mut texts: BTreeMap<Module, PathBuf> = named.collect();
        for root in ["lib", "main"] {
            texts.remove(&names(root));
        }
        let is_module = |path: &[String]| texts.contains_key(path);
        let modules = texts.iter().map(|(name, path)| (name.clone(), Text::read(name, path, &is_module)));
        Self { modules: modules.collect() }
    }

    /// The file that a path leads to, by way of the names that folders pass on.
    fn file(&self, path: &[String]) -> Option<Module> {
        let mut path: Module = path.to_vec();
        for _ in 0..8 {
            let length = (1..=path.len()).rev().find(|&length| self.modules.contains_key(&path[..length]))?;
            let module = path[..length].to_vec();
            let Some(name) = path.get(length).filter(|name| *name != "self") else { return Some(module) };
            let imports = &self.modules[&module].imports;
            let passed =
                imports.iter().find(|(import, _)| import.last() == Some(name) && *import != path[..=length]);
            let Some((passed, _)) = passed else { return Some(module) };
            path = passed.iter().chain(&path[length + 1..]).cloned().collect();
        }
        None
    }

    /// What each file needs of others.
    fn edges(&self) -> Edges {
        let mut edges = Edges::new();
        for (module, text) in &self.modules {
            let needed = edges.entry(module.clone()).or_default();
            for (path, _) in &text.imports {
                let Some(file) = self.file(path).filter(|file| file != module) else { continue };
                if !(text.is_folder && file.starts_with(module)) {
                    needed.insert(file);
                }
            }
        }
        edges
    }
}

impl Text {
    fn read(name: &[String], path: &Path, is_module: &dyn Fn(&[String]) -> bool) -> Self {
        let written = fs::read_to_string(path).unwrap();
        let code = TESTS.replace_all(&COMMENT.replace_all(&written, ""), "").into_owned();
        let is_folder = path.file_name().is_some_and(|file| file == "mod.rs");
        let is_test = path.file_name().is_some_and(|file| file == "tests.rs" || file == "fixture.rs");
        let mut imports = Vec::new();
        for found in USE.captures_iter(&code) {
            for path in single_paths(&found[2].split_whitespace().collect::<Vec<_>>().join(" ")) {
                imports.extend(absolute(name, &path, is_module).map(|path| (path, found.get(1).is_some())));
            }
        }
        let rest = USE.replace_all(&code, "");
        let paths = PATH.find_iter(&rest).filter_map(|path| absolute(name, path.as_str(), is_module));
        imports.extend(paths.map(|path| (path, false)));
        if is_test {
            imports.clear();
        }
        Self { is_folder, lines: written.lines().count(), imports }
    }
}

/// The module that a file is.
fn module(path: &Path) -> Module {
    let path = path.with_extension("");
    let mut names: Module = path.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if names.last().is_some_and(|last| last == "mod") {
        names.pop();
    }
    names
}

/// A path as seen from the root; none for one that leads out of the package.
fn absolute(from: &[String], path: &str, is_module: &dyn Fn(&[String]) -> bool) -> Option<Module> {
    let path = names(path);
    let ups = path.iter().take_while(|name| *name == "super").count();
    let inside = |base: &[String], rest: &[String]| base.iter().chain(rest).cloned().collect::<Module>();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some(inside(from, &path[1..])),
        "super" => Some(inside(&from[..from.len().checked_sub(ups)?], &path[ups..])),
        _ => is_module(&inside(from, &path[..1])).then(|| inside(from, &path)),
    }
}

/// The rooms in their order: each may import from those before it.
fn rooms() -> Vec<String> {
    let front = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let list = front.split("// The layers").nth(1).unwrap().split("\n\n").next().unwrap();
    let link = Regex::new(r"`(\w+)`").unwrap();
    link.captures_iter(list).map(|found| found[1].to_owned()).collect()
}

#[test]
fn rooms_import_only_from_those_before_them() {
    let (house, order) = (House::read(), rooms());
    let place = |room: &str| order.iter().position(|name| name == room);
    let rooms: BTreeSet<&String> = house.modules.keys().map(|module| &module[0]).collect();
    let unlisted: Vec<_> = rooms.iter().filter(|room| place(room).is_none()).collect();
    assert!(unlisted.is_empty(), "src/lib.rs does not say where these stand among the layers: {unlisted:?}");
    let mut wrong = Vec::new();
    for (module, needed) in house.edges() {
        for other in needed.iter().filter(|other| place(&other[0]) > place(&module[0])) {
            wrong.push(format!("{} imports {}", module.join("::"), other.join("::")));
        }
    }
    assert!(wrong.is_empty(), "against the order of the layers in src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let edges = House::read().edges();
    let reach: BTreeMap<&Module, BTreeSet<&Module>> =
        edges.keys().map(|from| (from, reached(&edges, from))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (module, reached) in &reach {
        let with = reached.iter().filter(|other| reach[*other].contains(module));
        let circle: BTreeSet<String> = with.map(|other| other.join("::")).collect();
        if circle.len() > 1 {
            circles.insert(circle.into_iter().collect());
        }
    }
    assert!(circles.is_empty(), "these files import each other in a circle: {circles:#?}");
}

/// All that a file needs, and what that needs.
fn reached<'e>(edges: &'e Edges, from: &'e Module) -> BTreeSet<&'e Module> {
    let mut reached = BTreeSet::new();
    let mut ahead: Vec<&Module> = edges[from].iter().collect();
    while let Some(next) = ahead.pop() {
        if reached.insert(next) {
            ahead.extend(edges.get(next).into_iter().flatten());
        }
    }
    reached
}

#[test]
fn no_room_is_too_large() {
    let house = House::read();
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    for (module, text) in &house.modules {
        *lines.entry(&module[0]).or_default() += text.lines;
    }
    let all: usize = lines.values().sum();
    let large = lines.iter().filter(|(_, lines)| **lines * 100 > all * LARGEST);
    let large: Vec<String> = large.map(|(room, lines)| format!("{room}: {lines} of {all} lines")).collect();
    assert!(large.is_empty(), "more than {LARGEST} %: {large:?}");
}

/// So many types are what a program that uses the library needs.
const MOST_PUBLIC: usize = 16;

#[test]
fn the_public_face_is_small() {
    let front = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let lines: Vec<&str> = front.lines().collect();
    let shown: Vec<_> = lines.windows(2).filter(|pair| pair[1].starts_with("pub mod ")).collect();
    let shown: Vec<_> =
        shown.iter().filter(|pair| pair[0] != "#[cfg_attr(doc, doc(hidden))]").map(|pair| pair[1]).collect();
    assert!(shown.is_empty(), "name what programs need of these at the root, and hide the rest: {shown:?}");
    let uses = lines.iter().filter_map(|line| line.strip_prefix("pub use "));
    let types = Regex::new(r"\b[A-Z]\w+").unwrap();
    let number = uses.map(|names| types.find_iter(names).count()).sum::<usize>();
    assert!((1..=MOST_PUBLIC).contains(&number), "{number} types are named in src/lib.rs");
}
