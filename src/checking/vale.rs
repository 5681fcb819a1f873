//! What a kind of check says of the rules of Vale's that extend it.

use serde_yaml::Mapping;

/// How a rule of Vale's that extends a kind becomes a rule of ours, besides what holds for all of them.
#[derive(Clone, Copy)]
pub struct FromVale {
    /// Keys that Vale knows and that are no parameters here, or no longer: [`FromVale::settle`] may read them.
    pub others: &'static [&'static str],
    /// The parameters that say what is looked for; where none of them says anything, the rule never speaks.
    pub needs: &'static [&'static str],
    /// The parameters that hold patterns, which Vale writes in the dialect of .NET.
    pub patterns: &'static [(&'static str, PatternsIn)],
    /// What becomes of the parameter `exceptions`, if the kind has one.
    pub exceptions: Exceptions,
    /// What stands for each `%s` of the message, in order.
    pub values: &'static [&'static str],
    /// The same where the rule's action proposes what to write, in quotation marks of its own.
    pub proposed: &'static [&'static str],
    /// Where it looks, whatever scope it names.
    pub scope: Option<&'static str>,
    /// Whether Vale takes no notice of keys that it does not know.
    pub ignores_unknown: bool,
    /// Says what Vale means where it says nothing, or says it otherwise: from the rule as it is written to the
    /// parameters so far.
    pub settle: fn(&Mapping, &mut Mapping),
}

impl FromVale {
    /// A kind that is the same in Vale, but for the dialect of these patterns.
    pub const fn same(patterns: &'static [(&'static str, PatternsIn)]) -> Self {
        Self {
            others: &[],
            needs: &[],
            patterns,
            exceptions: Exceptions::Patterns { with_vocabulary: true },
            values: &["match", "other"],
            proposed: &[],
            scope: None,
            ignores_unknown: false,
            settle: |_, _| {},
        }
    }
}

/// Where in a parameter the patterns stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternsIn {
    /// It is a pattern, or a list of them.
    Texts,
    /// It is a pattern, unless it begins with a dollar sign.
    TextsButNames,
    /// The keys of a mapping are.
    Keys,
    /// The keys of a mapping and their values are.
    Pairs,
    /// The entries of a list have one as their `pattern`.
    Entries,
}

/// What becomes of the exceptions of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exceptions {
    /// They are patterns, as whole words; the team's vocabulary may be among them.
    Patterns {
        /// Whether the words of the team's vocabulary are exceptions too.
        with_vocabulary: bool,
    },
    /// They are patterns, and a word that holds one is an exception as a whole.
    Within,
    /// They are the words of the team's vocabulary, and nothing else.
    Vocabulary,
}

/// A yes or no of a rule of Vale's, whose keys may be in any letter case.
pub fn flag(written: &Mapping, key: &str, default: bool) -> bool {
    let value =
        written.iter().find(|(name, _)| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(key)));
    value.and_then(|(_, value)| value.as_bool()).unwrap_or(default)
}
