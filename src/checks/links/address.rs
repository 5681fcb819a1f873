//! Addresses: their hosts, their query fields, and the forms that lead nowhere.

/// The host of an address, in lower case; none for addresses within the site.
pub(super) fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("//")?;
    if !(scheme.is_empty() || scheme.ends_with(':')) {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest[..end].rsplit('@').next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    (!host.is_empty()).then(|| host.to_lowercase())
}

/// Whether an address leads to one of these hosts, to one below it, or to a path below `host/path`.
pub(super) fn is_below(address: &str, hosts: &[String]) -> bool {
    let Some(host) = host(address) else { return false };
    hosts.iter().any(|known| {
        let (known_host, path) =
            known.split_once('/').map_or((known.as_str(), ""), |(host, path)| (host, path));
        let fits = match known_host.strip_suffix(".*") {
            Some(first) => host.split('.').next() == Some(first),
            None => {
                host == known_host || host.strip_suffix(known_host).is_some_and(|below| below.ends_with('.'))
            }
        };
        fits && (path.is_empty() || address.contains(&format!("/{path}")))
    })
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

/// What is wrong with the form of an address, whatever its host.
pub(super) fn broken_form(address: &str) -> Option<&'static str> {
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
    } else if starts(&["file:", "about:blank", "javascript:void"]) {
        Some("leads nowhere for readers")
    } else if ["tk", "todo", "url", "link", "insert link", "insert-link", "xxx", "link-here", "tbd", "tbc"]
        .contains(&lower.as_str())
    {
        Some("is a placeholder")
    } else {
        None
    }
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
        let hosts = owned(&["quay.example", "staging.*", "search.example/amp/"]);
        assert!(is_below("https://www.quay.example/a", &hosts));
        assert!(is_below("//staging.harbour.example", &hosts));
        assert!(is_below("https://search.example/amp/s/a", &hosts));
        assert!(!is_below("https://search.example/?q=amp", &hosts));
        assert!(!is_below("https://notquay.example/", &hosts));
        assert!(!is_below("/staging.html", &hosts));
    }
}
