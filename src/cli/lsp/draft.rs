//! A draft open in the editor.

use lsp_types::Uri;

use crate::desk::{Article, Desk, DeskError, Text, Told};
use crate::document::Format;
use crate::finding::Finding;
use crate::formats::UnreadFormat;
use crate::source::Source;

/// What editors call languages that are not read.
const UNREAD: [&str; 9] =
    ["asciidoc", "json", "jsonc", "latex", "org", "restructuredtext", "typst", "xml", "yaml"];

/// A draft open in the editor.
pub(super) struct Draft {
    pub(super) uri: Uri,
    pub(super) version: i32,
    /// What the editor calls its language.
    pub(super) language: String,
    /// The text, by which places are counted.
    pub(super) source: Source,
    /// What is checked of it: nothing in a format that is not read, or where the configuration cannot be used.
    pub(super) checked: Option<(Article, Text)>,
    pub(super) findings: Vec<Finding>,
}

impl Draft {
    /// Takes the draft to a desk.
    pub(super) fn check(&mut self, desk: &Desk) -> Result<(), DeskError> {
        (self.checked, self.findings) = (None, Vec::new());
        let Some(article) = self.article(desk)? else { return Ok(()) };
        // A text in a part of a file has no place in the draft.
        let whole = article.reports()?.into_iter().find(|report| report.source.part().is_none());
        let Some(report) = whole else { return Ok(()) };
        self.checked = Some((article, Text { source: report.source, read_as: report.read_as }));
        self.findings = report.findings;
        Ok(())
    }

    /// The draft as an article; none if it is not to be checked.
    fn article(&self, desk: &Desk) -> Result<Option<Article>, DeskError> {
        let path = self.source.path();
        let otherwise = match self.language.as_str() {
            "markdown" => Format::Markdown,
            "mdx" => Format::Mdx,
            "html" => Format::Html,
            _ => Format::Text,
        };
        // A draft that was never saved has no ending to go by.
        let is_known = path.extension().is_some() && desk.project(path)?.format(path).is_some();
        let is_unread = UnreadFormat::from_path(path).is_some() || UNREAD.contains(&self.language.as_str());
        if is_unread && !is_known {
            return Ok(None);
        }
        let told = Told { otherwise: Some(otherwise), is_saved: path.is_file(), ..Told::default() };
        let article = desk.take_source(self.source.clone(), told)?;
        Ok((!article.is_ignored()).then_some(article))
    }
}
