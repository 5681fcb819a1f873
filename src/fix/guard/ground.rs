//! What stands where in the source of a document, and what an edit may be for.

use crate::document::{BlockKind, Document, InlineKind, SegmentKind};
use crate::finding::{Edit, Finding, Place, Refusal};
use crate::source::SourceSpan;

/// What an edit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::fix) enum Purpose {
    /// It changes words.
    Words,
    /// It changes where a link leads.
    Target,
    /// It takes out a comment that the finding is about.
    Comment,
    /// It changes the names in a comment, for the finding is about them.
    Name,
    /// It takes out blocks with what belongs to them.
    Block,
}

/// A document with its pieces by their places in the source.
pub(in crate::fix) struct Ground<'d> {
    document: &'d Document<'d>,
    /// What readers see, in order of the source.
    pieces: Vec<GroundPiece>,
    comments: Vec<SourceSpan>,
    pictures: Vec<SourceSpan>,
    /// Where links lead, or the start tags in which that is said.
    targets: Vec<SourceSpan>,
}

#[derive(Debug, Clone, Copy)]
struct GroundPiece {
    source: SourceSpan,
    is_read: bool,
    is_blank: bool,
    block: Option<usize>,
}

impl<'d> Ground<'d> {
    pub(in crate::fix) fn new(document: &'d Document<'d>) -> Self {
        let mut pieces: Vec<GroundPiece> = document
            .segments()
            .iter()
            .map(|segment| {
                let block = document.block_at(segment.text.start).map(crate::document::BlockId::index);
                let kind = block.map(|index| document.blocks()[index].kind);
                let is_unread = matches!(kind, Some(BlockKind::Code | BlockKind::Markup | BlockKind::Value));
                let is_read = !is_unread && segment.kind != SegmentKind::Opaque;
                let is_blank = document.text(segment.text).trim().is_empty();
                GroundPiece { source: segment.source, is_read, is_blank, block }
            })
            .collect();
        pieces.sort_by_key(|piece| piece.source);
        let in_order = |spans: Vec<SourceSpan>| {
            let mut spans = spans;
            spans.sort_unstable();
            spans
        };
        let comments = in_order(document.comments().iter().map(|comment| comment.span).collect());
        let pictures = in_order(document.figures().iter().map(|figure| figure.span).collect());
        let links = document.inlines().iter().filter_map(|inline| match &inline.kind {
            InlineKind::Link { target_span, .. } => target_span.or_else(|| start_tag(document, inline.span)),
            _ => None,
        });
        let targets = in_order(links.collect());
        Self { document, pieces, comments, pictures, targets }
    }

    pub(in crate::fix) fn document(&self) -> &'d Document<'d> {
        self.document
    }

    /// What the edits of a finding are for.
    ///
    /// # Errors
    /// When one of them is for something that no fix may do.
    pub(in crate::fix) fn purposes(&self, finding: &Finding) -> Result<Vec<Purpose>, Refusal> {
        finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| self.purpose(edit, finding)).collect()
    }

    fn purpose(&self, edit: &Edit, finding: &Finding) -> Result<Purpose, Refusal> {
        let span = edit.span;
        if makes_sign(self.document.source().text(), edit) {
            return Err(Refusal::Markup);
        }
        let mut comments = within(&self.comments, span).peekable();
        if comments.peek().is_some() {
            let rest = without(self.document.source().text(), span, comments.clone());
            let is_about = comments.all(|comment| finding.span.contains(comment) && span.contains(comment));
            let is_right = is_about && edit.replacement.is_empty() && rest.trim().is_empty();
            return match is_right {
                true => Ok(Purpose::Comment),
                false if self.is_name(edit, finding) => Ok(Purpose::Name),
                false => Err(Refusal::Comment),
            };
        }
        if self.pieces(span).any(|piece| !piece.is_read)
            || within(&self.pictures, span).any(|picture| span.contains(picture))
        {
            return Err(Refusal::Unread);
        }
        let mut words = self.pieces(span).filter(|piece| !piece.is_blank).peekable();
        let markup = self.markup(span);
        if words.peek().is_none() {
            let is_target = within(&self.targets, span).any(|target| target.contains(span));
            return match (
                is_target && !span.is_empty(),
                markup.trim().is_empty() && self.is_beside_words(span),
            ) {
                (true, _) => Ok(Purpose::Target),
                (_, true) => Ok(Purpose::Words),
                _ => Err(Refusal::Markup),
            };
        }
        if !words.all(|piece| self.is_named(finding, piece, span))
            && !keeps_surplus(self.document, edit, finding)
        {
            return Err(Refusal::OtherText);
        }
        let is_whole = edit.replacement.is_empty() && self.holds_whole_blocks(span);
        match (is_whole && is_own(&markup), markup.trim().is_empty()) {
            (true, _) => Ok(Purpose::Block),
            (_, true) => Ok(Purpose::Words),
            _ => Err(Refusal::Markup),
        }
    }

    /// Whether an edit puts a name in the place of what the finding is about, within one comment.
    fn is_name(&self, edit: &Edit, finding: &Finding) -> bool {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        let is_within = within(&self.comments, edit.span).all(|comment| comment.contains(finding.span));
        is_within && finding.span.contains(edit.span) && edit.replacement.bytes().all(is_part)
    }

    /// Whether a span that holds no word stands among words or at their edge, not within markup.
    fn is_beside_words(&self, span: SourceSpan) -> bool {
        let wider = SourceSpan::new(span.start.saturating_sub(1), span.end + 1);
        self.pieces(wider).next().is_some() || self.document.source().text().trim().is_empty()
    }

    /// The pieces that overlap a span, or hold it if it is empty.
    fn pieces(&self, span: SourceSpan) -> impl Iterator<Item = &GroundPiece> {
        let first = self.pieces.partition_point(|piece| piece.source.end <= span.start);
        let near = self.pieces[first..]
            .iter()
            .take_while(move |piece| piece.source.start < span.end.max(span.start + 1));
        near.filter(move |piece| touches(piece.source, span))
    }

    /// Whether what an edit takes of a piece is what the finding is about.
    fn is_named(&self, finding: &Finding, piece: &GroundPiece, span: SourceSpan) -> bool {
        let source = self.document.source();
        let taken = SourceSpan::new(piece.source.start.max(span.start), piece.source.end.min(span.end));
        let text = source.slice(taken);
        let lead = text.len() - text.trim_start().len();
        let taken = SourceSpan::from_range(lead..lead + text.trim().len()).shift(taken.start);
        let related = finding.related.iter().filter_map(|related| match related.place {
            Place::Here(span) => Some(span),
            Place::Elsewhere(_) => None,
        });
        std::iter::once(finding.span).chain(related).any(|named| named.contains(taken))
    }

    /// Whether a span holds no word of a block without all its words.
    fn holds_whole_blocks(&self, span: SourceSpan) -> bool {
        self.pieces(span).filter_map(|piece| piece.block).all(|index| {
            let block = &self.document.blocks()[index];
            span.contains(self.document.locate(block.text))
        })
    }

    /// What stands in a span that readers do not see as text.
    fn markup(&self, span: SourceSpan) -> String {
        without(self.document.source().text(), span, self.pieces(span).map(|piece| piece.source))
    }

    /// Whether all that stands in a span is words that are read.
    pub(super) fn is_all_words(&self, span: SourceSpan) -> bool {
        self.markup(span).trim().is_empty() && self.pieces(span).all(|piece| piece.is_read)
    }

    /// Whether no word stands in a span.
    pub(super) fn has_no_words(&self, span: SourceSpan) -> bool {
        self.pieces(span).next().is_none()
    }
}

/// Whether an edit brings characters together that begin or end markup in one language or another, such as `{{`,
/// `<!` or `](`.
fn makes_sign(text: &str, edit: &Edit) -> bool {
    let (before, after) = (&text[..edit.span.start as usize], &text[edit.span.end as usize..]);
    let (first, last) = (before.chars().next_back(), after.chars().next());
    let replacement = &edit.replacement;
    let joints = match (replacement.chars().next(), replacement.chars().next_back()) {
        (Some(begin), Some(end)) => [(first, Some(begin)), (Some(end), last)],
        _ => [(first, last), (None, None)],
    };
    let found = &text[edit.span.range()];
    let known = [(first, found.chars().next()), (found.chars().next_back(), last)];
    joints.into_iter().any(|joint| {
        let is_sign = |one: char, other: char| "{}[]<>".contains(one) && "{}[]<>()%#!$/*@-".contains(other);
        let (Some(one), Some(other)) = joint else { return false };
        let is_any = is_sign(one, other) || is_sign(other, one);
        is_any && (one, other) != ('>', '<') && !known.contains(&joint)
    })
}

/// Whether what an edit takes beside what was found stands in its replacement as well, but for the letter case.
fn keeps_surplus(document: &Document<'_>, edit: &Edit, finding: &Finding) -> bool {
    let (found, taken) = (finding.span, edit.span);
    let source = document.source();
    let before = source.slice(SourceSpan::new(taken.start, found.start.min(taken.end))).to_lowercase();
    let after = source.slice(SourceSpan::new(found.end.max(taken.start), taken.end)).to_lowercase();
    let replacement = edit.replacement.to_lowercase();
    replacement.strip_prefix(&before).is_some_and(|rest| rest.ends_with(&after))
}

/// Whether two spans overlap, or the second is empty and stands within the first.
fn touches(span: SourceSpan, other: SourceSpan) -> bool {
    span.overlaps(other) || other.is_empty() && span.start < other.start && other.start < span.end
}

/// Those of some spans, in order, that a span touches. They may nest, but few start before another ends.
fn within(spans: &[SourceSpan], span: SourceSpan) -> impl Iterator<Item = SourceSpan> + Clone {
    let end = spans.partition_point(|other| other.start < span.end.max(span.start + 1));
    spans[..end].iter().rev().take(NEAREST).copied().filter(move |&other| touches(other, span))
}

/// So many spans are looked at before a place.
const NEAREST: usize = 4096;

/// What a span holds besides some others, which are in order.
fn without(text: &str, span: SourceSpan, others: impl Iterator<Item = SourceSpan>) -> String {
    let mut others: Vec<SourceSpan> = others.collect();
    others.sort_unstable();
    let mut rest = String::new();
    let mut start = span.start;
    for other in others {
        rest.push_str(
            text.get(SourceSpan::new(start, other.start.min(span.end)).range()).unwrap_or_default(),
        );
        start = start.max(other.end);
    }
    rest.push_str(text.get(SourceSpan::new(start, span.end).range()).unwrap_or_default());
    rest
}

/// The start tag of a link of HTML, in which its target is said.
fn start_tag(document: &Document<'_>, link: SourceSpan) -> Option<SourceSpan> {
    let written = document.source().slice(link);
    let length = written.starts_with('<').then(|| written.find('>')).flatten()?;
    let attribute = written[..length].find("href")?;
    Some(SourceSpan::from_range(attribute + "href=".len()..length).shift(link.start))
}

/// Whether markup is that of a block alone: marks of Markdown, and tags of which each is closed. No template, no
/// note and no definition of a footnote.
fn is_own(markup: &str) -> bool {
    if ["{", "}", "<!", "<?", "<%", "[^"].iter().any(|sign| markup.contains(sign)) {
        return false;
    }
    let mut open: Vec<&str> = Vec::new();
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        let Some(length) = rest[start..].find('>') else { return false };
        let tag = &rest[start + 1..start + length];
        rest = &rest[start + length + 1..];
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let named = tag.trim_start_matches('/');
        let named = &named[..named.find(|letter| !is_name(letter)).unwrap_or(named.len())];
        if tag.starts_with('/') {
            if open.pop() != Some(named) {
                return false;
            }
        } else if !tag.ends_with('/') && !matches!(named, "br" | "wbr") {
            open.push(named);
        }
    }
    open.is_empty()
}
