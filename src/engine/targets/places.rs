//! The folders that an address may mean.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{FolderNames, plain};

/// Folders whose files generators put at the root of the site.
const ROOTS: &[&str] = &[
    "",
    "static",
    "public",
    "source",
    "src",
    "content",
    "docs",
    "assets",
    "files",
    "images",
    "img",
    "media",
    "app",
    "web",
    "www",
    "site",
    "extra",
    "theme",
    "overrides",
    "theme/static",
    "src/assets",
    "src/static",
    "src/public",
    "src/content",
    "src/images",
    "src/pages",
    "src/site",
    "content/assets",
    "content/images",
    "content/extra",
    ".vuepress/public",
    "docs/.vuepress/public",
    "docs/public",
    "docs/assets",
    "source/assets",
    "source/images",
];
/// A folder of themes, each with files of its own.
const THEMES: &str = "themes";
/// Folders above an article that are looked at for roots.
const MOST_ANCESTORS: usize = 10;

/// The folders that an address may mean.
#[derive(Debug, Default)]
pub(super) struct MeantFolders {
    pub(super) named: Vec<PathBuf>,
    pub(super) others: Vec<PathBuf>,
}

impl MeantFolders {
    /// The folders that `folder` of an address may mean, in an article that lies in `beside` and may be served from its
    /// `own` folder. `roots` are those that the house names; none lies outside of `root`.
    pub(super) fn of(
        beside: &Path,
        own: &Path,
        folder: &str,
        roots: &[PathBuf],
        root: &Path,
        list: &dyn Fn(&PathBuf) -> Option<Arc<FolderNames>>,
    ) -> Self {
        let mut places = Self::default();
        let below = folder.trim_start_matches('/');
        let is_absolute = folder.starts_with('/');
        let bare = below.trim_start_matches("../").trim_start_matches("./");
        let site = if roots.is_empty() { known_roots(beside, root, list) } else { roots.to_vec() };
        if is_absolute {
            places.named.extend(site.iter().map(|site| site.join(below)));
            // The site may be served from below a path of its host.
            if let Some((_, rest)) = below.split_once('/').filter(|_| roots.is_empty()) {
                places.others.extend(site.iter().map(|site| site.join(rest)));
            }
        } else {
            places.named.push(beside.join(below));
            let bases = [own, beside.parent().unwrap_or(beside)];
            places.others.extend(bases.iter().map(|base| base.join(below)));
            places.others.extend(site.iter().map(|site| site.join(bare)));
        }
        for list in [&mut places.named, &mut places.others] {
            for place in list.iter_mut() {
                *place = plain(place);
            }
            list.retain(|place| place.starts_with(root));
            list.dedup();
        }
        places
    }
}

/// The folders around an article whose files a generator may put at the root of the site.
fn known_roots(
    beside: &Path,
    root: &Path,
    list: &dyn Fn(&PathBuf) -> Option<Arc<FolderNames>>,
) -> Vec<PathBuf> {
    let above = beside.ancestors().take(MOST_ANCESTORS).take_while(|folder| folder.starts_with(root));
    let mut roots = Vec::new();
    for folder in above {
        roots.extend(ROOTS.iter().map(|name| folder.join(name)));
        let themes = folder.join(THEMES);
        if let Some(names) = list(&themes) {
            roots.extend(
                names.iter().flat_map(|theme| {
                    ["static", "source", "assets"].map(|part| themes.join(theme).join(part))
                }),
            );
        }
    }
    roots
}
