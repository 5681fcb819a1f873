//! Whole elements of a text, by their names and classes.

use super::element::ElementRole;
use super::tokens::{Tag, Token, Tokens};
use crate::source::SourceSpan;

/// The elements that `is_wanted` by their name and the value of their class, the outermost ones, from start tag to end
/// tag. Tags where `is_code` holds are none. An element that never ends is left out.
pub(in crate::formats) fn find(
    text: &str,
    is_code: impl Fn(SourceSpan) -> bool,
    is_wanted: impl Fn(&str, &str) -> bool,
) -> Vec<SourceSpan> {
    let mut found = Vec::new();
    let mut tokens = Tokens::new(text);
    // The element that is open, where it begins, and how many of its name are open.
    let mut open: Option<(&str, usize, usize)> = None;
    while let Some(token) = tokens.next() {
        let (Token::Start(tag) | Token::End(tag)) = &token else { continue };
        let span = SourceSpan::from_range(tag.span.clone());
        if is_code(span) {
            tokens.read_on();
            continue;
        }
        let begins = matches!(token, Token::Start(_)) && !is_whole(tag);
        match &mut open {
            Some((name, start, depth)) if name.eq_ignore_ascii_case(tag.name) => {
                match token {
                    Token::End(_) => *depth -= 1,
                    _ => *depth += usize::from(begins),
                }
                if *depth == 0 {
                    found.push(SourceSpan::from_range(*start..tag.span.end));
                    open = None;
                }
            }
            None if matches!(token, Token::Start(_)) && is_wanted(tag.name, class(&tokens, text)) => {
                if begins {
                    open = Some((tag.name, tag.span.start, 1));
                } else {
                    found.push(span);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a start tag is all of its element.
fn is_whole(tag: &Tag<'_>) -> bool {
    tag.closes_itself || ElementRole::of(tag.name).is_void()
}

/// The value of the class of the tag read last.
fn class<'t>(tokens: &Tokens<'t>, text: &'t str) -> &'t str {
    let class = tokens.attributes().iter().find(|attribute| attribute.name.eq_ignore_ascii_case("class"));
    class.map_or("", |class| &text[class.value.clone()])
}
