//! HTML within the text of a block of Markdown.

use crate::document::Builder;
use crate::source::SourceSpan;

/// What a piece of HTML does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InlineHtml<'m> {
    /// It is a note, not text.
    Comment,
    /// The line ends.
    LineBreak,
    /// It shows a picture.
    Picture,
    /// It shows something else by itself: a field, a component.
    Alone,
    /// An element begins.
    Start(&'m str, ElementContent),
    /// An element ends.
    End(&'m str, ElementContent),
    /// Nothing.
    Other,
}

/// What readers and rules have of the content of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementContent {
    /// Readers see it, and it is read.
    Text,
    /// Where it has none, readers see something all the same: an icon, a component.
    TextOrIcon,
    /// Readers see it as code, which is not read.
    Code,
    /// Readers see it, and it is not read: a drawing, a player.
    Seen,
    /// Readers do not see it.
    Unseen,
}

impl ElementContent {
    fn of(name: &str, markup: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "svg" | "iframe" | "math" | "object" | "video" | "audio" | "canvas" | "select" | "textarea" => {
                Self::Seen
            }
            "script" | "style" | "template" | "noscript" => Self::Unseen,
            // Fonts of icons.
            "i" | "span" if markup.contains("class") => Self::TextOrIcon,
            _ if is_component(name) => Self::TextOrIcon,
            _ => Self::Text,
        }
    }

    /// Whether what stands in the element is read.
    pub(super) fn is_read(self) -> bool {
        matches!(self, Self::Text | Self::TextOrIcon)
    }
}

/// Whether a name is none of HTML's own.
fn is_component(name: &str) -> bool {
    name.contains(['-', '.', ':']) || name.starts_with(char::is_uppercase)
}

impl<'m> InlineHtml<'m> {
    /// Reads one tag or comment.
    pub(super) fn of(markup: &'m str) -> Self {
        if markup.starts_with("<!--") {
            return Self::Comment;
        }
        let Some(inside) = markup.strip_prefix('<') else { return Self::Other };
        let (inside, ends) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
        let is_name =
            |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | ':' | '_');
        let name = inside.split(|letter| !is_name(letter)).next().unwrap_or_default();
        let content = ElementContent::of(name, markup);
        match name.to_ascii_lowercase().as_str() {
            "" => Self::Other,
            "br" => Self::LineBreak,
            "img" => Self::Picture,
            "input" | "embed" => Self::Alone,
            _ if ends => Self::End(name, content),
            _ if markup.ends_with("/>") => {
                if is_component(name) || content == ElementContent::Seen {
                    Self::Alone
                } else {
                    Self::Other
                }
            }
            _ => Self::Start(name, content),
        }
    }
}

/// The elements that are open within a block, as far as they hide their text.
#[derive(Default)]
pub(super) struct Elements {
    /// The outermost one whose content is not read.
    unread: Option<UnreadElement>,
    /// One that has only begun, and shows something even if it stays empty.
    begun: Option<(String, SourceSpan)>,
}

struct UnreadElement {
    name: String,
    content: ElementContent,
    tag: SourceSpan,
    /// How many of its name are open.
    depth: u32,
}

/// Something that readers see and that is not read.
pub(super) struct Shown {
    /// What they see of it.
    pub(super) inner: SourceSpan,
    /// It and its tags.
    pub(super) whole: SourceSpan,
    /// Whether it is code.
    pub(super) is_code: bool,
}

impl Elements {
    /// Whether what stands here is not read.
    pub(super) fn hide(&self) -> bool {
        self.unread.is_some()
    }

    /// Notes that an element begins.
    pub(super) fn start(&mut self, name: &str, content: ElementContent, tag: SourceSpan) {
        match &mut self.unread {
            Some(unread) => unread.depth += u32::from(unread.name == name),
            None if content.is_read() => {
                self.begun = (content == ElementContent::TextOrIcon).then(|| (name.to_owned(), tag));
            }
            None => {
                self.begun = None;
                self.unread = Some(UnreadElement { name: name.to_owned(), content, tag, depth: 1 });
            }
        }
    }

    /// Notes that an element ends; what readers saw of it.
    pub(super) fn end(&mut self, name: &str, tag: SourceSpan) -> Option<Shown> {
        if let Some((begun, start)) = self.begun.take() {
            let is_empty = start.end == tag.start && begun == name;
            let whole = start.cover(tag);
            return is_empty.then_some(Shown { inner: whole, whole, is_code: false });
        }
        let unread = self.unread.as_mut().filter(|unread| unread.name == name)?;
        unread.depth -= 1;
        if unread.depth > 0 { None } else { self.end_unread(tag) }
    }

    /// Forgets those that are open at the end of a block; what readers saw of the one that was not read.
    pub(super) fn clear(&mut self, end: u32) -> Option<Shown> {
        self.begun = None;
        self.end_unread(SourceSpan::new(end, end))
    }

    fn end_unread(&mut self, tag: SourceSpan) -> Option<Shown> {
        let unread = self.unread.take()?;
        let whole = unread.tag.cover(tag);
        let inner = SourceSpan::new(unread.tag.end, tag.start.max(unread.tag.end));
        let is_code = unread.content == ElementContent::Code;
        let inner = if is_code && !inner.is_empty() { inner } else { whole };
        (unread.content != ElementContent::Unseen).then_some(Shown { inner, whole, is_code })
    }
}

/// Adds a comment.
pub(super) fn add_comment(builder: &mut Builder<'_>, span: SourceSpan) {
    let text = builder.source().slice(span);
    let end = text.rfind("-->").unwrap_or(text.len());
    builder.comment(span, SourceSpan::from_range(4.min(end)..end).shift(span.start));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_tell_what_readers_see_of_them() {
        assert_eq!(InlineHtml::of("<kbd>"), InlineHtml::Start("kbd", ElementContent::Code));
        assert_eq!(InlineHtml::of("</my-lamp>"), InlineHtml::End("my-lamp", ElementContent::TextOrIcon));
        assert_eq!(InlineHtml::of("<Lamp on />"), InlineHtml::Alone);
        assert_eq!(InlineHtml::of("<a id=\"x\"/>"), InlineHtml::Other);
        assert_eq!(InlineHtml::of("<a id=\"x\">"), InlineHtml::Start("a", ElementContent::Text));
        assert_eq!(InlineHtml::of("<!-- a -->"), InlineHtml::Comment);
    }
}
