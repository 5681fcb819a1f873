//! Places as the protocol counts them: lines from 0, columns in UTF-16 units.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lsp_types::{Position, Range, Uri};

use crate::source::{Encoding, Source, SourceSpan};

/// The range of a span.
pub(super) fn range(source: &Source, span: SourceSpan) -> Range {
    Range::new(position(source, span.start), position(source, span.end))
}

fn position(source: &Source, offset: u32) -> Position {
    let line = source.position(offset).line;
    let start = source.line_span(line).map_or(0, |span| span.start);
    Position::new(line - 1, source.utf16_units(offset) - source.utf16_units(start) + mark(source, line))
}

/// How many units a byte order mark takes on a line: it is part of the editor's text, and not of ours.
fn mark(source: &Source, line: u32) -> u32 {
    u32::from(line == 1 && source.encoding() == Encoding::Utf8 { mark: true })
}

/// The offset of a position; the end of the line for a column behind it.
pub(super) fn offset(source: &Source, position: Position) -> Option<u32> {
    let line = source.line_span(position.line.checked_add(1)?)?;
    let mut units = mark(source, position.line + 1);
    for (at, character) in source.slice(line).char_indices() {
        if units >= position.character {
            return Some(line.start + u32::try_from(at).ok()?);
        }
        units += u32::try_from(character.len_utf16()).ok()?;
    }
    Some(line.end)
}

/// The file that a URI names; none for one that is not on the disk.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    if uri.scheme()?.as_str() != "file" {
        return None;
    }
    let path = uri.path().as_estr().decode().into_string_lossy().into_owned();
    // `file:///C:/drafts` is C:/drafts.
    let is_drive = cfg!(windows) && path.get(2..3) == Some(":");
    Some(PathBuf::from(if is_drive { &path[1..] } else { &path }))
}

/// The URI of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let absolute = std::path::absolute(path).ok()?;
    let mut written = String::from("file://");
    for byte in absolute.to_str()?.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            written.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_utf_16_units_there_and_back() {
        let source = Source::new("a.md", "one\n🙂é x\r\nend");
        let span = SourceSpan::new(11, 12);
        assert_eq!(source.slice(span), "x");
        let range = range(&source, span);
        assert_eq!((range.start, range.end), (Position::new(1, 4), Position::new(1, 5)));
        assert_eq!(offset(&source, range.start), Some(span.start));
        assert_eq!(offset(&source, Position::new(1, 99)), Some(12));
        assert_eq!(offset(&source, Position::new(9, 0)), None);
    }

    #[cfg(unix)]
    #[test]
    fn files_and_their_uris_name_each_other() {
        let file = Path::new("/drafts/café 100%.md");
        let uri = uri(file).unwrap();
        assert_eq!(uri.as_str(), "file:///drafts/caf%C3%A9%20100%25.md");
        assert_eq!(path(&uri).as_deref(), Some(file));
        assert_eq!(path(&"untitled:Untitled-1".parse().unwrap()), None);
    }
}
