//! The kinds of test a rule can make.
//!
//! A kind is one file in this folder and its line in [`KINDS`]. It names its parameters (a type that
//! becomes part of the rule file's schema), is compiled once for each rule, and then looks at
//! documents through a [`Context`], reporting to a [`Sink`]. A check keeps no state between documents.

mod alternation;
mod attribution;
pub mod boilerplate;
mod by_language;
mod capitalization;
mod characters;
mod conditional;
mod consistency;
mod context;
mod contradictions;
mod dateline;
mod dates;
pub mod duplicate;
mod empty_label;
mod exceptions;
mod existence;
mod figure;
mod first_use;
mod given;
mod headings;
mod headline;
mod kind;
mod links;
mod markup;
mod mentions;
mod metadata;
mod metric;
mod misspelling;
mod names;
mod numbers;
mod occurrence;
mod parameter;
mod passages;
mod placeholder;
mod prints;
mod proposal;
mod quotes;
mod readability;
mod recurring;
mod repetition;
mod rewrite;
mod scope;
mod sequence;
mod sink;
mod spelling;
mod substitution;
mod suppressions;
mod syntax;
mod term;
mod vale;

pub use context::Context;
pub use kind::{Compiler, Kind, Parameters, Placeholder, Subject};
pub use parameter::Parameter;
pub use prints::{Print, Prints, Whole};
pub use rewrite::Rewrite;
pub use scope::{Scope, ScopeError, WORDS as SCOPE_WORDS};
pub use sink::{FixAction, Report, RuleHead, Sink, Template, TemplateError};
pub use vale::{Exceptions as ValeExceptions, FromVale, PatternsIn, flag as vale_flag};
// Kinds of which other parts write rules.
pub use existence::Existence;
pub use metadata::Metadata;
pub use occurrence::Occurrence;
pub use repetition::Repetition;
pub use substitution::Substitution;
pub use term::Term;

use crate::matching::PatternId;

/// All kinds of check, in the order in which documentation lists them.
pub const KINDS: &[Kind] = &[
    Kind::of::<capitalization::Capitalization>(),
    Kind::of::<conditional::Conditional>(),
    Kind::of::<consistency::Consistency>(),
    Kind::of::<dateline::Dateline>(),
    Kind::of::<dates::Dates>(),
    Kind::of::<duplicate::Duplicate>(),
    Kind::of::<existence::Existence>(),
    Kind::of::<figure::FigureParameters>(),
    Kind::of::<given::Given>(),
    Kind::of::<substitution::Substitution>(),
    Kind::of::<occurrence::Occurrence>(),
    Kind::of::<metric::Metric>(),
    Kind::of::<readability::Readability>(),
    Kind::of::<recurring::Recurring>(),
    Kind::of::<spelling::Spelling>(),
    Kind::of::<repetition::Repetition>(),
    Kind::of::<sequence::Sequence>(),
    Kind::of::<quotes::Quotes>(),
    Kind::of::<attribution::Attribution>(),
    Kind::of::<placeholder::Placeholder>(),
    Kind::of::<empty_label::EmptyLabel>(),
    Kind::of::<characters::Characters>(),
    Kind::of::<metadata::Metadata>(),
    Kind::of::<headline::Headline>(),
    Kind::of::<first_use::FirstUse>(),
    Kind::of::<misspelling::Misspelling>(),
    Kind::of::<names::Names>(),
    Kind::of::<links::Links>(),
    Kind::of::<markup::Markup>(),
    Kind::of::<numbers::Numbers>(),
    Kind::of::<headings::Headings>(),
    Kind::of::<boilerplate::Boilerplate>(),
    Kind::of::<term::Term>(),
    Kind::of::<suppressions::Suppressions>(),
    Kind::of::<syntax::Syntax>(),
];

/// The kind of a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// A rule's compiled test.
pub trait Check: Send + Sync {
    /// Looks at one document.
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>);

    /// The patterns without which the check has nothing to say; none if it must always run.
    fn patterns(&self) -> Option<&[PatternId]> {
        None
    }
}
