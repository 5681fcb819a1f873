//! HTML within the text of a block of Markdown.

use crate::document::Builder;
use crate::source::SourceSpan;

/// What a piece of HTML does to the text around it.
pub(super) enum InlineHtml {
    /// It is a note, not text.
    Comment,
    /// The line ends.
    LineBreak,
    /// What follows is not prose.
    Hide,
    /// What was not prose ends.
    Show,
    /// Nothing.
    Other,
}

impl InlineHtml {
    /// Reads one tag or comment.
    pub(super) fn of(markup: &str) -> Self {
        if markup.starts_with("<!--") {
            return Self::Comment;
        }
        let name = markup
            .trim_start_matches(['<', '/'])
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or("");
        match name.to_ascii_lowercase().as_str() {
            "br" => Self::LineBreak,
            "code" | "kbd" | "samp" | "script" | "style" | "svg" | "iframe" if !markup.ends_with("/>") => {
                if markup.starts_with("</") {
                    Self::Show
                } else {
                    Self::Hide
                }
            }
            _ => Self::Other,
        }
    }
}

/// Adds a comment.
pub(super) fn add_comment(builder: &mut Builder<'_>, span: SourceSpan) {
    let text = builder.source().slice(span);
    let end = text.rfind("-->").unwrap_or(text.len());
    builder.comment(span, SourceSpan::from_range(4.min(end)..end).shift(span.start));
}
