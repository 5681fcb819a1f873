//! The input formats by their names. Adding one is a parser in `src/formats/`, its line in `parse` there, and its lines here.

use std::path::Path;

/// How a source is written.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// Markdown as `CommonMark` with the usual extensions.
    Markdown,
    /// MDX: Markdown with JSX.
    Mdx,
    /// A whole HTML page or a fragment of one.
    Html,
    /// Plain text.
    Text,
}

impl Format {
    /// The extensions by which a folder's articles are found, with their formats.
    pub const EXTENSIONS: &'static [(&'static str, Self)] = &[
        ("md", Self::Markdown),
        ("markdown", Self::Markdown),
        ("mdx", Self::Mdx),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("txt", Self::Text),
    ];

    /// The format that a file's name tells; a name without an extension is plain text.
    ///
    /// Returns `None` for an extension that stands for no format known here.
    pub fn from_path(path: &Path) -> Option<Self> {
        let Some(extension) = path.extension() else { return Some(Self::Text) };
        let extension = extension.to_str()?;
        Self::EXTENSIONS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(extension))
            .map(|&(_, format)| format)
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn every_format_has_an_extension() {
        let schema = schemars::schema_for!(Format);
        let formats = schema.get("oneOf").and_then(|all| all.as_array()).expect("a word for each format");
        for format in formats {
            let format: Format = serde_json::from_value(format["const"].clone()).expect("a format");
            let is_known = Format::EXTENSIONS.iter().any(|(_, known)| *known == format);
            assert!(is_known, "{format:?} has no extension in src/document/format.rs");
        }
    }
}
