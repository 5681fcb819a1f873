//! `figure`: what a picture lacks.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Sink};
use crate::document::{Document, Figure, Format};
use crate::finding::Applicability;
use crate::language::Lexicon;
use crate::reading::credits;
use crate::source::TextSpan;
use crate::yaml::Path;

/// What a picture lacks: a caption, a credit, an alternative text that says something.
///
/// Flags `![](port.jpg)` (`missing: alt`) and `![IMG_2041](port.jpg)` (`alt_is: file-name`); leaves `![Boats at
/// the quay](port.jpg)` alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureParameters {
    /// What must be there.
    #[serde(default)]
    missing: Option<FigurePart>,
    /// What the alternative text must not be.
    #[serde(default)]
    alt_is: Option<AltFault>,
}

/// A part of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum FigurePart {
    /// Alternative text. An empty one marks a decorative picture in HTML and is left alone.
    Alt,
    /// A caption.
    Caption,
    /// Any text at all.
    Text,
    /// A credit: in the caption, behind it, or as a field of its own.
    Credit,
}

/// What is wrong with an alternative text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum AltFault {
    /// It is a file's name, or one word that says nothing, such as "image".
    FileName,
    /// It begins by saying that it is a picture.
    Prefix,
}

/// Endings of picture files.
const EXTENSIONS: &[&str] =
    &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".tif", ".tiff", ".heic"];
/// With which the names of cameras' files begin.
const CAMERAS: &[&str] = &["img", "dsc", "dscn", "pxl"];

impl Parameters for FigureParameters {
    const KIND: &'static str = "figure";
    const EXAMPLE: &'static str = r#"rules:
  alt:
    check: figure
    message: "This picture has no alternative text."
    missing: alt
    examples:
      flag: ["![](port.jpg)"]
      pass: ["![Boats at the quay](port.jpg)"]
"#;

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        if self.missing.is_some() == self.alt_is.is_some() {
            compiler.value_problem(&Path::root(), "a `figure` rule needs either `missing` or `alt_is`");
        }
        Box::new(self)
    }
}

impl Check for FigureParameters {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let document = context.document();
        for figure in document.figures() {
            if let Some(part) = self.missing {
                if lacks(document, figure, part) {
                    sink.report_source(figure.span).emit();
                }
            } else if let (Some(fault), Some(alt)) = (self.alt_is, figure.alt) {
                report_alt(document, document.block(alt).text, fault, sink);
            }
        }
    }
}

fn lacks(document: &Document<'_>, figure: &Figure, part: FigurePart) -> bool {
    let text = |id: Option<_>| id.map(|id| document.text(document.block(id).text));
    match part {
        // Markdown has no way to mark a decorative picture but an empty text.
        FigurePart::Alt => {
            figure.alt.is_none()
                && !figure.decorative
                && document.format() != Format::Text
                && !(figure.caption.is_some() && is_short_code(document, figure))
        }
        FigurePart::Caption => figure.caption.is_none() && !figure.decorative,
        FigurePart::Text => figure.caption.is_none() && figure.alt.is_none() && !figure.decorative,
        FigurePart::Credit => {
            let any = document.languages().any();
            let has_credit = text(figure.caption).is_some_and(|caption| credits::names_maker(caption, any));
            figure.credit.is_none() && !has_credit && !figure.decorative
        }
    }
}

/// Whether a short code shows the picture: it says the caption to those who cannot see it, where it has nothing else.
fn is_short_code(document: &Document<'_>, figure: &Figure) -> bool {
    document.source().slice(figure.span).trim_start().starts_with("{{")
}

fn report_alt(document: &Document<'_>, span: TextSpan, fault: AltFault, sink: &mut Sink<'_>) {
    let alt = document.text(span);
    match fault {
        AltFault::FileName if is_file_name(alt, document.languages().any()) => sink.report(span).emit(),
        AltFault::Prefix => {
            let opener = document.lexicon().picture_openers.find_in(alt).filter(|found| found.start == 0);
            let Some(end) = opener.map(|opener| opener.end).filter(|&end| alt[end..].starts_with(' ')) else {
                return;
            };
            let (lead, rest) = alt.split_at(end + 1);
            // "Picture of Dorian Gray" is a title.
            if rest.starts_with(char::is_uppercase) && alt.starts_with(char::is_uppercase) {
                return;
            }
            let lead = TextSpan::from_range(0..lead.len()).shift(span.start);
            let mut first = rest.chars();
            let capital =
                first.next().map(char::to_uppercase).map(|upper| upper.collect::<String>() + first.as_str());
            let replacement =
                capital.filter(|_| alt.starts_with(char::is_uppercase)).unwrap_or(rest.to_owned());
            sink.report(lead).replace(span, replacement, Applicability::Unsafe).emit();
        }
        AltFault::FileName => {}
    }
}

fn is_file_name(alt: &str, any: &Lexicon) -> bool {
    let alt = alt.trim();
    let lower = alt.to_lowercase();
    let has_extension = EXTENSIONS.iter().any(|extension| lower.ends_with(extension));
    let name = alt.trim_end_matches(|letter: char| letter.is_ascii_digit() || "_-() ".contains(letter));
    let is_numbered = alt[name.len()..].contains(|letter: char| letter.is_ascii_digit());
    let says_nothing = any.picture_words.contains(name) || any.screenshot_words.contains(name);
    let is_camera = CAMERAS.iter().any(|camera| name.eq_ignore_ascii_case(camera));
    (has_extension && !alt.contains(' '))
        || (is_numbered && (says_nothing || is_camera))
        || (name == alt && (says_nothing || is_camera || any.empty_alts.contains(alt)))
}
