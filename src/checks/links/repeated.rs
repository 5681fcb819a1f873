//! Links that read the same and lead elsewhere.

use std::collections::VecDeque;

use super::shows_address;
use crate::checking::Sink;
use crate::document::Document;
use crate::reading::Link;

/// Reports each link whose text one of the links before it has, with another address.
pub(super) fn report<'l>(
    document: &Document<'_>,
    links: impl Iterator<Item = &'l Link>,
    distance: usize,
    sink: &mut Sink<'_>,
) {
    let mut recent: VecDeque<&Link> = VecDeque::new();
    for link in links {
        let text = key(document, link);
        let is_text = text.chars().any(char::is_alphabetic) && !shows_address(document, link);
        let other =
            recent.iter().find(|before| is_text && key(document, before) == text && !is_same(before, link));
        if let Some(before) = other {
            let report = sink.report(link.text).value("target", link.target.as_str());
            report.related(before.text, "leads elsewhere under the same words").emit();
        }
        recent.push_back(link);
        if recent.len() > distance {
            recent.pop_front();
        }
    }
}

fn key(document: &Document<'_>, link: &Link) -> String {
    document.shown(link.text).trim().to_lowercase()
}

/// Whether two links lead to one page.
fn is_same(one: &Link, other: &Link) -> bool {
    let page = |link: &Link| {
        let address = link.target.trim_end_matches('/');
        address.trim_start_matches("https://").trim_start_matches("http://").to_lowercase()
    };
    page(one) == page(other)
}
