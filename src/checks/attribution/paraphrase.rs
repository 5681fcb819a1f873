//! A paragraph that tells what somebody said in other words; the quotation below it goes on with theirs.
//!
//! `The mayor insists that the plan is sound.` and `But for Ines Calder the plan is a blow.` tell whose words follow;
//! `Some voters said they were tired` and `The news was told to the mayor` do not.

use std::ops::Range;

use super::paragraph::{ends_sentence, last_sentence};
use super::speech::Speech;

/// A verb stands no more words behind who acts.
const NEAR: usize = 4;
/// What somebody is, is told in no more words.
const MOST_CALLINGS: usize = 3;
/// What is put between somebody and the verb, or before both, is no longer.
const LONGEST_ASIDE: usize = 15;
/// So many sentences are read, where each says of the same person what he or she did.
const MOST_SENTENCES: usize = 3;
/// A name has no more words.
const LONGEST_NAME: usize = 5;

/// Whether a paragraph gives the words of somebody who may speak in a quotation, or what somebody makes of the matter.
/// `is_known` tells whether somebody of a surname was named before.
pub(super) fn tells_of_speaker(
    speech: &Speech<'_>,
    text: &str,
    quoted: &str,
    is_known: impl Fn(&str) -> bool,
) -> bool {
    let mut rest = text.trim_end();
    for _ in 0..MOST_SENTENCES {
        let sentence = last_sentence(rest);
        let words = Sentence { speech, words: sentence.split_whitespace().collect(), quoted };
        if words.has_speaker(&is_known) {
            return true;
        }
        rest = rest[..rest.len() - sentence.len()].trim_end();
        if !words.is_about_same_person() || rest.is_empty() || !ends_sentence(rest) {
            return false;
        }
    }
    false
}

/// A sentence, word by word.
struct Sentence<'s, 'a> {
    speech: &'s Speech<'s>,
    words: Vec<&'a str>,
    /// What is quoted below it.
    quoted: &'s str,
}

impl Sentence<'_, '_> {
    fn has_speaker(&self, is_known: &impl Fn(&str) -> bool) -> bool {
        let start = self.subject();
        let speaks = |at: usize| {
            let person = self.person(at).or_else(|| self.surname(at, is_known));
            person.is_some_and(|end| !self.is_spoken_of(at..end) && self.speaks_behind(end))
        };
        if speaks(start) || self.is_view(start) || self.is_source_at_edge() {
            return true;
        }
        let Some(behind) = self.behind_lead(start) else { return false };
        // “Asked about the plan, the mayor shook his head.”, “In a letter to the county, …”
        let is_asked = self.is_cue(start..behind.min(start + NEAR)) && self.person(behind).is_some();
        is_asked || speaks(behind) && !self.names_owner(start..behind)
    }

    /// Where who acts may be named: behind the words that tie the sentence to the one before.
    fn subject(&self) -> usize {
        usize::from(self.words.first().is_some_and(|first| self.speech.is_tie(bare(first))))
    }

    /// Whether it goes on about somebody of the sentence before: “However, he defended it.”
    fn is_about_same_person(&self) -> bool {
        self.words.get(self.subject()).is_some_and(|word| self.speech.is_pronoun(bare(word)))
    }

    /// Behind a name, a title with a name, somebody's calling or a pronoun that stands at a word.
    fn person(&self, at: usize) -> Option<usize> {
        let first = bare(self.words.get(at)?);
        if self.speech.is_pronoun(first) {
            return Some(at + 1);
        }
        let is_known = self.speech.is_definite(first);
        if is_known || self.speech.is_indefinite(first) {
            return self.called(at + 1, is_known);
        }
        let end = self.name(at)?;
        let is_titled = self.speech.is_calling(first);
        (end - at >= 2 && (is_titled || !self.speech.is_common(first))).then_some(end)
    }

    /// Behind somebody who is named by what he or she is: `mayor`, `union’s secretary`, `farmer Ines Calder`. Of those who
    /// are not known, only who speaks for others.
    fn called(&self, at: usize, is_known: bool) -> Option<usize> {
        let mut callings = (at..self.words.len().min(at + MOST_CALLINGS)).filter(|&at| {
            let word = bare(self.words[at]);
            self.speech.is_calling(word) && (is_known || self.speech.has_cue(word))
        });
        if let Some(calling) = callings.find(|&at| !is_possessive(self.words[at])) {
            // “the mayor, Ines Calder, …” has its name in an aside.
            let is_whole = self.words[calling].ends_with(',');
            return self.name(calling + 1).filter(|_| !is_whole).or(Some(calling + 1));
        }
        let lowercase = self.words.iter().skip(at).take(MOST_CALLINGS).position(|word| is_capital(word))?;
        let end = self.name(at + lowercase)?;
        (is_known && lowercase > 0 && end - at - lowercase >= 2).then_some(end)
    }

    /// Whether the quotation names somebody, as others do: nobody speaks so of himself.
    fn is_spoken_of(&self, person: Range<usize>) -> bool {
        let names = self.words[person].iter().filter(|word| is_capital(word)).map(|word| bare(word));
        let mut names = names.filter(|name| !self.speech.is_common(name) && !self.speech.is_calling(name));
        names.any(|name| self.quoted.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == name))
    }

    /// Behind a surname by itself. Others who are named in the sentence might speak as well.
    fn surname(&self, at: usize, is_known: &impl Fn(&str) -> bool) -> Option<usize> {
        let word = self.words.get(at)?;
        let is_other = |other: &&&str| {
            other.starts_with(char::is_uppercase) && !self.speech.is_common(bare(other)) && other != &word
        };
        let is_alone = self.words.iter().skip(1).find(is_other).is_none();
        let is_name = is_capital(word) && !is_possessive(word) && !self.speech.is_common(bare(word));
        (is_name && is_alone && is_known(bare(word))).then_some(at + 1)
    }

    /// Behind the capitalised words that begin at a word.
    fn name(&self, at: usize) -> Option<usize> {
        let mut end = at;
        for word in self.words.iter().skip(at).take(LONGEST_NAME) {
            if !is_capital(word) || is_possessive(word) {
                // “Ines Calder’s plan” is no person.
                return (end > at && !is_possessive(word)).then_some(end);
            }
            end += 1;
            if word.ends_with([',', ';', ':']) {
                break;
            }
        }
        (end > at).then_some(end)
    }

    /// Whether a verb of speech or of an opinion follows, what is put between commas aside.
    fn speaks_behind(&self, at: usize) -> bool {
        let is_aside = self.words[at - 1].ends_with(',');
        let Some(verb) = (if is_aside { self.behind_lead(at) } else { Some(at) }) else { return false };
        let length = self.words.iter().skip(verb).take(NEAR).position(|word| word.ends_with([',', ';', ':']));
        let end = verb + length.map_or(NEAR, |comma| comma + 1);
        // “The chairman of the traders, Ines Calder, was furious.”
        let is_name =
            || !is_aside && length.is_some() && self.words.get(end).is_some_and(|word| is_capital(word));
        self.is_cue(verb..end) || is_name() && self.speaks_behind(end)
    }

    fn is_cue(&self, range: Range<usize>) -> bool {
        let end = range.end.min(self.words.len());
        let words = self.words.get(range.start.min(end)..end).unwrap_or_default();
        self.speech.tells_opinion(&words.join(" "))
    }

    /// Whether it says what something is to somebody: “For Ines Calder the plan is a blow.”
    fn is_view(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.speech.is_viewpoint(bare(word)))
            && self.person(at + 1).is_some()
    }

    /// Whether it begins or ends with its source: “according to Ines Calder.”
    fn is_source_at_edge(&self) -> bool {
        let last = self.words.len();
        (0..last).any(|at| {
            let is_source = || self.speech.has_cue(&self.words[at..last.min(at + 2)].join(" "));
            let behind = [at + 1, at + 2].into_iter().find_map(|at| {
                let end = self.person(at)?;
                let is_edge = end == last || self.words[end - 1].ends_with(',');
                is_edge.then_some(())
            });
            behind.is_some() && is_source()
        })
    }

    /// Whether something in it is said to be somebody's, who may speak as well: “Because of Mrs. Calder’s plan, …”.
    fn names_owner(&self, lead: Range<usize>) -> bool {
        let is_name = |word: &str| is_capital(word) && !self.speech.is_common(bare(word));
        self.words[lead].windows(2).any(|pair| {
            is_name(pair[0]) && !is_possessive(pair[0]) && is_name(pair[1]) && is_possessive(pair[1])
        })
    }

    /// Behind a clause before who acts, to its comma.
    fn behind_lead(&self, at: usize) -> Option<usize> {
        let lead = self.words.iter().skip(at).take(LONGEST_ASIDE);
        lead.clone().position(|word| word.ends_with(',')).map(|length| at + length + 1)
    }
}

/// A word without the marks around it and what makes it possessive.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|mark: char| !mark.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_possessive(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.', ';', ':']);
    ["'s", "’s", "s'", "s’"].into_iter().any(|end| word.ends_with(end))
}
