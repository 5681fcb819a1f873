//! The dictionaries that a rule names: where they lie, and what is told of those that are nowhere.

use std::path::{Path as FilePath, PathBuf};

use super::Spelling;
use crate::checking::Compiler;
use crate::files::Installed;
use crate::language::{Dictionaries, Dictionary, Hunspell, HunspellError, HunspellFile};
use crate::yaml::Path;

/// What to do where a dictionary is missing.
const REMEDY: &str =
    "put its `.aff` and `.dic` files there, or install them where Hunspell or LibreOffice has its own";

impl Spelling {
    /// The dictionaries of the rule. None where it names some and not one of them is there: then it has nothing to say.
    pub(super) fn sources(&self, compiler: &mut Compiler<'_>) -> Dictionaries {
        let mut sources = Sources { compiler, found: Vec::new() };
        let root = Path::root();
        let folder = self.dicpath.clone().unwrap_or_default();
        for (index, name) in self.dictionaries.iter().enumerate() {
            sources.named(&root.key("dictionaries").index(index), &folder, name);
        }
        if let (Some(affixes), Some(words)) = (&self.aff, &self.dic) {
            sources.files(&root.key("dic"), &folder.join(affixes), &folder.join(words));
        }
        let names_none = self.dictionaries.is_empty() && self.dic.is_none();
        if let Some(folder) = self.dicpath.as_deref().filter(|_| names_none) {
            sources.all_in(folder);
        }
        if self.append || names_none && self.dicpath.is_none() {
            sources.found.push(Dictionary::English);
        }
        let found = sources.found;
        if found.is_empty() {
            compiler.notice(&root, "this rule has no dictionary, so it does not run", REMEDY);
        }
        Dictionaries::new(found)
    }
}

/// The dictionaries of some names; those that are nowhere are told of once.
pub(in crate::checks) fn named(compiler: &mut Compiler<'_>, names: &[String]) -> Dictionaries {
    let mut sources = Sources { compiler, found: Vec::new() };
    for (index, name) in names.iter().enumerate() {
        sources.named(&Path::root().key("dictionaries").index(index), FilePath::new(""), name);
    }
    Dictionaries::new(sources.found)
}

/// The dictionaries of this computer, so that findings are made anew where one is added or changed.
pub(in crate::checks) fn installed(compiler: &mut Compiler<'_>) -> Installed {
    let installed = Installed::find();
    installed.folders().iter().for_each(|folder| compiler.inputs.watch_installed(folder));
    installed
}

struct Sources<'s, 'c> {
    compiler: &'s mut Compiler<'c>,
    found: Vec<Dictionary>,
}

impl Sources<'_, '_> {
    /// The dictionary of a name: in the rule's folders, on this computer, or the English one that is always there.
    fn named(&mut self, at: &Path, folder: &FilePath, name: &str) {
        let file = |extension: &str| folder.join(format!("{name}.{extension}"));
        let near = self.compiler.find_file(&file("aff")).zip(self.compiler.find_file(&file("dic")));
        if near.is_some() {
            return self.files(at, &file("aff"), &file("dic"));
        }
        if let Some(files) = Installed::find().named(name) {
            let affixes = self.compiler.inputs.read_installed(&files.affixes);
            let words = self.compiler.inputs.read_installed(&files.words);
            if let (Ok(affixes), Ok(words)) = (affixes, words) {
                return self.add(at, [&files.affixes, &files.words], &affixes, &words);
            }
        }
        if is_english(name) {
            self.found.push(Dictionary::English);
        } else {
            self.compiler.notice(
                at,
                format!("there is no dictionary `{name}` here or on this computer"),
                REMEDY,
            );
        }
    }

    /// The dictionary of two files that the rule names.
    fn files(&mut self, at: &Path, affixes: &FilePath, words: &FilePath) {
        let mut read =
            |file: &FilePath| self.compiler.find_file(file).map(|file| self.compiler.inputs.read(&file));
        match (read(affixes), read(words)) {
            (Some(Ok(affix_bytes)), Some(Ok(word_bytes))) => {
                self.add(at, [affixes, words], &affix_bytes, &word_bytes);
            }
            (Some(Err(error)), _) | (_, Some(Err(error))) => {
                let message = format!("`{}` cannot be read: {error}", words.display());
                self.compiler.value_problem(at, message);
            }
            _ => {
                let message = format!("there is no dictionary `{}` with its `.aff` file", words.display());
                self.compiler.notice(at, message, REMEDY);
            }
        }
    }

    /// Every dictionary in a folder.
    fn all_in(&mut self, folder: &FilePath) {
        let at = Path::root().key("dicpath");
        let files: Vec<PathBuf> = self.compiler.files_in(folder, "aff");
        for affixes in files {
            self.files(&at, &affixes, &affixes.with_extension("dic"));
        }
    }

    fn add(&mut self, at: &Path, files: [&FilePath; 2], affixes: &[u8], words: &[u8]) {
        match Hunspell::read(affixes, words) {
            Ok(dictionary) => self.found.push(Dictionary::Hunspell(Box::new(dictionary))),
            Err(error) => {
                let file = files[usize::from(error.file == HunspellFile::Words)];
                self.compiler.value_problem(at, unreadable(file, &error));
            }
        }
    }
}

fn unreadable(file: &FilePath, error: &HunspellError) -> String {
    format!("`{}` is no Hunspell dictionary: {error}", file.display())
}

/// Whether a name is that of English as such, for which the words that come with the program stand in: `en_US`.
fn is_english(name: &str) -> bool {
    let region = name.strip_prefix("en").map(|rest| rest.trim_start_matches(['-', '_']));
    region.is_some_and(|region| region.is_empty() || region.len() == 2)
}
