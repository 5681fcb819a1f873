//! A source line as a terminal shows it, cell by cell.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::source::SourceSpan;
use crate::source::visible;

/// What a reader sees as one character, with the columns it takes.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Its place in the source.
    pub(super) span: SourceSpan,
    /// How many columns it takes.
    pub(super) width: usize,
    /// What is printed for it.
    pub(super) shown: String,
    /// Whether adding up the widths of its characters gives its width.
    pub(super) is_plain: bool,
}

const TAB: &str = "    ";

impl Cell {
    fn new(cluster: &str, span: SourceSpan) -> Self {
        let shown = shown(cluster);
        let width = shown.width();
        let sum: usize = shown.chars().map(|character| character.width().unwrap_or(0)).sum();
        let is_plain = sum == width && !shown.chars().any(is_private);
        Self { span, width, shown, is_plain }
    }
}

/// The cells of a stretch of the source that holds no line ending.
pub(super) fn cells(text: &str, span: SourceSpan) -> Vec<Cell> {
    let stretch = text.get(span.range()).unwrap_or_default();
    stretch
        .grapheme_indices(true)
        .map(|(at, cluster)| {
            let at = span.start as usize + at;
            Cell::new(cluster, SourceSpan::from_range(at..at + cluster.len()))
        })
        .collect()
}

/// Tabs become spaces; what would show as nothing, or command the terminal, is named.
fn shown(cluster: &str) -> String {
    if cluster == "\t" {
        TAB.to_owned()
    } else if cluster.width() == 0 || cluster.chars().any(is_bidi_control) {
        cluster.chars().fold(String::new(), |names, character| names + &name(character))
    } else {
        cluster.chars().map(visible).collect()
    }
}

fn name(character: char) -> String {
    format!("<U+{:04X}>", u32::from(character))
}

/// Characters that turn the direction of all text after them, and so could make a line lie.
fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The private planes, whose characters serve as stand-ins while a line is drawn.
pub(super) fn is_private(character: char) -> bool {
    character >= '\u{F0000}'
}
