//! What is known of one language.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Table, Words};

/// What is known of one language. What a language has no need of, or what nobody has written down yet, is left
/// out: the checks that would ask for it are silent then.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "A language of Copydesk")]
pub struct Lexicon {
    /// The language's English name.
    pub name: Cow<'static, str>,
    /// Other tags of the same language, such as `nb` for Norwegian.
    pub also: Words,
    /// Words behind which a full stop does not end a sentence, without that stop: `Dr`, `z. B`.
    pub abbreviations: Words,
    /// The weekdays, from Monday on, each with its other forms: `Monday|Mon`.
    pub weekdays: Words,
    /// The months, from January on, each with its other forms: `January|Jan`. A full stop behind a short form does
    /// not end a sentence.
    pub months: Words,
    /// The forms in which dates are written, as patterns with `{weekday}`, `{day}`, `{month}` and `{year}` for what
    /// counts, and `{other-weekday}` and `{other-day}` for a second day; a space stands for any white space. Those with
    /// a weekday have a year as well.
    pub dates: Words,
    /// What may stand behind a day's number: `st`.
    pub ordinal_endings: Words,
    /// Words that go on behind a date; another word may be what the number counts.
    pub date_followers: Words,
    /// What stands behind an hour: `GMT`, `hours`.
    pub hour_marks: Words,
    /// Words before a number with a full stop that is an ordinal and ends no sentence: `am 3. Oktober`.
    pub ordinal_leads: Words,
    /// The pairs of quotation marks that newspapers print, the usual one first: `“”`. A space between the two says
    /// that one stands between each mark and the words.
    pub quotation_marks: Words,
    /// Small words of every text: articles, pronouns, prepositions, forms of "be" and "have". Sentences need them and
    /// labels do without; the language of a text is told by them too.
    pub stop_words: Words,
    /// Verbs of those whose words stand beside them: `said`, `sagt*`.
    pub verbs_of_speech: Words,
    /// What else announces words, and may mean something else: `according to`, `read`, `statement`.
    pub signs_of_speech: Words,
    /// Verbs of those who think something of the matter: `defended`, `hopes`.
    pub verbs_of_opinion: Words,
    /// Words that say for whom something holds, at the beginning of a sentence: `For Ines Calder the plan is a blow`.
    pub viewpoint_words: Words,
    /// Pronouns: `he` for somebody who acts, `him` in the other cases, `they`; `i` and `we` of an author, and `you` for
    /// those who read.
    pub pronouns: Table,
    /// Titles and callings before a name: `Dr`, `Mayor`.
    pub titles: Words,
    /// What else people are, who are known by it in a story: `spokesman`, `owner`.
    pub callings: Words,
    /// Words before somebody, or something, that is not known: `a`, `some`.
    pub indefinite_words: Words,
    /// Words that often begin a sentence and no name, beside those of the other lists.
    pub sentence_openers: Words,
    /// Words with which a sentence may begin that does not say who acts in it: `The`, `There`, `Some`.
    pub nameless_openers: Words,
    /// Words with which the names of places and bodies begin: `Mount`, `New`.
    pub place_words: Words,
    /// Words that have lost their beginning, so that an apostrophe before them opens no quotation: `'tis`.
    pub elisions: Words,
    /// Words for quotation marks, brackets and keys, beside which a mark is what the sentence is about: `the " key`.
    pub mark_words: Words,
    /// Words before such a mark: `Type "`.
    pub mark_leads: Words,
    /// Articles and possessives, which stand before a speaker who is not named.
    pub determiners: Words,
    /// Words that join two of a kind: `and`, `or`.
    pub conjunctions: Words,
    /// Words that begin a clause about somebody: `who`.
    pub relative_pronouns: Words,
    /// Words behind a verb of speech that tell what was said: `that`, `nothing`.
    pub content_openers: Words,
    /// Verbs that no speaker's name holds: `was`, `came`.
    pub finite_verbs: Words,
    /// What stands before an infinitive: `to`.
    pub infinitive_marks: Words,
    /// What a picture is called: `photo`.
    pub picture_words: Words,
    /// What programs call pictures of a screen.
    pub screenshot_words: Words,
    /// Other alternative texts that say nothing: `untitled`.
    pub empty_alts: Words,
    /// Beginnings of an alternative text that say only that it is a picture: `photo of`.
    pub picture_openers: Words,
    /// What stands between a number and how many there are: `1 of 4`.
    pub out_of: Words,
    /// Words with which a credit begins, with their colon: `photo:`, `courtesy of`.
    pub credit_openers: Words,
    /// Agencies and libraries of pictures, as they write themselves.
    pub picture_agencies: Words,
    /// Other words of a note in brackets behind a caption: `archive`.
    pub picture_notes: Words,
    /// Small words that leave what a caption says as it is.
    pub empty_words: Words,
    /// Words that are never right, under what was meant: `receive: [recieve]`; several that may be meant are parted by
    /// `|`.
    pub misspellings: Table,
    /// Whether names keep a turned comma for a letter, as `‘Aisyah` does.
    pub turned_commas: bool,
}

impl Lexicon {
    /// Whether a word is a weekday or a month, written out.
    pub fn is_calendar_word(&self, word: &str) -> bool {
        [&self.weekdays, &self.months]
            .into_iter()
            .any(|names| names.contains(word) && !names.is_short_form(word))
    }
}
