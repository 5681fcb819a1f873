//! Where Hunspell dictionaries lie on a computer.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};

/// The variable that names folders of dictionaries, as Hunspell reads it.
const FOLDERS: &str = "DICPATH";
/// Where systems keep them.
const OF_SYSTEMS: &[&str] = &[
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/share/myspell",
    "/Library/Spelling",
];
/// Where LibreOffice keeps a folder for each language, `dict-en` and its like.
const OF_LIBREOFFICE: &[&str] = &[
    "/usr/lib/libreoffice/share/extensions",
    "/usr/lib64/libreoffice/share/extensions",
    "/opt/libreoffice/share/extensions",
    "/Applications/LibreOffice.app/Contents/Resources/extensions",
    r"C:\Program Files\LibreOffice\share\extensions",
];
/// Where a user keeps them, below the user's own folder.
const OF_USERS: &[&str] = &[".local/share/hunspell", "Library/Spelling"];

/// The two files of a Hunspell dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DictionaryFiles {
    /// That of its affixes and settings, `.aff`.
    pub affixes: PathBuf,
    /// That of its words, `.dic`.
    pub words: PathBuf,
}

/// The dictionaries that are installed on this computer, by their names, such as `de_DE`.
#[derive(Debug, Default)]
pub struct Installed {
    folders: Vec<PathBuf>,
    named: BTreeMap<String, PathBuf>,
}

impl Installed {
    /// Looks for them: in the folders of `DICPATH`, the user's, the system's, and in LibreOffice's. A name that stands in
    /// several counts in the first.
    pub fn find() -> Self {
        let named = env::var_os(FOLDERS);
        let mut folders: Vec<PathBuf> = named.iter().flat_map(env::split_paths).collect();
        let home = env::home_dir();
        folders.extend(home.iter().flat_map(|home| OF_USERS.iter().map(|folder| home.join(folder))));
        folders.extend(OF_SYSTEMS.iter().map(PathBuf::from));
        for extensions in OF_LIBREOFFICE {
            let mut found: Vec<PathBuf> = entries(Path::new(extensions));
            found.retain(|path| {
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("dict-"))
            });
            found.sort();
            folders.extend(found);
        }
        folders.retain(|folder| !folder.as_os_str().is_empty() && folder.is_dir());
        Self::in_folders(folders)
    }

    fn in_folders(folders: Vec<PathBuf>) -> Self {
        let mut named = BTreeMap::new();
        for file in folders.iter().flat_map(|folder| entries(folder)) {
            let is_words = file.extension().is_some_and(|extension| extension == "dic");
            if let Some(name) = file.file_stem().and_then(|name| name.to_str()).filter(|_| is_words)
                && file.with_extension("aff").is_file()
            {
                named.entry(name.replace('-', "_")).or_insert(file);
            }
        }
        Self { folders, named }
    }

    /// The folders that were looked into.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// The dictionary of a name; a hyphen and a low line are the same in it.
    pub fn named(&self, name: &str) -> Option<DictionaryFiles> {
        self.named.get(&name.replace('-', "_")).map(|words| files(words))
    }

    /// The dictionaries of a language, by its tag such as `de`: that of the language itself or of its own country first.
    pub fn of_language(&self, tag: &str) -> Vec<DictionaryFiles> {
        let own = format!("{tag}_{}", tag.to_uppercase());
        let is_of = |name: &&String| name.split('_').next() == Some(tag);
        let mut names: Vec<&String> = self.named.keys().filter(is_of).collect();
        names.sort_by_key(|name| (**name != tag, **name != own, name.len()));
        names.into_iter().filter_map(|name| self.named(name)).collect()
    }
}

fn files(words: &Path) -> DictionaryFiles {
    DictionaryFiles { affixes: words.with_extension("aff"), words: words.to_owned() }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        folder.read_dir().into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_are_found_by_name_and_by_language() {
        let here = tempfile::tempdir().unwrap();
        let folders = ["own", "system"].map(|folder| here.path().join(folder));
        for (folder, names) in folders.iter().zip([&["de_AT"][..], &["de_DE", "de-CH", "de_AT", "fr"]]) {
            std::fs::create_dir_all(folder).unwrap();
            for name in names {
                std::fs::write(folder.join(format!("{name}.dic")), "").unwrap();
                std::fs::write(folder.join(format!("{name}.aff")), "").unwrap();
            }
        }
        std::fs::write(folders[1].join("es.dic"), "").unwrap();
        let installed = Installed::in_folders(folders.to_vec());
        assert_eq!(installed.named("de-AT").unwrap().words, folders[0].join("de_AT.dic"));
        assert_eq!(installed.named("es"), None);
        let german = installed.of_language("de");
        assert_eq!(german[0].affixes, folders[1].join("de_DE.aff"));
        assert_eq!(german.len(), 3);
        assert_eq!(installed.of_language("fr").len(), 1);
        assert_eq!(installed.of_language("d"), []);
    }
}
