//! Marks that the sentence is about: `The ” key is dead`, `an opening bracket “(”`.

use super::super::characters::Near;
use super::super::glyph::{Fit, Glyph};
use super::Weigher;

impl Weigher<'_, '_> {
    /// Whether a mark is what the sentence is about: alone, alone between a pair of others, or between spaces
    /// beside a word that names it.
    pub(super) fn is_named(&self) -> bool {
        if self.glyph.is_guillemet() && self.characters.conventions.spaced_guillemets {
            return false;
        }
        let (before, after) = (self.back(1), self.characters.at(self.places.end));
        let outer = (before.and_then(Glyph::of), after.and_then(Glyph::of));
        match (self.before, self.after) {
            // Set apart from what it stands round, as pages do for show.
            (Near::Edge, Near::Edge) => !self.glyph.is_bracket(),
            _ if before == Some('^') && after == Some(']') => true,
            _ if let (Some(open), Some(close)) = outer => {
                let is_pair = open.fit(close, self.characters.conventions) == Some(Fit::Pair);
                is_pair && open != self.glyph && close != self.glyph
            }
            (Near::Space, Near::Space | Near::Stop | Near::Closing) => self.stands_by_its_name(),
            (Near::Opening, Near::Space) => {
                let next = self.characters.word_at(self.places.end + 1);
                self.characters.lexicon().conjunctions.contains(&next)
            }
            _ => false,
        }
    }

    /// Whether the word before or behind names a mark, or the one before is a mark that stands alone as well: `the marks “, ” and «`.
    fn stands_by_its_name(&self) -> bool {
        let text = &self.characters.text[..self.characters.offset(self.places.start)];
        let last = text.split_whitespace().next_back().unwrap_or_default();
        let last = last.trim_end_matches([',', ';', ':']);
        let mut signs = last.chars();
        let is_mark =
            signs.next().and_then(Glyph::of).is_some_and(|mark| !mark.is_bracket()) && signs.next().is_none();
        let next = || self.characters.word_at(self.places.end + 1);
        let lexicon = self.characters.lexicon();
        is_mark
            || lexicon.mark_words.contains(last)
            || lexicon.mark_leads.contains(last)
            || self.after == Near::Space && lexicon.mark_words.contains(&next())
    }
}
