//! What a document's language and its own habit say about quotation marks.

use super::Paragraph;
use crate::language::{Language, Languages, Lexicon};

/// The conventions of one document.
///
/// The language gives the first guess; what the document itself does in the clear cases
/// goes before it, so that a wrongly detected language does no harm.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub struct Conventions<'l> {
    /// The words of the language; of all, where nobody knows it.
    pub lexicon: &'l Lexicon,
    /// `”…”` and `»…»`: both marks alike, as in Swedish and Finnish.
    pub nordic: bool,
    /// `„…“`: the mark that opens in English closes.
    pub low_high: bool,
    /// `„…”`: low and high nines, as in Polish, Romanian, Hungarian and older Dutch.
    pub low_nines: bool,
    /// `»…«`: guillemets point inwards, as in German and Danish books.
    pub inward_guillemets: bool,
    /// Marks stand apart from the words by a space, as in French.
    pub spaced_guillemets: bool,
    /// Guillemets are quotation marks here, not only arrows of links and menus.
    pub guillemets: bool,
    /// Names from Arabic and the like keep a turned comma for the letter ayn.
    pub transliterates: bool,
    /// Straight double marks are the rule here, curly ones the exception.
    pub straight: bool,
    /// The language is known.
    pub known: bool,
}

/// How often a mark stands where only an opener or only a closer can stand.
#[derive(Debug, Clone, Copy, Default)]
struct MarkUse {
    opening: u32,
    closing: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Habit {
    high66: MarkUse,
    high99: MarkUse,
    low99: u32,
    left_angles: MarkUse,
    right_angles: MarkUse,
    /// `« ` between white space and a word, as in French, and ` »`.
    spaced_angles: [u32; 2],
    straight: u32,
}

impl<'l> Conventions<'l> {
    /// The conventions of a text in a language, where that is known.
    pub fn learn(paragraphs: &[Paragraph<'_>], languages: &'l Languages, language: Option<Language>) -> Self {
        let mut habit = Habit::default();
        for paragraph in paragraphs {
            habit.observe(paragraph.text);
        }
        Self::of_language(languages, language).corrected(habit)
    }

    fn of_language(languages: &'l Languages, language: Option<Language>) -> Self {
        let lexicon = language.and_then(|language| languages.get(language));
        let pairs = || lexicon.iter().flat_map(|lexicon| lexicon.quotation_marks.iter());
        let is_usual = |pair: &str| pairs().next() == Some(pair);
        let has = |pair: &str| pairs().any(|known| known == pair);
        let stands_apart = pairs().next().is_some_and(|pair| pair.contains(char::is_whitespace));
        Self {
            lexicon: lexicon.unwrap_or_else(|| languages.any()),
            nordic: is_usual("””"),
            low_high: is_usual("„“"),
            low_nines: has("„”"),
            inward_guillemets: has("»«") && !has("«»"),
            spaced_guillemets: stands_apart,
            guillemets: stands_apart,
            transliterates: language.is_none() || lexicon.is_some_and(|lexicon| lexicon.turned_commas),
            straight: false,
            known: language.is_some(),
        }
    }

    /// The document's own habit goes before what its language would have it do.
    fn corrected(self, habit: Habit) -> Self {
        let nordic = if habit.high99.opening + habit.high99.closing == 0 || habit.high66.opening > 0 {
            self.nordic && habit.high66.opening == 0
        } else {
            // A language that has another convention takes more evidence.
            let enough = if self.known { 6 } else { 1 };
            self.nordic || (habit.high99.opening >= enough && habit.high66.closing == 0)
        };
        let low_high = habit.low99 > 0 && habit.high66.closing >= habit.high99.closing
            || (self.low_high && habit.high66.opening <= habit.high66.closing);
        let inward = habit.right_angles.opening + habit.left_angles.closing;
        let outward = habit.left_angles.opening + habit.right_angles.closing;
        Self {
            lexicon: self.lexicon,
            nordic,
            low_high,
            low_nines: self.low_nines || (habit.low99 > 0 && habit.high99.closing > habit.high66.closing),
            inward_guillemets: if inward == outward { self.inward_guillemets } else { inward > outward },
            spaced_guillemets: self.spaced_guillemets || habit.has_spaced_angles(),
            guillemets: self.guillemets || habit.left_angles.opening > 0 || habit.has_spaced_angles(),
            transliterates: self.transliterates,
            straight: habit.straight > habit.curly(),
            known: self.known,
        }
    }
}

impl Habit {
    fn has_spaced_angles(&self) -> bool {
        self.spaced_angles.iter().all(|&seen| seen > 0)
    }

    fn curly(&self) -> u32 {
        let marks = [self.high66, self.high99];
        self.low99 + marks.iter().map(|seen| seen.opening + seen.closing).sum::<u32>()
    }

    fn observe(&mut self, text: &str) {
        for (at, mark) in marks(text) {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let after = text[at + mark.len_utf8()..].chars().next().unwrap_or(' ');
            let opens = (before.is_whitespace() || "([—–-".contains(before)) && after.is_alphanumeric();
            let closes = !before.is_whitespace()
                && (after.is_whitespace() || ".,;:!?)]…".contains(after))
                && !"([".contains(before);
            let seen = match mark {
                '“' => &mut self.high66,
                '”' => &mut self.high99,
                '«' => {
                    let stands_apart = (before.is_whitespace() || before == '(') && after.is_whitespace();
                    self.spaced_angles[0] += u32::from(stands_apart);
                    &mut self.left_angles
                }
                '»' => {
                    self.spaced_angles[1] += u32::from(before.is_whitespace());
                    &mut self.right_angles
                }
                '„' => {
                    self.low99 += 1;
                    continue;
                }
                '"' => {
                    self.straight += 1;
                    continue;
                }
                _ => continue,
            };
            seen.opening += u32::from(opens);
            seen.closing += u32::from(closes);
        }
    }
}

/// The characters of a text that may be marks, with their places: those that begin with the byte of one.
fn marks(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let places = memchr::memchr3_iter(b'"', 0xc2, 0xe2, text.as_bytes());
    places.filter_map(|at| Some((at, text[at..].chars().next()?)))
}
