//! Files and the URIs that name them.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a URI of a file writes as it is.
const WRITTEN_OUT: AsciiSet =
    NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// The file that a URI names; none for one that is not on the disk.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let (scheme, rest) = uri.0.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    // `file:///C:/drafts` is C:/drafts, and `file://server/drafts` a shared folder.
    let is_drive = cfg!(windows) && path.get(2..3) == Some(":");
    let is_shared = cfg!(windows) && !host.is_empty() && !host.eq_ignore_ascii_case("localhost");
    Some(match (is_drive, is_shared) {
        (true, _) => PathBuf::from(&path[1..]),
        (_, true) => PathBuf::from(format!("//{host}{path}")),
        _ => PathBuf::from(path),
    })
}

/// The URI of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let absolute = std::path::absolute(path).ok()?;
    let written = absolute.to_str()?.replace('\\', "/");
    let root = if written.starts_with('/') { "" } else { "/" };
    Some(Uri(format!("file://{root}{}", utf8_percent_encode(&written, &WRITTEN_OUT))))
}

/// The last part of a URI that names no file, as a name for one: `Untitled-1`.
pub(super) fn name(uri: &Uri) -> String {
    let last = uri.0.rsplit(['/', ':']).next().unwrap_or_default();
    let name = percent_decode_str(last).decode_utf8_lossy().replace(['/', '\\', '\0'], "-");
    if name.trim_matches('.').is_empty() { "untitled".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn files_and_their_uris_name_each_other() {
        let file = Path::new("/drafts/café 100%.md");
        let uri = uri(file).unwrap();
        assert_eq!(uri.0, "file:///drafts/caf%C3%A9%20100%25.md");
        assert_eq!(path(&uri).as_deref(), Some(file));
        assert_eq!(path(&"FILE://localhost/a%20b.md?x#y".into()).as_deref(), Some(Path::new("/a b.md")));
        for other in ["untitled:Untitled-1", "git:/drafts/a.md", "file:", "", "file://"] {
            assert_eq!(path(&other.into()), None, "{other}");
        }
    }

    #[test]
    fn what_names_no_file_has_a_name_all_the_same() {
        for (uri, named) in [("untitled:Untitled-1", "Untitled-1"), ("a:/b/..", "untitled"), ("", "untitled")]
        {
            assert_eq!(name(&uri.into()), named);
        }
        assert_eq!(name(&"untitled:a%2F..%2Fb".into()), "a-..-b");
    }
}
