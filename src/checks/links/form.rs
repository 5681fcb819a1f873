//! Addresses that are written in a form that does not lead where it was to.

use super::address::host;

/// Ends of names of hosts that are not those of files, too.
const TOP_NAMES: &[&str] = &[
    "com", "org", "net", "edu", "gov", "mil", "io", "dev", "app", "info", "biz", "me", "tv", "co", "uk",
    "us", "ca", "au", "de", "fr", "es", "it", "nl", "be", "ch", "at", "se", "no", "dk", "fi", "eu", "pt",
    "br", "ru", "jp", "cn", "kr", "cz", "hu", "ro", "gr", "ie", "nz", "za", "mx", "ar", "blog", "tech",
    "online", "site", "xyz", "cloud", "news", "ai", "ly", "fm", "social",
];
/// Names of files that a language's name may end: `index.de`.
const PAGES: &[&str] = &["index", "readme", "home", "default", "main"];

/// What an address without a scheme lacks; none for one that leads to a page of the site.
pub(super) fn lacking_scheme(address: &str) -> Option<&'static str> {
    let address = address.trim();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/?#@%&=+:,!".contains(&byte);
    if address.is_empty() || address.contains("://") || !address.bytes().all(is_plain) {
        return None;
    }
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let (authority, rest) = address.split_at(end);
    if let Some((user, mail_host)) = authority.split_once('@') {
        let is_mail = !user.is_empty() && !user.contains(':') && rest.is_empty() && is_host(mail_host);
        return is_mail.then_some("mailto:");
    }
    is_host(authority).then_some("https://")
}

/// Whether a text is the name of a host, and not that of a file.
fn is_host(text: &str) -> bool {
    let mut labels = text.split('.').rev();
    let top = labels.next().unwrap_or_default().to_ascii_lowercase();
    let rest: Vec<&str> = labels.collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let first = rest.last().copied().unwrap_or_default();
    let is_www = first.eq_ignore_ascii_case("www") && rest.len() > 1;
    !rest.is_empty()
        && rest.iter().all(is_label)
        && (is_www || TOP_NAMES.contains(&top.as_str()))
        && !PAGES.contains(&first.to_ascii_lowercase().as_str())
}

/// What is wrong with an address that has a scheme and a host.
pub(super) fn slip(address: &str) -> Option<&'static str> {
    let address = address.trim();
    let page = &address[..address.find(['?', '#']).unwrap_or(address.len())];
    if ["%7B%7B", "%7b%7b", "%7B%25", "%7b%25"].iter().any(|left| page.contains(left)) {
        return Some("holds a tag of the template");
    }
    // Programs for mail take the words of a subject as they are.
    let Some(host) = host(address).filter(|_| !address.starts_with("mailto:")) else {
        return has_empty_part(address).then_some("has two slashes in a row");
    };
    let rest = &address[address.find("//").map_or(0, |slashes| slashes + 2)..];
    // A template fills it in, it is shown in part only, or it quotes words of the page it leads to.
    let is_partial =
        address.contains(['{', '}', '$', '\n']) || address.contains("...") || address.contains(":~:");
    if is_partial {
        None
    } else if address.contains(' ') {
        Some("has a space in it")
    } else if ends_with_mark(address) {
        Some("has taken in the mark behind it")
    } else if address.ends_with(')') && !address.contains('(') {
        Some("has taken in a bracket")
    } else if glued_scheme(rest) {
        Some("is two addresses in one")
    } else if host.contains([',', ';', '"']) || host.contains("..") || host.ends_with('-') {
        Some("names no host that could be")
    } else {
        None
    }
}

/// Whether a path of the site has two slashes in a row: `/img//quay.png`.
fn has_empty_part(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_of_site = path.starts_with(['/', '.']) && !path.starts_with("//");
    is_of_site && !path.contains([':', '{', '<', '$']) && path.contains("//")
}

/// Whether an address ends in a mark of the sentence; a name may end in a full stop, as in `Apple_Inc.`.
fn ends_with_mark(address: &str) -> bool {
    let is_first = |mark: &str| address.find(mark) == Some(address.len() - mark.len());
    let quotes = ["\"", "”", "“", "»", "%22", "%E2%80%9D"];
    let is_quoted = quotes.iter().any(|mark| address.ends_with(mark) && is_first(mark));
    let is_plain = !address.contains(['?', '#']);
    is_quoted && !address.contains("%22%") && !address.contains(['“', '«'])
        || is_plain && address.ends_with([',', ';', '>'])
        || is_plain && address.ends_with(']') && !address.contains('[')
        || is_plain && address.ends_with('.') && !address.contains("wiki") && !address.ends_with("/.")
}

/// Whether a second scheme stands directly behind a letter or figure.
fn glued_scheme(rest: &str) -> bool {
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    ["http://", "https://"].iter().any(|scheme| {
        path.find(scheme)
            .is_some_and(|at| path[..at].ends_with(|before: char| before.is_ascii_alphanumeric()))
    })
}

/// What documents are numbered by, in small letters.
const SERIES: &[&str] = &["rfc", "pep", "cve", "jep", "bug", "ticket"];
/// The most words of a text that names one document.
const LONGEST_NAME: usize = 3;
/// Parts of an address behind which the number of an issue stands.
const ISSUES: &[&str] = &["/issues/", "/pull/", "/pulls/", "/merge_requests/", "/issue/"];

/// The numbers that a link's text and its address give to one thing, where they differ.
pub(super) fn other_number(text: &str, address: &str) -> Option<(String, String)> {
    // A title names what it is about, and not where it leads.
    if text.split_whitespace().nth(LONGEST_NAME).is_some() {
        return None;
    }
    let (text, address) = (text.to_lowercase(), address.to_lowercase());
    for series in SERIES {
        let (said, led) = (numbers(&text, series), numbers(&address, series));
        if let ([said], [led]) = (said.as_slice(), led.as_slice())
            && said != led
        {
            return Some((said.clone(), led.clone()));
        }
    }
    let at = text.find('#')?;
    let said = figures(&text[at + 1..]);
    let is_only = said.len() > 1 && text[at + 1..].matches('#').count() == 0;
    let led =
        ISSUES.iter().find_map(|part| address.find(part).map(|at| figures(&address[at + part.len()..])))?;
    (is_only && !led.is_empty() && said != led).then(|| (said.to_owned(), led.to_owned()))
}

/// The numbers behind a word: `RFC 9457`, `rfc9457`, `CVE-2011-4815`.
fn numbers(text: &str, series: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(series) {
        if text[..at].ends_with(char::is_alphanumeric) {
            continue;
        }
        let rest = text[at + series.len()..].trim_start_matches([' ', '-', '/', '_', '#', '\u{a0}']);
        let number =
            rest.split(|part: char| !part.is_ascii_digit() && part != '-').next().unwrap_or_default();
        let number = number.trim_matches('-').trim_start_matches('0');
        if number.len() > 1 && !found.iter().any(|known| known == number) {
            found.push(number.to_owned());
        }
    }
    found
}

fn figures(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_want_a_scheme_and_pages_of_the_site_none() {
        for (address, lacking) in [
            ("github.example.com/ann/notes", Some("https://")),
            ("www.ferry.example", Some("https://")),
            ("desk@ferry.com", Some("mailto:")),
            ("port.org", Some("https://")),
            ("notes.md", None),
            ("index.de", None),
            ("a/b.com", None),
            ("/ferry.com", None),
            ("mailto:desk@ferry.com", None),
            ("tel:112", None),
            ("{{site.com}}", None),
            ("v1.2.io-notes", None),
        ] {
            assert_eq!(lacking_scheme(address), lacking, "{address}");
        }
    }

    #[test]
    fn slips_of_an_address() {
        for wrong in [
            "https://ferry.example/a b",
            "https://ferry.example/times.",
            "https://ferry.example/times)",
            "https://ferry.examplehttps://ferry.example",
            "https://ferry,example/times",
            "https://ferry.example/%7B%7Bpage%7D%7D",
            "/img//quay.png",
        ] {
            assert!(slip(wrong).is_some(), "{wrong}");
        }
        for right in [
            "https://ferry.example/a_(b)",
            "https://archive.example/web/http://ferry.example/",
            "https://ferry.example/?u=http://port.example",
            "https://en.wikipedia.example/wiki/Ferry_Inc.",
            "https://ferry.example/{{ page }}",
            "/a b",
            "//ferry.example/a",
            "{{ site }}//a",
        ] {
            assert!(slip(right).is_none(), "{right}");
        }
    }

    #[test]
    fn numbers_of_text_and_address() {
        assert!(other_number("RFC 9457", "https://a.example/rfc9458").is_some());
        assert!(other_number("RFC 9457", "https://a.example/rfc/9457#rfc9457").is_none());
        assert!(other_number("#1234", "https://a.example/issues/1235").is_some());
        assert!(other_number("#1234 and #5", "https://a.example/issues/1235").is_none());
        assert!(other_number("CVE-2011-4815", "https://a.example/cve-2011-4816").is_some());
    }
}
