//! The two kinds of places: in the source, and in the visible text.
//!
//! They are different types so that they cannot be mixed up: a match found in
//! the visible text must be located in the source before it can be reported.

use std::ops::Range;

use serde::{Deserialize, Serialize};

macro_rules! span_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        pub struct $name {
            /// First byte.
            pub start: u32,
            /// One past the last byte.
            pub end: u32,
        }

        impl $name {
            /// A span from `start` up to, not including, `end`; an `end` before `start` gives an empty span.
            pub fn new(start: u32, end: u32) -> Self {
                Self { start, end: end.max(start) }
            }

            /// A span from indices into a text. Texts are limited to 4 GiB where they are read,
            /// so an index that does not fit cannot occur and is clamped.
            pub fn from_range(range: Range<usize>) -> Self {
                Self::new(offset(range.start), offset(range.end))
            }

            /// The span as a range of indices into its text.
            pub fn range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }

            /// Length in bytes.
            pub fn len(self) -> u32 {
                self.end - self.start
            }

            /// Whether the span holds no byte.
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether `other` lies wholly within this span.
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two spans share at least one byte.
            pub fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest span that holds both.
            #[must_use]
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// The span moved `by` bytes to the right.
            #[must_use]
            pub fn shift(self, by: u32) -> Self {
                Self { start: self.start + by, end: self.end + by }
            }
        }
    };
}

span_type! {
    /// A half-open byte range in a source's text, on character boundaries.
    SourceSpan
}

span_type! {
    /// A half-open byte range in a document's visible text, on character boundaries.
    TextSpan
}

/// An index as a 32-bit offset. Texts are limited to 4 GiB where they are read.
pub(crate) fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
