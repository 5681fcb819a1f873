//! What a `.vale.ini` says.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use globset::GlobSet;

use super::ini::{self, IniEntry};
use crate::config::globs;
use crate::config::settings::Level;
use crate::finding::Severity;
use crate::yaml::{Place, Problem, nearest};

/// The name by which the built-in packs are asked for.
pub(super) const BUILTIN: &str = "Copydesk";

/// Keys that have nothing to do with what is found here, or are done in another way.
const SILENT: &[&str] = &["Packages", "WordTemplate", "Lang"];
/// Keys that are known and cannot be followed.
const UNSUPPORTED: &[&str] = &["Transform", "View", "Blueprint", "NLPEndpoint"];
/// All keys, to propose the nearest.
const KEYS: &[&str] = &[
    "StylesPath",
    "MinAlertLevel",
    "Vocab",
    "Packages",
    "IgnoredScopes",
    "SkippedScopes",
    "IgnoredClasses",
    "WordTemplate",
    "NLPEndpoint",
    "BasedOnStyles",
    "BlockIgnores",
    "TokenIgnores",
    "IgnorePatterns",
    "Lang",
    "CommentDelimiters",
    "Transform",
    "View",
];

/// What a `.vale.ini` says, with the packages' files it builds on.
#[derive(Debug, Clone, Default)]
pub(in crate::config) struct Settings {
    /// Folders of styles.
    pub styles: Vec<PathBuf>,
    /// Vocabularies by name.
    pub vocabularies: Vec<String>,
    /// Findings below this do not count.
    pub least: Option<Severity>,
    /// File extensions with the one they are read as.
    pub formats: BTreeMap<String, String>,
    /// What is left out of every file.
    pub skips: Skips,
    /// The sections about files, the one about all of them first.
    pub sections: Vec<Section>,
    /// The severity of single rules.
    pub levels: BTreeMap<String, Severity>,
}

/// What is not read of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::config) struct Skips {
    /// Names of elements.
    pub elements: Vec<String>,
    /// Names of classes.
    pub classes: Vec<String>,
}

/// What is said about the files that a glob fits.
#[derive(Debug, Clone)]
pub(in crate::config) struct Section {
    /// The glob.
    pub name: String,
    /// What paths are held against.
    pub glob: GlobSet,
    /// Whether it speaks of the paths that do not fit: `[!*.md]`.
    pub is_negated: bool,
    /// The styles that run, if the section says.
    pub styles: Option<Vec<String>>,
    /// Rules turned on and off.
    pub rules: Vec<(String, bool)>,
    /// Patterns of what is not read.
    pub ignores: Vec<String>,
    /// The signs between which comments stand, if they are not the format's own.
    pub comments: Option<(String, String)>,
}

impl Settings {
    /// Reads a `.vale.ini`; `folder` is where it lies. Mistakes and what is not supported are told of.
    pub fn read(folder: &Path, text: &str) -> (Self, Vec<Problem>) {
        let mut reader = SettingsReader { folder, settings: Self::default(), problems: Vec::new() };
        let (entries, strays) = ini::read(text);
        for stray in strays {
            let message = "this line is no section, no setting and no comment";
            reader.problem(stray.0, message, "write `Key = value`");
        }
        for entry in &entries {
            reader.entry(entry);
        }
        let mut settings = reader.settings;
        settings.sections.sort_by_key(|section| section.name != "*");
        (settings, reader.problems)
    }

    /// What these settings say on top of what a package's say.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let join = |mut one: Vec<String>, other: Vec<String>| {
            one.extend(other);
            one
        };
        let mut formats = base.formats;
        formats.extend(self.formats);
        let mut levels = base.levels;
        levels.extend(self.levels);
        let mut sections = base.sections;
        sections.extend(self.sections);
        sections.sort_by_key(|section| section.name != "*");
        Self {
            styles: base.styles.into_iter().chain(self.styles).collect(),
            vocabularies: join(base.vocabularies, self.vocabularies),
            least: self.least.or(base.least),
            formats,
            skips: Skips {
                elements: join(base.skips.elements, self.skips.elements),
                classes: join(base.skips.classes, self.skips.classes),
            },
            sections,
            levels,
        }
    }

    /// The sections that speak of a file, by their numbers.
    pub fn matching(&self, path: &Path) -> Vec<usize> {
        let name = path.file_name().map_or(path, Path::new);
        let fits = |section: &Section| {
            (section.glob.is_match(path) || section.glob.is_match(name)) != section.is_negated
        };
        self.sections
            .iter()
            .enumerate()
            .filter(|(_, section)| fits(section))
            .map(|(index, _)| index)
            .collect()
    }

    /// The styles that run where these sections speak: the last one that names any decides.
    pub fn styles_of(&self, sections: &[usize]) -> &[String] {
        sections.iter().rev().find_map(|&index| self.sections[index].styles.as_deref()).unwrap_or_default()
    }

    /// The styles that are named anywhere, by themselves or by one of their rules.
    pub fn named_styles(&self) -> impl Iterator<Item = &str> {
        let whole = self.sections.iter().flat_map(|section| section.styles.iter().flatten());
        let switched = self.sections.iter().flat_map(|section| &section.rules);
        let of_rules = switched.filter_map(|(rule, _)| Some(rule.split_once('.')?.0));
        whole.map(String::as_str).chain(of_rules)
    }

    /// Whether a style is asked for by itself, not by one of its rules.
    pub fn runs_whole(&self, style: &str) -> bool {
        let mut based = self.sections.iter().flat_map(|section| section.styles.iter().flatten());
        based.any(|named| named == style)
    }

    /// Whether a rule runs where these sections speak.
    pub fn runs(&self, sections: &[usize], style: &str, rule: &str) -> bool {
        let mut switches = sections.iter().flat_map(|&index| &self.sections[index].rules).rev();
        let last = switches.find(|(name, _)| name == rule).map(|(_, on)| *on);
        last.unwrap_or_else(|| self.styles_of(sections).iter().any(|named| named == style))
    }
}

struct SettingsReader<'r> {
    folder: &'r Path,
    settings: Settings,
    problems: Vec<Problem>,
}

impl SettingsReader<'_> {
    fn problem(&mut self, range: Range<usize>, message: impl Into<String>, remedy: impl Into<String>) {
        let (message, remedy) = (message.into(), Some(remedy.into()));
        self.problems.push(Problem { message, place: Place::Bytes(range), remedy });
    }

    fn entry(&mut self, entry: &IniEntry) {
        match entry.section.as_str() {
            "" => self.core(entry),
            "formats" => {
                self.settings.formats.insert(entry.key.clone(), entry.value.clone());
            }
            "asciidoctor" => self.unsupported(entry),
            _ => self.of_files(entry),
        }
    }

    fn core(&mut self, entry: &IniEntry) {
        let owned = |entry: &IniEntry| entry.list().map(str::to_owned).collect::<Vec<_>>();
        match entry.key.as_str() {
            "StylesPath" => self.settings.styles.push(self.folder.join(&entry.value)),
            "MinAlertLevel" => match severity(&entry.value) {
                Some(severity) => self.settings.least = Some(severity),
                None => self.no_level(entry),
            },
            "Vocab" => self.settings.vocabularies.extend(owned(entry)),
            "IgnoredScopes" | "SkippedScopes" => self.settings.skips.elements.extend(owned(entry)),
            "IgnoredClasses" => self.settings.skips.classes.extend(owned(entry)),
            _ => self.of_files(entry),
        }
    }

    fn of_files(&mut self, entry: &IniEntry) {
        let Some(index) = self.section(entry) else { return };
        let key = entry.key.as_str();
        match key {
            "BasedOnStyles" => {
                // Said twice, both count.
                let styles = self.settings.sections[index].styles.get_or_insert_default();
                styles.extend(entry.list().map(str::to_owned));
            }
            "BlockIgnores" | "TokenIgnores" | "IgnorePatterns" => self.ignores(entry, index),
            "CommentDelimiters" => {
                let mut signs = entry.list().map(str::to_owned);
                self.settings.sections[index].comments = signs.next().zip(signs.next());
            }
            _ if SILENT.contains(&key) => {}
            _ if UNSUPPORTED.contains(&key) => self.unsupported(entry),
            _ if key.contains('.') => self.switch(entry, index),
            _ => self.unknown(entry),
        }
    }

    /// The section an entry stands in; what stands above the first is about all files.
    fn section(&mut self, entry: &IniEntry) -> Option<usize> {
        let name = if entry.section.is_empty() { "*" } else { &entry.section };
        let sections = &mut self.settings.sections;
        if let Some(index) = sections.iter().position(|section| section.name == name) {
            return Some(index);
        }
        let (is_negated, pattern) = name.strip_prefix('!').map_or((false, name), |pattern| (true, pattern));
        let Ok(glob) = globs::compile(pattern) else {
            let message = format!("`{name}` is no glob");
            self.problem(entry.key_range.clone(), message, "write a section such as `[*.md]`");
            return None;
        };
        sections.push(Section {
            name: name.to_owned(),
            glob,
            is_negated,
            styles: None,
            rules: Vec::new(),
            ignores: Vec::new(),
            comments: None,
        });
        Some(sections.len() - 1)
    }

    /// Patterns parted by commas; a comma within brackets is the pattern's own.
    fn ignores(&mut self, entry: &IniEntry, index: usize) {
        let mut depth = 0_i32;
        let pieces = entry.value.split(|sign| {
            match sign {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            sign == ',' && depth <= 0
        });
        let pieces = pieces.map(str::trim).filter(|piece| !piece.is_empty()).map(str::to_owned);
        self.settings.sections[index].ignores.extend(pieces);
    }

    /// Whatever is neither `YES` nor a level in small letters turns a rule off.
    fn switch(&mut self, entry: &IniEntry, index: usize) {
        let rule = entry.key.clone();
        let level = severity(&entry.value);
        if let Some(severity) = level {
            self.settings.levels.insert(rule.clone(), severity);
        }
        let is_on = entry.value == "YES" || level.is_some();
        if !is_on && entry.value != "NO" {
            let message = format!("`{}` turns the rule off, as all but `YES` and a level does", entry.value);
            let remedy = "write `NO`, or `YES`, `suggestion`, `warning` or `error` to turn it on";
            self.problem(entry.value_range.clone(), message, remedy);
        }
        self.settings.sections[index].rules.push((rule, is_on));
    }

    fn no_level(&mut self, entry: &IniEntry) {
        let message = format!("`{}` is no level", entry.value);
        self.problem(entry.value_range.clone(), message, "write `suggestion`, `warning` or `error`");
    }

    fn unsupported(&mut self, entry: &IniEntry) {
        let message = format!("`{}` is not supported and has no effect", entry.key);
        self.problem(entry.key_range.clone(), message, "what it is about is checked without it");
    }

    fn unknown(&mut self, entry: &IniEntry) {
        let remedy = match nearest(&entry.key, KEYS.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a rule is named with its style, as in `Style.Rule = NO`".to_owned(),
        };
        let message = format!("there is no key `{}` here", entry.key);
        self.problem(entry.key_range.clone(), message, remedy);
    }
}

fn severity(word: &str) -> Option<Severity> {
    match word {
        "suggestion" => Level::Suggestion.severity(),
        "warning" => Level::Warning.severity(),
        "error" => Level::Error.severity(),
        _ => None,
    }
}
