//! What a check kind is written with: its parameters, a document as a rule sees it, and what it reports.
//!
//! A [`Kind`] is known by its [`Parameters`], which become a [`Check`]. A check looks at a document through a
//! [`Context`] and reports to a [`Sink`]. Nothing here knows a kind; those are in [`crate::checks`].

pub(crate) mod alternation;
pub(crate) mod by_language;
mod context;
pub(crate) mod contradictions;
pub(crate) mod exceptions;
mod kind;
pub(crate) mod mentions;
mod missing;
pub(crate) mod passages;
mod prints;
pub(crate) mod proposal;
mod rewrite;
mod scope;
mod sink;
pub(crate) mod vale;

pub use context::Context;
pub use kind::{Compiler, Kind, Parameters, Placeholder, Subject};
pub use missing::IfMissing;
pub use prints::{Print, Prints, Whole};
pub use rewrite::Rewrite;
pub use scope::{Scope, ScopeError, WORDS as SCOPE_WORDS};
pub use sink::{FixAction, Report, RuleHead, Sink, Template, TemplateError};
pub use vale::{Exceptions as ValeExceptions, FromVale, PatternsIn, flag as vale_flag};

use crate::matching::PatternId;

/// A rule's compiled test.
pub trait Check: Send + Sync {
    /// Looks at one document.
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>);

    /// The patterns without which the check has nothing to say; none if it must always run.
    fn patterns(&self) -> Option<&[PatternId]> {
        None
    }
}
