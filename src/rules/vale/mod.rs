//! Vale's rules, read as they are.
//!
//! A style is a folder of rule files, one rule a file, named by it. Each file is turned into the
//! parameters of a check kind of ours; what means something else here (letter case by default, the
//! scopes, `%s` in messages, .NET's patterns) is translated on the way. What Vale does is told by its
//! documentation, <https://vale.sh/docs>, and its behaviour.

mod message;
mod own;
mod pattern;
mod rewrite;
mod style;
mod vocabulary;
mod written;

pub use own::{OWN_STYLE, SpellingFiles, own_rules};
pub use style::{is_rule, rule};
pub use vocabulary::Vocabulary;
