//! Looks ahead for the signs that end something, and never twice over the same text.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

/// What was found of each sign when it was last looked for.
#[derive(Default)]
pub(super) struct Ends {
    /// By the sign: where the search began, and what it found.
    known: HashMap<String, (usize, Option<Range<usize>>)>,
}

impl Ends {
    /// The next place of a sign at or behind `from`.
    pub(super) fn find(&mut self, text: &str, sign: &str, from: usize) -> Option<Range<usize>> {
        self.find_with(sign, from, || {
            let at = memmem::find(text.as_bytes().get(from..)?, sign.as_bytes())? + from;
            Some(at..at + sign.len())
        })
    }

    /// The next place of something known by a name, found by `search` from `from` on.
    pub(super) fn find_with(
        &mut self,
        name: &str,
        from: usize,
        search: impl FnOnce() -> Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        if let Some((began, found)) = self.known.get(name) {
            let still_holds = *began <= from && found.as_ref().is_none_or(|found| from <= found.start);
            if still_holds {
                return found.clone();
            }
        }
        let found = search();
        self.known.insert(name.to_owned(), (from, found.clone()));
        found
    }
}
