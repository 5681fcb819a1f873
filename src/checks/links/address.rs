//! Addresses: their hosts, their query fields, and the forms that lead nowhere.

use memchr::memmem;

use crate::language::Words;

/// The host of an address, in lower case; none for addresses within the site.
pub(super) fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let slashes = memmem::find(address.as_bytes(), b"//")?;
    let (scheme, rest) = (&address[..slashes], &address[slashes + 2..]);
    if !(scheme.is_empty() || scheme.ends_with(':')) {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest[..end].rsplit('@').next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    (!host.is_empty()).then(|| host.to_lowercase())
}

/// A host, with all below it, or with what lies below a path there.
#[derive(Debug)]
pub(super) struct HostPlace {
    host: Host,
    /// With the slash before it; empty for all.
    path: String,
}

#[derive(Debug)]
enum Host {
    Named(String),
    /// `staging.*`: the first part of any name.
    Begins(String),
}

impl HostPlace {
    /// Reads `host`, `host/path` or `first.*`.
    pub(super) fn read(written: &str) -> Self {
        let (host, path) = written.split_at(written.find('/').unwrap_or(written.len()));
        let host = match host.strip_suffix(".*") {
            Some(first) => Host::Begins(first.to_owned()),
            None => Host::Named(host.to_owned()),
        };
        let path = if path == "/" { "" } else { path };
        Self { host, path: path.to_owned() }
    }

    fn holds(&self, address: &str, host: &str) -> bool {
        let fits = match &self.host {
            Host::Begins(first) => host.split('.').next() == Some(first),
            // A name below the reader's own machine is what a tutorial sets up there.
            Host::Named(known) if known == "localhost" => host == known,
            Host::Named(known) => host
                .strip_suffix(known.as_str())
                .is_some_and(|below| below.is_empty() || below.ends_with('.')),
        };
        fits && (self.path.is_empty() || address.contains(&self.path))
    }
}

/// Whether an address leads to one of these places.
pub(super) fn is_below(address: &str, places: &[HostPlace]) -> bool {
    host(address).is_some_and(|host| places.iter().any(|place| place.holds(address, &host)))
}

/// An address without the named query fields, and those it had; none if it has none of them.
///
/// Works on the address as it is written, so `&amp;` stays what it is.
pub(super) fn without_fields<'w>(written: &'w str, names: &[String]) -> Option<(String, Vec<&'w str>)> {
    let (base, query) = written.split_once('?')?;
    let (query, fragment) = match query.find('#') {
        Some(at) => query.split_at(at),
        None => (query, ""),
    };
    let separator = if query.contains("&amp;") { "&amp;" } else { "&" };
    let name = |field: &'w str| field.split('=').next().unwrap_or_default();
    let is_named = |field: &str| {
        names.iter().any(|known| match known.strip_suffix('*') {
            Some(start) => field.starts_with(start),
            None => field == known,
        })
    };
    let (gone, kept): (Vec<&str>, Vec<&str>) =
        query.split(separator).partition(|field| is_named(name(field)));
    if gone.is_empty() {
        return None;
    }
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join(separator)) };
    Some((format!("{base}{query}{fragment}"), gone.into_iter().map(name).collect()))
}

/// A script that is longer does something: it is a bookmarklet, to be dragged to the browser's bar. In bytes.
const LONGEST_VOID: usize = 60;

/// What is wrong with the form of an address, whatever its host; `placeholders` stand where one is still to come.
pub(super) fn broken_form(address: &str, placeholders: &Words) -> Option<&'static str> {
    let lower = address.trim().to_lowercase();
    let rest = ["http://", "https://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    let starts = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    if lower.is_empty() || lower == "#" {
        Some("leads nowhere")
    } else if rest.is_some_and(|rest| {
        ["http:", "https:", "http//", "https//"].iter().any(|start| rest.starts_with(start))
    }) {
        Some("names the scheme twice")
    } else if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
        Some("names no host")
    } else if starts(&[
        "http//", "https//", "http:/", "https:/", "htp:", "htps:", "htttp", "ttp:", "ttps:", "http;",
        "https;",
    ]) && rest.is_none()
    {
        Some("is misspelt at the start")
    } else if starts(&["file:", "about:blank"])
        || (starts(&["javascript:void"]) && address.len() <= LONGEST_VOID)
    {
        Some("leads nowhere for readers")
    } else if placeholders.contains(&lower) || is_name_of_address(address.trim()) {
        Some("is a placeholder")
    } else {
        None
    }
}

/// Whether it is the name of an address that was to be put in: `IA_URL`.
fn is_name_of_address(address: &str) -> bool {
    let is_name =
        address.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    is_name
        && (address.split('_').any(|part| matches!(part, "URL" | "LINK" | "HREF" | "TODO" | "TBD" | "TBC")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn only_the_named_fields_go() {
        let names = owned(&["utm_*", "fbclid"]);
        let gone = |written| without_fields(written, &names).map(|(rest, _)| rest);
        assert_eq!(
            gone("https://a.example/b?utm_source=x&id=4#c").as_deref(),
            Some("https://a.example/b?id=4#c")
        );
        assert_eq!(
            gone("https://a.example/b?id=4&amp;fbclid=x").as_deref(),
            Some("https://a.example/b?id=4")
        );
        assert_eq!(gone("https://a.example/b?utm_source=x").as_deref(), Some("https://a.example/b"));
        assert_eq!(gone("https://a.example/utm_source?id=4"), None);
    }

    #[test]
    fn hosts_hold_what_is_below_them() {
        let hosts = ["quay.example", "staging.*", "search.example/amp/"].map(HostPlace::read);
        assert!(is_below("https://www.quay.example/a", &hosts));
        assert!(is_below("//staging.harbour.example", &hosts));
        assert!(is_below("https://search.example/amp/s/a", &hosts));
        assert!(!is_below("https://search.example/?q=amp", &hosts));
        assert!(!is_below("https://notquay.example/", &hosts));
        assert!(!is_below("/staging.html", &hosts));
    }
}
