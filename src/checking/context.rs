//! What a check sees of a document.

use super::sink::RuleHead;
use crate::document::{Block, BlockId, Document, InlineKind, OPAQUE};
use crate::language::{HouseWords, Language};
use crate::matching::{Budget, Hits, Metered, Pattern, PatternId, PatternSet};
use crate::reading::Reading;
use crate::source::TextSpan;

/// A document as one rule sees it.
pub struct Context<'a> {
    pub(crate) rule: &'a RuleHead,
    reading: &'a Reading<'a>,
    patterns: &'a PatternSet,
    house_words: &'a HouseWords,
    hits: &'a Hits,
    budget: &'a Budget,
}

impl<'a> Context<'a> {
    /// A rule's view of a document.
    pub fn new(
        rule: &'a RuleHead,
        reading: &'a Reading<'a>,
        (patterns, house_words): (&'a PatternSet, &'a HouseWords),
        hits: &'a Hits,
        budget: &'a Budget,
    ) -> Self {
        Self { rule, reading, patterns, house_words, hits, budget }
    }

    /// The document.
    pub fn document(&self) -> &'a Document<'a> {
        self.reading.document()
    }

    /// Its sentences, quotations and the like.
    pub fn reading(&self) -> &'a Reading<'a> {
        self.reading
    }

    /// The document's language, if known.
    pub fn language(&self) -> Option<Language> {
        self.document().language()
    }

    /// Whether a word is the house's own, and no slip.
    pub fn is_house_word(&self, word: &str) -> bool {
        self.house_words.contains(word)
    }

    /// The blocks in the rule's scope, in order.
    pub fn blocks(&self) -> impl Iterator<Item = (BlockId, &'a Block)> + '_ {
        self.document().enumerate_blocks().filter(|(id, _)| self.holds(*id))
    }

    /// Whether a block is in the rule's scope.
    pub fn holds(&self, block: BlockId) -> bool {
        self.rule.scope.holds(self.document(), block)
    }

    /// A pattern, searched for on the rule's budget for this document.
    pub fn pattern(&self, id: PatternId) -> Metered<'a> {
        Metered::new(self.patterns.pattern(id), self.budget)
    }

    /// A pattern of the check's own, searched for on the same budget.
    pub(crate) fn metered<'p>(&self, pattern: &'p Pattern) -> Metered<'p>
    where
        'a: 'p,
    {
        Metered::new(pattern, self.budget)
    }

    /// Gives the document up, in a text that takes too long; what the rule found in it does not count.
    pub(crate) fn give_up(&self, text: &str) {
        self.budget.spend_all(text);
    }

    /// Where the literals of all patterns stand.
    pub(crate) fn hits(&self) -> &'a Hits {
        self.hits
    }

    /// Those of some patterns, by their places, that no literal guards.
    pub(crate) fn unguarded(&self, patterns: &[PatternId]) -> Vec<usize> {
        let all = self.patterns.unguarded().iter();
        all.filter_map(|id| patterns.binary_search(id).ok()).collect()
    }

    /// Whether a match may be reported: it is not all unread or, unless the rule asks for that, with code in it, and not quoted where the rule leaves quotations alone.
    pub fn speaks_at(&self, span: TextSpan) -> bool {
        let document = self.document();
        if document.holds_opaque(span) {
            let is_code = |kind: &InlineKind| matches!(kind, InlineKind::Code);
            let has_code =
                self.rule.skips_code && document.inlines_in(span).any(|inline| is_code(&inline.kind));
            if has_code || document.text(span).chars().all(|character| character == OPAQUE) {
                return false;
            }
        }
        !(self.rule.skips_quotations && self.reading.is_quoted(span))
    }
}
