//! Addresses within the site: the files that they name, and the places of a page.

use std::collections::HashSet;

use crate::document::{BlockKind, Document, Format};

/// Longer names of places are none, in bytes.
const LONGEST: usize = 120;
/// What names begin with that a theme gives to parts of the page.
const OF_THEMES: &[&str] = &[
    "top", "comment", "isso", "disqus", "respond", "reply", "main", "content", "footer", "header", "nav",
    "toc", "search", "fn", "cite",
];
/// Endings of pages that a generator makes, or a program answers with.
const MADE: &[&str] = &[
    "htm", "html", "xhtml", "php", "asp", "aspx", "jsp", "cgi", "pl", "xml", "rss", "atom", "json", "css",
    "js",
];

/// The file of the site that an address names; none where it leads elsewhere, or to what is made when the site is built.
pub fn site_file(address: &str, format: Format) -> Option<String> {
    let address = address.trim();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    // A scheme, a name that stands for a folder, or a piece of a template.
    if path.contains([':', '{', '}', '<', '>', '$', '*', '|', '\\', '~', '@', '[', ']', '\n'])
        || path.starts_with("//")
    {
        return None;
    }
    let path = decoded(path)?;
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_made = format != Format::Html && MADE.iter().any(|made| ending.eq_ignore_ascii_case(made));
    let has_name = !ending.is_empty() && !ending.contains('/');
    (has_name && !is_made).then_some(path)
}

/// A path with the characters that percent signs stand for.
fn decoded(path: &str) -> Option<String> {
    if !path.contains('%') {
        return Some(path.to_owned());
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = &behind[2..];
        } else {
            bytes.push(first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The name of the place that an address of the same page leads to; none where a theme or a program may know it.
pub fn fragment(address: &str) -> Option<String> {
    let name = decoded(address.trim().strip_prefix('#')?)?;
    let is_name = !name.is_empty()
        && name.len() <= LONGEST
        && !name.contains([':', '=', '{', '}', '<', '$', '~', '/', '!']);
    let lower = name.trim_start_matches('_').to_ascii_lowercase();
    (is_name && !OF_THEMES.iter().any(|start| lower.starts_with(start))).then_some(name)
}

/// The places of a page.
pub struct PagePlaces<'d> {
    /// What the source says of them: `id="…"`, `{#…}`, or an argument of a shortcode.
    names: HashSet<&'d str>,
    /// The headings, by their letters and figures.
    headings: HashSet<String>,
    /// Whether a heading has other letters than Latin ones, for which generators write what they like.
    has_other_letters: bool,
}

impl<'d> PagePlaces<'d> {
    /// The places of a document.
    pub fn of(document: &'d Document<'_>) -> Self {
        let headings = document.blocks().iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        let texts: Vec<String> = headings.map(|block| document.shown(block.text).into_owned()).collect();
        Self {
            names: names(document.source().text()),
            headings: texts
                .iter()
                .flat_map(|text| [letters(text), plain_letters(text), folded_letters(text)])
                .collect(),
            has_other_letters: texts.iter().flat_map(|text| text.chars()).any(is_other_letter),
        }
    }

    /// Whether one of them is called so.
    pub fn holds(&self, name: &str) -> bool {
        let letters = letters(name);
        // Of two headings with the same words, the second one's name has a figure behind it.
        let bare = letters.trim_end_matches(|last: char| last.is_ascii_digit());
        let is_unknown = self.has_other_letters && name.is_ascii();
        is_unknown
            || letters.is_empty()
            || self.names.contains(name)
            || self.headings.contains(&letters)
            || self.headings.contains(bare)
            || self.headings.contains(&plain_letters(name))
    }
}

fn is_other_letter(letter: char) -> bool {
    letter.is_alphabetic() && letter > '\u{24f}'
}

/// The letters and figures of a heading or of its name, in small letters.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The same without letters that have a mark, which some generators drop.
fn plain_letters(text: &str) -> String {
    let plain = text.chars().filter(char::is_ascii_alphanumeric);
    plain.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The same with letters that have a mark as those that have none, which other generators write.
fn folded_letters(text: &str) -> String {
    letters(text).chars().fold(String::new(), |mut folded, letter| {
        match LATIN.iter().find(|(marked, _)| marked.contains(letter)) {
            Some((_, plain)) => folded.push_str(plain),
            None => folded.push(letter),
        }
        folded
    })
}

/// Small letters with marks, and what is written for them without.
const LATIN: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđ", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ìíîïĩīĭįı", "i"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşš", "s"),
    ("ţťŧ", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
];

/// What stands behind a quotation mark, an equals sign, or the sign of an attribute list in a source.
fn names(text: &str) -> HashSet<&str> {
    let bytes = text.as_bytes();
    let mut names = HashSet::new();
    for at in memchr::memchr3_iter(b'"', b'\'', b'=', bytes).chain(memchr::memchr_iter(b'#', bytes)) {
        // `{#name}`, `{:#name}`, `{ #name }`: a `#` of anything else is the one of a link or heading.
        if bytes[at] == b'#' && !text[..at].trim_end_matches([' ', ':']).ends_with('{') {
            continue;
        }
        let rest = &text[at + 1..];
        let rest = &rest[..rest.floor_char_boundary(LONGEST)];
        let ends =
            |sign: char| matches!(sign, '"' | '\'' | '>' | '}' | '\n') || bytes[at] != b'"' && sign == ' ';
        if let Some(end) = rest.find(ends).filter(|&end| end > 0) {
            names.insert(&rest[..end]);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files() {
        let of = |address| site_file(address, Format::Markdown);
        assert_eq!(of("img/a%20quay.png?raw=true#x").as_deref(), Some("img/a quay.png"));
        assert_eq!(of("/list.pdf").as_deref(), Some("/list.pdf"));
        assert_eq!(of("../plan.md#when").as_deref(), Some("../plan.md"));
        for none in [
            "https://ferry.example/a.png",
            "//ferry.example/a.png",
            "mailto:a@b.de",
            "#top",
            "",
            "/news/",
            "/v1.2/notes",
            "{{ page.url }}/a.png",
            "@/img/a.png",
            "~/img/a.png",
            "page.html",
            "%FF.png",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
        assert_eq!(site_file("page.html", Format::Html).as_deref(), Some("page.html"));
    }
}
