//! Short codes of `WordPress`: `[gallery ids="1,2"]`, `[caption …]…[/caption]`.
//!
//! They run where `WordPress` keeps the text: in a fragment, not in a whole page, which has been made already, and not
//! in a file with front matter, which another generator reads. There they are left over, and readers see them.

use std::ops::Range;

use super::arguments;
use super::blank::holds_blank_line;
use super::scanner::{FoundToken, Scanner};
use super::syntax::Syntax;
use crate::document::{BlockKind, MarkedPart, Meaning, Shown};
use crate::source::SourceSpan;

/// Short codes that stand for a thing: a player, a form, an advertisement.
const THINGS: &[&str] = &[
    "embed",
    "embedyt",
    "video",
    "audio",
    "playlist",
    "gallery",
    "youtube",
    "vimeo",
    "dailymotion",
    "soundcloud",
    "spotify",
    "bandcamp",
    "mixcloud",
    "tweet",
    "twitter",
    "instagram",
    "facebook",
    "tiktok",
    "ted",
    "slideshare",
    "slideshow",
    "googlemaps",
    "googlemap",
    "map",
    "gist",
    "wpvideo",
    "videopress",
    "polldaddy",
    "crowdsignal",
    "poll",
    "contact-form",
    "contact-form-7",
    "contact-field",
    "gravityform",
    "wpforms",
    "ninja_form",
    "mc4wp_form",
    "newsletter",
    "ad",
    "ads",
    "adrotate",
    "the_ad",
    "iframe",
    "codepen",
    "scribd",
    "flickr",
    "recipe",
    "table",
    "rev_slider",
    "metaslider",
    "archives",
    "sitemap",
    "products",
    "product",
    "related_posts",
];
/// Of these, those that are written without arguments too.
const BARE: &[&str] = &["gallery", "playlist", "archives", "sitemap", "related_posts", "contact-form"];
/// Short codes whose inside is code.
const CODE: &[&str] = &[
    "code",
    "sourcecode",
    "source",
    "raw",
    "pre",
    "php",
    "html",
    "css",
    "js",
    "javascript",
    "xml",
    "python",
    "bash",
    "shell",
    "sql",
    "java",
    "ruby",
    "crayon",
    "latex",
    "math",
    "mermaid",
];
/// Short codes whose inside is a footnote.
const NOTES: &[&str] = &["footnote", "fn", "ref", "efn_note", "mfn", "note_footnote", "modern_footnote"];
/// How the names begin of short codes by which page builders lay out a page.
const BUILDERS: &[&str] = &["vc_", "et_pb_", "su_", "fusion_", "av_", "tve_", "fl_", "ux_", "cs_", "mk_"];
/// Words in the names of short codes that are boxes or columns, and stand within no line.
const BOXES: &[&str] = &[
    "row",
    "column",
    "columns",
    "col",
    "section",
    "container",
    "half",
    "third",
    "fourth",
    "tab",
    "tabs",
    "accordion",
    "toggle",
    "spoiler",
    "box",
    "alert",
    "info",
    "warning",
    "pullquote",
    "blockquote",
    "expand",
    "collapse",
];
/// Tags of forums, which nothing runs here.
const OF_FORUMS: &[&str] = &[
    "b", "i", "u", "s", "url", "img", "quote", "size", "color", "font", "list", "center", "left", "right",
    "hr",
];

/// A short code's parts, by their places.
struct ShortCode {
    is_end: bool,
    name: Range<usize>,
    arguments: Range<usize>,
    end: usize,
}

/// The short code that begins at a bracket.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let tag = read(text, at)?;
    let name = &text[tag.name.clone()];
    if is_link(scanner.syntax, text, at, &tag) || !scanner.runs_short_codes() {
        return None;
    }
    if tag.is_end {
        let is_open = scanner.end_short_code(name);
        return is_open.then(|| FoundToken::new(tag.end, layout(name)));
    }
    let end = end_tag(scanner, tag.end, name).filter(|_| !text[..tag.end].ends_with("/]"));
    if !is_short_code(text, &tag, end.is_some()) {
        return None;
    }
    let Some(end) = end else {
        return Some(FoundToken::new(tag.end, thing(text, &tag)));
    };
    let inside = tag.end..end.start;
    let held = &text[inside.clone()];
    if CODE.contains(&name) {
        return Some(FoundToken::new(end.end, Meaning::Code(SourceSpan::from_range(inside))));
    }
    if NOTES.contains(&name) && !holds_blank_line(held) {
        return Some(FoundToken::new(end.end, note(inside)));
    }
    let is_address = !held.trim().contains(char::is_whitespace) && held.contains("://");
    if is_address || THINGS.contains(&name) && !holds_blank_line(held) {
        return Some(FoundToken::new(end.end, Meaning::Object));
    }
    scanner.begin_short_code(name);
    if matches!(name, "caption" | "wp_caption") {
        if let Some(caption) = caption(text, inside) {
            scanner.add_part(MarkedPart { span: SourceSpan::from_range(caption), kind: BlockKind::Caption });
        }
        let shown = arguments::shown(text, tag.arguments, "figure", arguments::Style::Hugo);
        let shown = shown.filter(|shown| !shown.texts.is_empty());
        let meaning = shown.map_or(Meaning::Break, |mut shown| {
            (shown.is_picture, shown.wraps) = (false, true);
            Meaning::Texts(Box::new(shown))
        });
        return Some(FoundToken::new(tag.end, meaning));
    }
    Some(FoundToken::new(tag.end, wrapper(text, &tag)))
}

/// Whether a line is one short code that stands for a thing: `[gallery ids="1,2"]`, `[embed]…[/embed]`.
pub(super) fn is_thing(line: &str) -> bool {
    if !line.starts_with('[') {
        return false;
    }
    let Some(tag) = read(line, 0).filter(|tag| !tag.is_end) else { return false };
    let name = &line[tag.name.clone()];
    let inside =
        line[tag.end..].strip_suffix(']').and_then(|rest| rest.strip_suffix(name)?.strip_suffix("[/"));
    let is_whole =
        tag.end == line.len() || inside.is_some_and(|inside| !inside.contains(char::is_whitespace));
    is_whole && THINGS.contains(&name) && is_short_code(line, &tag, inside.is_some())
}

/// Whether a tag may be the text of a link in Markdown: `[name](address)`, `[name][1]`, `[name]: address`.
fn is_link(syntax: Syntax, text: &str, at: usize, tag: &ShortCode) -> bool {
    let is_plain = tag.arguments.is_empty() && !tag.is_end && !is_of_builder(&text[tag.name.clone()]);
    let behind = &text[tag.end..];
    syntax != Syntax::Html
        && (behind.starts_with(['(', ':'])
            || is_plain && (behind.starts_with('[') || text[..at].ends_with(['!', ']'])))
}

/// `[[gallery]]`, which is how a page shows a short code.
pub(super) fn shown(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let tag = read(text, at + 1)?;
    let is_code = is_short_code(text, &tag, true)
        && (!tag.arguments.is_empty() || THINGS.contains(&&text[tag.name.clone()]));
    let is_whole = text[tag.end..].starts_with(']') && is_code && scanner.runs_short_codes();
    is_whole.then(|| FoundToken::new(tag.end + 1, Meaning::Value))
}

fn is_of_builder(name: &str) -> bool {
    BUILDERS.iter().any(|known| name.starts_with(known))
}

/// Reads a bracket with a name, up to the bracket that closes it.
fn read(text: &str, at: usize) -> Option<ShortCode> {
    let rest = &text[at + 1..];
    let is_end = rest.starts_with('/');
    let name_start = at + 1 + usize::from(is_end);
    let length = text.as_bytes()[name_start..].iter().take_while(|byte| is_of_name(**byte)).count();
    let name = name_start..name_start + length;
    let begins_well = text[name.clone()].starts_with(|first: char| first.is_ascii_lowercase());
    let behind = *text.as_bytes().get(name.end)?;
    if !begins_well || length > 48 || !matches!(behind, b']' | b'/' | b'=' | b' ' | b'\t' | b'\r' | b'\n') {
        return None;
    }
    let bytes = text.as_bytes();
    let mut place = name.end;
    let mut quote = None;
    let reach = bytes.len().min(place + 4096);
    while place < reach {
        match (bytes[place], quote) {
            (b']', None) => {
                let arguments = name.end..place;
                return Some(ShortCode { is_end, name, arguments, end: place + 1 });
            }
            (b'[' | b'<' | b'>', None) => return None,
            (b'\n', _) if text[place + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') => {
                return None;
            }
            (mark @ (b'"' | b'\''), None) if bytes[place - 1] == b'=' || bytes[place - 1] == b' ' => {
                quote = Some(mark);
            }
            (mark, Some(open)) if mark == open => quote = None,
            _ => {}
        }
        place += 1;
    }
    None
}

/// Marks that stand around a value: a converter may have made typographic ones of them.
const VALUE_MARKS: [char; 8] = ['"', '\'', '“', '”', '″', '„', '‘', '’'];

/// Whether a byte may be of a name; a converter to Markdown puts a backslash before each `_`.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'\\')
}

/// Whether a tag is a short code: by its name and its arguments, or by the tag that ends it.
fn is_short_code(text: &str, tag: &ShortCode, is_ended: bool) -> bool {
    let name = &text[tag.name.clone()];
    if OF_FORUMS.contains(&name) {
        return false;
    }
    let is_known = THINGS.contains(&name) || is_of_builder(name);
    let arguments = text[tag.arguments.clone()].trim_end_matches('/').trim();
    if arguments.is_empty() {
        return is_ended || BARE.contains(&name) || is_of_builder(name);
    }
    // `[video recording of the talk]` are words.
    let is_value = |word: &str| {
        word.contains('=')
            || word.contains("://")
            || word.starts_with(['"', '\''])
            || word.parse::<u64>().is_ok()
    };
    let first = arguments.split_whitespace().next().unwrap_or_default();
    let has_names = || {
        first.split_once('=').is_some_and(|(name, value)| {
            !name.is_empty() && name.bytes().all(is_of_name) && value.starts_with(VALUE_MARKS)
        })
    };
    if is_known || is_ended { is_value(first) } else { has_names() }
}

/// The tag that ends a name, from a place on.
fn end_tag(scanner: &mut Scanner<'_>, from: usize, name: &str) -> Option<Range<usize>> {
    let text = scanner.text;
    scanner.ends.find(text, &format!("[/{name}]"), from)
}

/// What readers have of a short code by itself.
fn thing(text: &str, tag: &ShortCode) -> Meaning {
    let name = &text[tag.name.clone()];
    let shown = arguments::shown(text, tag.arguments.clone(), name, arguments::Style::Hugo);
    match shown.filter(|_| !THINGS.contains(&name)) {
        Some(shown) => Meaning::Texts(Box::new(shown)),
        None => Meaning::Object,
    }
}

/// What readers have of a short code around a text.
fn wrapper(text: &str, tag: &ShortCode) -> Meaning {
    let name = &text[tag.name.clone()];
    match arguments::shown(text, tag.arguments.clone(), name, arguments::Style::Hugo) {
        Some(mut shown) => {
            shown.wraps = true;
            Meaning::Texts(Box::new(shown))
        }
        None => layout(name),
    }
}

/// Whether what a short code ends or begins stands within a line, or by itself.
fn layout(name: &str) -> Meaning {
    let is_box =
        is_of_builder(name) || name.split(['_', '-']).any(|word| BOXES.contains(&word) || word == "caption");
    if is_box { Meaning::Break } else { Meaning::Hidden }
}

fn note(inside: Range<usize>) -> Meaning {
    let texts = vec![(BlockKind::Footnote, SourceSpan::from_range(inside))];
    Meaning::Texts(Box::new(Shown { texts, ..Shown::default() }))
}

/// Where the caption stands behind the picture.
fn caption(text: &str, inside: Range<usize>) -> Option<Range<usize>> {
    let held = &text[inside.clone()];
    let picture = held.rfind("<img").and_then(|at| held[at..].find('>').map(|length| at + length + 1));
    let picture = picture.or_else(|| {
        let at = held.find("](")?;
        held[at..].find(')').map(|length| at + length + 1)
    })?;
    let rest = &held[picture..];
    let rest = rest.trim_start().strip_prefix("</a>").unwrap_or(rest);
    (!rest.trim().is_empty()).then(|| inside.end - rest.len()..inside.end)
}
