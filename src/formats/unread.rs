//! Formats in which articles are written and that are not read, so that they are named and never taken for text.

use std::path::Path;

/// A format that is not read.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadFormat {
    /// One file of it, with its article: `a Word document`.
    pub one: &'static str,
    /// Several of them: `Word documents`.
    pub many: &'static str,
    /// What to do, to go on from a semicolon.
    pub advice: &'static str,
    /// Whether articles are written in it, so that a folder's reader wants to know that it was left out.
    pub is_draft: bool,
    extensions: &'static [&'static str],
    /// How its files begin, where that tells them.
    magic: &'static [&'static [u8]],
}

const EXPORT: &str = "export it as Markdown, HTML or plain text";
const CONVERT: &str = "convert it to Markdown or HTML";
const TEXTS: &str = "put the texts of it into Markdown, HTML or plain text";
const NO_TEXT: &str = "it holds no text of an article";

const fn unread(
    (one, many): (&'static str, &'static str),
    advice: &'static str,
    is_draft: bool,
    extensions: &'static [&'static str],
    magic: &'static [&'static [u8]],
) -> UnreadFormat {
    UnreadFormat { one, many, advice, is_draft, extensions, magic }
}

/// The formats that are not read. A zip archive is one of several; see [`zipped`].
static FORMATS: [UnreadFormat; 21] = [
    unread(
        ("a Word document", "Word documents"),
        EXPORT,
        true,
        &["docx", "doc", "docm", "dotx"],
        &[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"],
    ),
    unread(("an OpenDocument text", "OpenDocument texts"), EXPORT, true, &["odt", "ott", "fodt"], &[]),
    unread(("an RTF document", "RTF documents"), EXPORT, true, &["rtf"], &[b"{\\rtf"]),
    unread(("a Pages document", "Pages documents"), EXPORT, true, &["pages"], &[]),
    unread(("a PDF file", "PDF files"), EXPORT, false, &["pdf"], &[b"%PDF-"]),
    unread(("an e-book", "e-books"), EXPORT, false, &["epub", "mobi", "azw3"], &[]),
    unread(("an AsciiDoc document", "AsciiDoc documents"), CONVERT, true, &["adoc", "asciidoc", "asc"], &[]),
    unread(("a reStructuredText document", "reStructuredText documents"), CONVERT, true, &["rst"], &[]),
    unread(("a LaTeX document", "LaTeX documents"), CONVERT, true, &["tex", "latex"], &[]),
    unread(("a Typst document", "Typst documents"), CONVERT, true, &["typ"], &[]),
    unread(("an Org document", "Org documents"), CONVERT, true, &["org"], &[]),
    unread(("a Jupyter notebook", "Jupyter notebooks"), CONVERT, true, &["ipynb"], &[]),
    unread(("a JSON file", "JSON files"), TEXTS, false, &["json", "jsonl", "ndjson", "json5"], &[]),
    unread(("an XML file", "XML files"), TEXTS, false, &["xml", "rss", "atom", "nitf"], &[]),
    unread(("a YAML or TOML file", "YAML or TOML files"), TEXTS, false, &["yml", "yaml", "toml"], &[]),
    unread(("a table", "tables"), TEXTS, false, &["csv", "tsv", "xlsx", "xls", "ods", "numbers"], &[]),
    unread(("a presentation", "presentations"), EXPORT, false, &["pptx", "ppt", "odp", "key"], &[]),
    unread(
        ("a picture", "pictures"),
        NO_TEXT,
        false,
        &["png", "jpg", "jpeg", "gif", "webp", "avif", "heic", "tif", "tiff", "svg", "bmp", "ico"],
        &[b"\x89PNG\r\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"],
    ),
    unread(
        ("a sound or a video", "sounds and videos"),
        NO_TEXT,
        false,
        &["mp3", "mp4", "m4a", "mov", "wav", "ogg", "webm", "avi", "mkv"],
        &[b"ID3", b"OggS", b"RIFF", b"\x1A\x45\xDF\xA3"],
    ),
    unread(
        ("an archive", "archives"),
        "unpack it and check what is in it",
        false,
        &["zip", "gz", "tar", "tgz", "bz2", "xz", "7z", "rar", "zst"],
        &[b"\x1F\x8B", b"BZh9", b"\xFD7zXZ\0", b"7z\xBC\xAF\x27\x1C", b"Rar!\x1A\x07"],
    ),
    unread(
        ("a program", "programs"),
        NO_TEXT,
        false,
        &["exe", "dll", "so", "wasm"],
        &[b"\x7FELF", b"\0asm", b"\xCF\xFA\xED\xFE"],
    ),
];

/// What an archive that is a document holds near its beginning, and the extension of that document.
const ZIPPED: [(&[u8], &str); 9] = [
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/epub+zip", "epub"),
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"Index/Document.iwa", "pages"),
    (b"[Content_Types].xml", "docx"),
];

/// So much of an archive is looked at.
const HEAD: usize = 4096;

impl UnreadFormat {
    /// The format that a file's name tells.
    pub fn from_path(path: &Path) -> Option<&'static Self> {
        Self::from_extension(path.extension()?.to_str()?)
    }

    fn from_extension(extension: &str) -> Option<&'static Self> {
        let is = |known: &&'static str| known.eq_ignore_ascii_case(extension);
        FORMATS.iter().find(|format| format.extensions.iter().any(is))
    }

    /// The format that a file's first bytes tell, whatever its name.
    pub fn from_bytes(bytes: &[u8]) -> Option<&'static Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            return zipped(&bytes[..bytes.len().min(HEAD)]);
        }
        let begins = |format: &&Self| format.magic.iter().any(|magic| bytes.starts_with(magic));
        // Short signs may begin a text as well, which has no zero bytes.
        FORMATS.iter().find(begins).filter(|format| is_sure(format, bytes))
    }
}

/// Whether the first bytes of a file can be nothing else: printable signs want data behind them.
fn is_sure(format: &UnreadFormat, bytes: &[u8]) -> bool {
    let is_document = bytes.starts_with(b"%PDF-") || bytes.starts_with(b"{\\rtf");
    is_document
        || !format.magic.is_empty() && std::str::from_utf8(&bytes[..bytes.len().min(HEAD)]).is_err()
        || memchr::memchr(0, &bytes[..bytes.len().min(HEAD)]).is_some()
}

/// What an archive is by the names of what is in it.
fn zipped(head: &[u8]) -> Option<&'static UnreadFormat> {
    let found = ZIPPED.iter().find(|(sign, _)| memchr::memmem::find(head, sign).is_some());
    UnreadFormat::from_extension(found.map_or("zip", |(_, extension)| extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Option<&'static str> {
        UnreadFormat::from_path(Path::new(name)).map(|format| format.one)
    }

    fn held(bytes: &[u8]) -> Option<&'static str> {
        UnreadFormat::from_bytes(bytes).map(|format| format.one)
    }

    #[test]
    fn formats_are_told_by_their_names() {
        assert_eq!(named("story.DOCX"), Some("a Word document"));
        assert_eq!(named("a/b.rst"), Some("a reStructuredText document"));
        for read in ["a.md", "a.txt", "a.html", "README", "a.unknown"] {
            assert_eq!(named(read), None, "{read}");
        }
    }

    #[test]
    fn formats_are_told_by_their_content() {
        assert_eq!(held(b"%PDF-1.7\n"), Some("a PDF file"));
        assert_eq!(held(b"{\\rtf1\\ansi"), Some("an RTF document"));
        assert_eq!(held(b"PK\x03\x04....word/document.xml"), Some("a Word document"));
        assert_eq!(held(b"PK\x03\x04....mimetypeapplication/epub+zip"), Some("an e-book"));
        assert_eq!(held(b"PK\x03\x04....a.txt"), Some("an archive"));
        assert_eq!(held(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), Some("a Word document"));
        assert_eq!(held(b"\x89PNG\r\n\x1A\n\0"), Some("a picture"));
        // Texts that begin as some files do.
        for text in
            ["ID3 is a tag of sound files.", "RIFF and raff.", "PDF is a format.", "", "Rar! said the crow."]
        {
            assert_eq!(held(text.as_bytes()), None, "{text}");
        }
    }
}
