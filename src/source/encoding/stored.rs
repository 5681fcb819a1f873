//! Where each character of a text is stored, in encodings of several bytes a character.

use super::legacy::Legacy;

/// Bytes of text between two places that are kept.
const STEP: u32 = 4096;

/// The bytes of a text, with the places of some of its characters.
#[derive(Debug, Clone)]
pub(in crate::source) struct Stored {
    legacy: Legacy,
    bytes: Vec<u8>,
    /// Offsets in the text and in the bytes, from the first on, a [`STEP`] of text apart.
    places: Vec<(u32, u32)>,
}

impl Stored {
    /// The bytes that are read as a text.
    pub(in crate::source) fn new(legacy: Legacy, text: &str, bytes: Vec<u8>) -> Self {
        let mut stored = Self { legacy, bytes, places: vec![(0, 0)] };
        let mut places = Vec::new();
        let mut next = STEP;
        stored.walk(text, (0, 0), |place| {
            if place.0 >= next {
                places.push(place);
                next = place.0 + STEP;
            }
            true
        });
        stored.places.append(&mut places);
        stored
    }

    /// The bytes.
    pub(in crate::source) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the character at an offset in the text is stored.
    pub(in crate::source) fn offset(&self, text: &str, at: u32) -> u32 {
        let before = self.places.partition_point(|place| place.0 <= at).saturating_sub(1);
        let start = self.places.get(before).copied().unwrap_or_default();
        let mut found = start.1;
        self.walk(text, start, |(text_at, stored_at)| {
            if text_at <= at {
                found = stored_at;
            }
            text_at < at
        });
        found
    }

    /// Visits where each character starts behind a place, and the end, for as long as `visit` returns true.
    fn walk(&self, text: &str, from: (u32, u32), mut visit: impl FnMut((u32, u32)) -> bool) {
        let (mut text_at, mut stored_at) = (from.0 as usize, from.1 as usize);
        let mut characters = text.get(text_at..).unwrap_or_default().chars();
        while let Some(rest) = self.bytes.get(stored_at..).filter(|rest| !rest.is_empty()) {
            let (bytes, read) = self.legacy.step(rest);
            let width: usize = characters.by_ref().take(read).map(char::len_utf8).sum();
            (text_at, stored_at) = (text_at + width, stored_at + bytes);
            let [text_at, stored_at] = [text_at, stored_at].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
            if width == 0 || !visit((text_at, stored_at)) {
                return;
            }
        }
    }
}
