//! The kinds of test a rule can make.
//!
//! A kind is one file in this folder and its line in [`KINDS`]. It names its parameters (a type that
//! becomes part of the rule file's schema), is compiled once for each rule, and then looks at
//! documents through a [`Context`](crate::checking::Context), reporting to a [`Sink`](crate::checking::Sink). A check keeps no state between documents.

mod article;
mod attribution;
mod boilerplate;
mod capitalization;
mod characters;
mod conditional;
mod consistency;
mod dateline;
mod dates;
mod duplicate;
mod empty_label;
mod existence;
mod figure;
mod first_use;
mod given;
mod headings;
mod headline;
mod links;
mod markup;
mod metadata;
mod metric;
mod misspelling;
mod names;
mod numbers;
mod occurrence;
mod placeholder;
mod quotes;
mod readability;
mod recurring;
mod repetition;
mod script;
mod sequence;
mod slip;
mod spelling;
mod substitution;
mod summary;
mod suppressions;
mod syntax;
mod term;
mod unknown;

use crate::checking::Kind;
// Kinds of which other parts write rules.
pub use existence::Existence;
pub use metadata::Metadata;
pub use occurrence::Occurrence;
pub use repetition::Repetition;
pub use substitution::Substitution;
pub use term::Term;

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
    Kind::of::<script::ScriptParameters>(),
    Kind::of::<quotes::Quotes>(),
    Kind::of::<attribution::Attribution>(),
    Kind::of::<placeholder::Placeholder>(),
    Kind::of::<empty_label::EmptyLabel>(),
    Kind::of::<characters::Characters>(),
    Kind::of::<metadata::Metadata>(),
    Kind::of::<headline::Headline>(),
    Kind::of::<first_use::FirstUse>(),
    Kind::of::<article::Article>(),
    Kind::of::<misspelling::Misspelling>(),
    Kind::of::<slip::SlipOfHand>(),
    Kind::of::<unknown::Unknown>(),
    Kind::of::<names::Names>(),
    Kind::of::<links::Links>(),
    Kind::of::<markup::Markup>(),
    Kind::of::<numbers::Numbers>(),
    Kind::of::<headings::Headings>(),
    Kind::of::<boilerplate::Boilerplate>(),
    Kind::of::<term::Term>(),
    Kind::of::<suppressions::Suppressions>(),
    Kind::of::<syntax::Syntax>(),
    Kind::of::<summary::Summary>(),
];

/// The kind of a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use schemars::SchemaGenerator;

    use super::KINDS;

    #[test]
    fn the_keys_of_a_kind_are_those_of_its_schema() {
        for kind in KINDS {
            let schema = (kind.schema)(&mut SchemaGenerator::default());
            let properties = schema.get("properties").and_then(|properties| properties.as_object());
            for key in properties.into_iter().flat_map(|properties| properties.keys()) {
                assert!(kind.keys().contains(&key.as_str()), "{}: {key}", kind.name);
            }
        }
    }
}
