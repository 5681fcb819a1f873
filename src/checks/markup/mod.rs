//! `markup`: signs of Markdown that do not work, so that readers see them.

mod attribute;
mod emphasis;
mod fence;
mod footnote;
mod heading;
mod link;
mod number;
mod row;
mod tag;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::{Document, Format};
use crate::source::{SourceSpan, TextSpan};

/// Signs of Markdown that do not work, so that readers see them.
///
/// Flags `##Heading` (`find: heading`), `** bold **` (`find: emphasis`) and `[text] (address)` (`find: link`); leaves
/// signs alone that were escaped, that stand in code, or that mean themselves, as in `2**3`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Markup {
    /// What is looked for.
    find: MarkupFault,
}

/// What does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum MarkupFault {
    /// A heading without the space behind its signs, which is running text.
    Heading,
    /// Signs of emphasis that readers see.
    Emphasis,
    /// A link or picture whose signs readers see.
    Link,
    /// Code that never ends.
    Fence,
    /// One backtick by itself.
    Backtick,
    /// A row of a table that has more or fewer cells than its head.
    Row,
    /// A tag of HTML without its partner.
    Tag,
    /// The mark of a footnote that has no note.
    Footnote,
    /// An attribute of HTML with a slip in its name.
    Attribute,
    /// Numbered headings of which two have the same number.
    Number,
}

impl Parameters for Markup {
    const KIND: &'static str = "markup";
    const EXAMPLE: &'static str = r###"rules:
  heading:
    check: markup
    message: "This is no heading: {problem} stands behind the #."
    scope: [paragraph]
    find: heading
    fix: replace
    examples:
      flag: ["[[##Who pays]]\n\nThe county."]
      pass: ["## Who pays\n\nThe county.", "#harbour"]
"###;
    const PLACEHOLDERS: &'static [Placeholder] = &[("problem", "what does not work")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(self)
    }
}

impl Check for Markup {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let format = context.document().format();
        let is_markdown = matches!(format, Format::Markdown | Format::Mdx);
        match self.find {
            MarkupFault::Number => number::report(context, sink),
            MarkupFault::Tag if matches!(format, Format::Markdown | Format::Html) => {
                tag::report(context, sink);
            }
            MarkupFault::Attribute if matches!(format, Format::Markdown | Format::Html) => {
                attribute::report(context, sink);
            }
            _ if !is_markdown => {}
            MarkupFault::Heading => heading::report(context, sink),
            MarkupFault::Emphasis => emphasis::report(context, sink),
            MarkupFault::Link => link::report(context, sink),
            MarkupFault::Fence => fence::report(context, sink),
            MarkupFault::Backtick => fence::report_backticks(context, sink),
            MarkupFault::Row => row::report(context, sink),
            MarkupFault::Footnote => footnote::report(context, sink),
            MarkupFault::Tag | MarkupFault::Attribute => {}
        }
    }
}

/// The lines of a part of the source, without their ends.
fn lines<'d>(document: &'d Document<'_>, span: SourceSpan) -> impl Iterator<Item = (u32, &'d str)> {
    let mut at = span.start;
    document.source().slice(span).split_inclusive('\n').map(move |line| {
        let start = at;
        at += SourceSpan::from_range(0..line.len()).end;
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// Whether a sign of the prose was written with a backslash before it, or as a reference: it is meant itself.
fn is_escaped(document: &Document<'_>, sign: TextSpan) -> bool {
    let place = document.locate(sign);
    let before = document.source().text().get(..place.start as usize);
    before.is_none_or(|before| before.ends_with('\\'))
        || document.source().slice(place) != document.text(sign)
}
