//! A linter at work on the texts of one format, for fixing.

use super::Linter;
use crate::document::{Document, Format, House};
use crate::finding::Finding;
use crate::fix::Proofreader;
use crate::language::Language;
use crate::source::Source;

/// A linter with what it is told of the texts it gets.
pub struct LinterProofreader<'l> {
    linter: &'l Linter,
    format: Format,
    language: Option<Language>,
}

impl Linter {
    /// Reads and lints texts of a format with these rules, for fixing.
    pub fn proofreader(&self, format: Format, language: Option<Language>) -> LinterProofreader<'_> {
        LinterProofreader { linter: self, format, language }
    }
}

impl Proofreader for LinterProofreader<'_> {
    fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        let house = House { languages: self.linter.rule_set().languages().clone(), ..House::default() };
        Document::parse_for(source, self.format, self.language, &house)
    }

    fn lint(&self, source: &Source) -> Vec<Finding> {
        self.linter.lint_document(&self.read(source))
    }
}
