//! A linter at work on the texts of one format, for fixing.

use super::Linter;
use crate::document::{Document, Format};
use crate::finding::Finding;
use crate::fix::Desk;
use crate::language::Language;
use crate::source::Source;

/// A linter with what it is told of the texts it gets.
pub struct LinterDesk<'l> {
    linter: &'l Linter,
    format: Format,
    language: Option<Language>,
}

impl Linter {
    /// A desk at which texts of a format are fixed with these rules.
    pub fn desk(&self, format: Format, language: Option<Language>) -> LinterDesk<'_> {
        LinterDesk { linter: self, format, language }
    }
}

impl Desk for LinterDesk<'_> {
    fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        Document::parse(source, self.format, self.language)
    }

    fn lint(&self, source: &Source) -> Vec<Finding> {
        self.linter.lint_document(&self.read(source))
    }
}
