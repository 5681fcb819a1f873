//! By what a project and its findings are known: hashes of everything that can change them.

use std::path::Path;

use blake3::{Hash, Hasher};

use super::selection::Selection;
use crate::files::Inputs;
use crate::formats::ReadAs;
use crate::source::Source;

/// Names the program itself: the version, and the code and rules that went into it.
const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("COPYDESK_BUILD"));

/// The hash of a configuration as it is written, with what the command line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity(Hash);

impl Identity {
    /// Of a configuration whose files were read, before its packs are.
    pub(super) fn new(selection: &Selection, written: &Inputs) -> Self {
        let mut hasher = Hasher::new();
        add(&mut hasher, BUILD.as_bytes());
        add(&mut hasher, format!("{selection:?}").as_bytes());
        written.hash_into(&mut hasher);
        Self(hasher.finalize())
    }

    /// The same configuration, in its place: relative names mean other files elsewhere.
    pub(super) fn at(self, path: Option<&Path>) -> Hash {
        let mut hasher = self.hasher();
        for path in [path, std::env::current_dir().ok().as_deref()] {
            add(&mut hasher, path.map_or(&b""[..], |path| path.as_os_str().as_encoded_bytes()));
        }
        hasher.finalize()
    }

    /// The configuration with its packs, styles, terms and word lists.
    pub(super) fn with(self, packs: &Inputs) -> Self {
        let mut hasher = self.hasher();
        packs.hash_into(&mut hasher);
        Self(hasher.finalize())
    }

    /// The findings in a source that is read as is said, by what `layers` of the configuration say.
    pub(super) fn findings(self, source: &Source, read_as: &ReadAs, layers: &str) -> Hash {
        let ReadAs { format, language, .. } = read_as;
        let mut hasher = self.hasher();
        add(&mut hasher, layers.as_bytes());
        add(&mut hasher, format!("{format:?} {language:?} {:?}", source.encoding()).as_bytes());
        // Rules may look at the name; it is also said in related places.
        add(&mut hasher, source.path().as_os_str().as_encoded_bytes());
        add(&mut hasher, source.text().as_bytes());
        hasher.finalize()
    }

    fn hasher(self) -> Hasher {
        let mut hasher = Hasher::new();
        hasher.update(self.0.as_bytes());
        hasher
    }
}

/// Adds a part that cannot run into the next one.
fn add(hasher: &mut Hasher, part: &[u8]) {
    hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
}
