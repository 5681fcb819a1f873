//! Whether the files are there that an article leads to.
//!
//! What an address leads to, the site's generator decides, and there are many. So a file is missing only where that is
//! sure enough: the folder that the address names is there and holds files of the same kind, and the file is in none of
//! the folders that a generator could mean.

mod places;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::files::{FolderNames, Folders};
use places::MeantFolders;

/// The files that articles of one run lead to.
#[derive(Debug, Default)]
pub struct Targets {
    folders: Folders,
    /// The folders that an address may mean, by the folder of the article and that of the address.
    known: Mutex<HashMap<(PathBuf, String), Arc<Meant>>>,
}

/// The folders that an address may mean.
#[derive(Debug, Default)]
struct Meant {
    /// Those that it means by the letter, with what lies in them.
    named: Vec<Arc<FolderNames>>,
    /// Those that it means where a generator moves articles or pictures.
    others: Vec<Arc<FolderNames>>,
}

/// A file that is not there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Absent {
    /// The name of one that is there, and may be meant.
    pub(super) instead: Option<String>,
}

impl Targets {
    /// The files on the disk.
    pub fn on_disk() -> Self {
        Self::default()
    }

    /// Some files that lie on no disk.
    pub(super) fn made_up<'p>(files: impl Iterator<Item = &'p Path>) -> Self {
        Self { folders: Folders::made_up(files), known: Mutex::default() }
    }

    /// What is known of a file that is missing; none where it is there, or where nobody can tell. `roots` are the folders
    /// whose files the site has at its root, where the house names them.
    pub(super) fn absent(&self, article: &Path, target: &str, roots: &[PathBuf]) -> Option<Absent> {
        let (folder, name) =
            target.rsplit_once('/').map_or(("", target), |(folder, name)| (&target[..=folder.len()], name));
        let kind = kind(name)?;
        let article = std::path::absolute(article).ok()?;
        let meant = self.meant(&article, folder, roots);
        let is_there = |names: &Arc<FolderNames>| names.contains(name);
        if meant.named.iter().chain(&meant.others).any(is_there) || has_two_spellings(name) {
            return None;
        }
        let holds_kind =
            |names: &&Arc<FolderNames>| names.iter().any(|other| self::kind(other).as_ref() == Some(&kind));
        let names = meant.named.iter().find(holds_kind)?;
        Some(Absent { instead: nearest(name, names) })
    }

    fn meant(&self, article: &Path, folder: &str, roots: &[PathBuf]) -> Arc<Meant> {
        let beside = article.parent().unwrap_or(article);
        let stem = article.file_stem().unwrap_or_default();
        // A page may be served from a folder of its own name.
        let own = beside.join(stem);
        let key = (own.clone(), folder.to_owned());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(meant) = known.get(&key) {
            return Arc::clone(meant);
        }
        let root = self.folders.root_of(beside);
        let list = |place: &PathBuf| self.folders.list(place, &root);
        let places = MeantFolders::of(beside, &own, folder, roots, &root, &list);
        let listed = |places: &[PathBuf]| places.iter().filter_map(list).collect();
        let meant = Arc::new(Meant { named: listed(&places.named), others: listed(&places.others) });
        known.insert(key, Arc::clone(&meant));
        meant
    }
}

/// The most letters of a file's ending.
const LONGEST_ENDING: usize = 5;

/// What kind of file a name stands for, by its ending; none where it has none.
fn kind(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_ending = (2..=LONGEST_ENDING).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    if stem.is_empty() || !is_ending {
        return None;
    }
    let ending = ending.to_ascii_lowercase();
    Some(if ending == "jpeg" { "jpg".to_owned() } else { ending })
}

/// Whether systems may spell a name in two ways, with the same letters to readers.
fn has_two_spellings(name: &str) -> bool {
    // Letters with marks; those of Chinese have none.
    name.chars().any(|letter| {
        !letter.is_ascii()
            && !('\u{2e80}'..='\u{303f}').contains(&letter)
            && !('\u{3400}'..='\u{9fff}').contains(&letter)
    })
}

/// The one name that differs from another in letter case, in its ending or in one letter.
fn nearest(name: &str, names: &FolderNames) -> Option<String> {
    let lower = name.to_lowercase();
    if let Some(same) = names.iter().find(|other| other.to_lowercase() == lower) {
        return Some(same.clone());
    }
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let has_stem = names.iter().find(|other| kind(other).is_some() && stem(other) == stem(name));
    let is_near = |other: &&String| {
        kind(other) == kind(name) && strsim::osa_distance(&other.to_lowercase(), &lower) == 1
    };
    let mut near = names.iter().filter(is_near);
    let only = near.next().filter(|_| near.next().is_none());
    // A number beside another one is another picture of the series.
    let is_number = |other: &&String| {
        let letters = |name: &str| name.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
        letters(other) != letters(name)
    };
    has_stem.or(only.filter(is_number)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn absent(files: &[&str], article: &str, target: &str) -> Option<Absent> {
        let targets = Targets::made_up(files.iter().map(Path::new));
        targets.absent(Path::new(article), target, &[])
    }

    const GONE: Option<Absent> = Some(Absent { instead: None });

    /// Missing, where one of this name is there.
    fn near(name: &str) -> Absent {
        Absent { instead: Some(name.to_owned()) }
    }

    #[test]
    fn a_file_is_missing_where_its_folder_holds_others_of_its_kind() {
        let files = ["/site/posts/a.md", "/site/posts/pictures/quay.png", "/site/posts/pictures/list.pdf"];
        let of = |target| absent(&files, "/site/posts/a.md", target);
        assert_eq!(of("pictures/quai.png"), Some(near("quay.png")));
        assert_eq!(of("./pictures/Quay.png"), Some(near("quay.png")));
        assert_eq!(of("pictures/quay.jpg"), None);
        assert_eq!(of("pictures/ferry.png"), GONE);
        assert_eq!(of("pictures/quay.png"), None);
        assert_eq!(of("images/ferry.png"), None);
        assert_eq!(of("pictures/ferry"), None);
    }

    #[test]
    fn a_site_has_its_files_where_its_generator_puts_them() {
        let files = [
            "/site/content/posts/a.md",
            "/site/content/posts/b.png",
            "/site/static/img/quay.png",
            "/site/content/posts/a/own.png",
            "/site/themes/sea/static/img/wave.png",
        ];
        let of = |target| absent(&files, "/site/content/posts/a.md", target);
        assert_eq!(of("/img/quay.png"), None);
        assert_eq!(of("/img/wave.png"), None);
        assert_eq!(of("/img/ferry.png"), GONE);
        assert_eq!(of("/blog/img/quay.png"), None);
        assert_eq!(of("own.png"), None);
        assert_eq!(of("../img/quay.png"), None);
        assert_eq!(of("other.png"), GONE);
        assert_eq!(of("/pictures/ferry.png"), None);
    }

    #[test]
    fn roots_of_the_house_are_the_only_ones() {
        let files = ["/site/a.md", "/site/web/img/quay.png", "/site/img/ferry.png"];
        let targets = Targets::made_up(files.iter().map(Path::new));
        let roots = [PathBuf::from("/site/web")];
        let of = |target| targets.absent(Path::new("/site/a.md"), target, &roots);
        assert_eq!(of("/img/quay.png"), None);
        assert_eq!(of("/img/ferry.png"), Some(Absent { instead: None }));
    }
}
