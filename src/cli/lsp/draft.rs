//! A document open in the editor: a draft, or a part of the rules.

use std::fs;
use std::mem;
use std::sync::Arc;

use gen_lsp_types::{Diagnostic, Uri};

use super::diagnostics::{About, Teller};
use super::rule_file;
use super::workspace::Root;
use crate::desk::{Article, DeskError, Text, Told};
use crate::document::Format;
use crate::files::Unsaved;
use crate::finding::Finding;
use crate::formats::UnreadFormat;
use crate::source::Source;

/// What editors call languages that are not read.
const UNREAD: [&str; 9] =
    ["asciidoc", "json", "jsonc", "latex", "org", "restructuredtext", "typst", "xml", "yaml"];

/// A document open in the editor.
pub(super) struct Draft {
    pub(super) uri: Uri,
    pub(super) version: i32,
    /// What the editor calls its language.
    pub(super) language: String,
    /// The text, by which places are counted.
    pub(super) source: Source,
    /// What is checked of it: nothing in a format that is not read.
    pub(super) checked: Option<(Article, Text)>,
    pub(super) findings: Vec<Finding>,
    /// What the editor lists of it.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The version that was checked; none if none was.
    pub(super) checked_version: Option<i32>,
    /// How often the list has changed.
    pub(super) edition: u64,
}

impl Draft {
    pub(super) fn new(uri: Uri, version: i32, language: String, source: Source) -> Self {
        Self {
            uri,
            version,
            language,
            source,
            checked: None,
            findings: Vec::new(),
            diagnostics: Vec::new(),
            checked_version: None,
            edition: 0,
        }
    }

    /// Takes the draft to the desk of its root; a part of the rules is tried out as it stands.
    ///
    /// # Errors
    /// When it could not be checked.
    pub(super) fn check(
        &mut self,
        root: &Root,
        unsaved: &Arc<Unsaved>,
        teller: Teller,
    ) -> Result<(), DeskError> {
        self.checked_version = Some(self.version);
        let before = mem::take(&mut self.diagnostics);
        (self.checked, self.findings) = (None, Vec::new());
        let outcome = self.check_article(root);
        let told = match rule_file::mistakes(root, &self.source, unsaved) {
            Some(mistakes) => teller.mistakes(&self.source, &mistakes),
            None => teller.findings(self.about(), &self.findings),
        };
        if told != before || self.edition == 0 {
            self.edition += 1;
        }
        self.diagnostics = told;
        outcome
    }

    fn check_article(&mut self, root: &Root) -> Result<(), DeskError> {
        let Some(article) = self.article(root)? else { return Ok(()) };
        // A text in a part of a file has no place in the draft.
        let whole = article.reports()?.into_iter().find(|report| report.source.part().is_none());
        let Some(report) = whole else { return Ok(()) };
        self.checked = Some((article, Text { source: report.source, read_as: report.read_as }));
        self.findings = report.findings;
        Ok(())
    }

    /// What its findings are about.
    pub(super) fn about(&self) -> About<'_> {
        let rules = self.checked.as_ref().map(|(article, _)| &**article.project().rules());
        About { uri: &self.uri, source: &self.source, rules }
    }

    /// Whether its file holds its text.
    pub(super) fn is_saved(&self) -> bool {
        fs::read(self.source.path()).is_ok_and(|bytes| bytes == *self.source.bytes())
    }

    /// Whether what is known of it is about its text as it stands.
    pub(super) fn is_fresh(&self) -> bool {
        self.checked_version == Some(self.version)
    }

    /// Whether it was checked by the rules that are in force in a root.
    pub(super) fn is_by_rules_of(&self, root: &Root) -> bool {
        let project = root.desk.project(self.source.path()).ok();
        self.checked
            .as_ref()
            .zip(project)
            .is_some_and(|((article, _), project)| std::ptr::eq(article.project(), &raw const *project))
    }

    /// The draft as an article; none if it is not to be checked.
    fn article(&self, root: &Root) -> Result<Option<Article>, DeskError> {
        let path = self.source.path();
        let otherwise = match self.language.as_str() {
            "markdown" => Format::Markdown,
            "mdx" => Format::Mdx,
            "html" => Format::Html,
            _ => Format::Text,
        };
        // A draft that was never saved has no ending to go by.
        let is_known = path.extension().is_some() && root.desk.project(path)?.format(path).is_some();
        let is_unread = UnreadFormat::from_path(path).is_some() || UNREAD.contains(&self.language.as_str());
        if is_unread && !is_known {
            return Ok(None);
        }
        let told = Told {
            otherwise: Some(otherwise),
            language: root.preferences.language,
            is_saved: path.is_file(),
            ..Told::default()
        };
        let article = root.desk.take_source(self.source.clone(), told)?;
        Ok((!article.is_ignored()).then_some(article))
    }
}
