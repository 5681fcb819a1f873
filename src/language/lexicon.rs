//! What is known of one language.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_yaml::Value;

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
    /// Common words that other languages of its letters hardly use: a text with many of them is in this language.
    pub telling_words: Words,
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
    /// Words that have lost their end, so that an apostrophe behind them closes no quotation: `po'`.
    pub clipped_words: Words,
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
    /// Beginnings that make another word of one: `un`, `re`.
    pub prefixes: Words,
    /// Endings that do: `ness`, `able`.
    pub suffixes: Words,
    /// Prepositions of four letters and more, and those that some write large in titles: `between`, `over`.
    pub prepositions: Words,
    /// Words that stay small in titles: articles, conjunctions, short prepositions.
    pub small_title_words: Words,
    /// Abbreviations that headlines end in, beside those that stand anywhere, without their stop: `univ`.
    pub closing_abbreviations: Words,
    /// Words with which the line begins that names the writer: `by`.
    pub byline_openers: Words,
    /// Places to which a row of buttons shares a story, as it names them.
    pub share_networks: Words,
    /// Words beside the pronouns with which a page speaks to its readers: `please`.
    pub courtesy_words: Words,
    /// Endings of words that are joined to others, by the words that they stand for: `not: ["n't"]`.
    pub short_forms: Table,
    /// Other joined forms by what they stand for: `can not: [cannot]`.
    pub whole_forms: Table,
    /// Words behind which a short form is a verb where it might mean something else: `it` before `'s`.
    pub contracting_words: Words,
    /// Parts of words that are spelt in two ways, the one by the other: `harbour: [harbor]`.
    pub spellings: Table,
    /// Numbers in words by their figures: `12: [twelve]`.
    pub numbers: Table,
    /// Words and letters that multiply the number before them, by how much: `1000: [thousand, k]`. Those of more than
    /// two letters are numbers by themselves.
    pub scales: Table,
    /// What stands behind a share of a hundred: `percent`.
    pub percent_words: Words,
    /// Words that make a number vague: `about`, `more than`.
    pub vague_words: Words,
    /// Verbs of a value that changes: `rose`, `fell`.
    pub change_verbs: Words,
    /// What a change is called: `increase`.
    pub change_nouns: Words,
    /// The forms in which a change in percent is told with its two values, as patterns with `{from}` and `{to}` for
    /// these and one group for the change; `{verb}`, `{noun}`, `{vague}` and `{percent}` stand for the words above, and
    /// a space for any white space.
    pub changes: Words,
    /// Spans of time that a number may count: `day*`.
    pub calendar_units: Words,
    /// What is counted many times over in a story, each time something else: `mile|miles`.
    pub loose_counts: Words,
    /// Words that say nothing of what a number before them counts, beside the stop words.
    pub uncounted_words: Words,
    /// What befell people, by one word for all that say so: `dead: [killed, died]`.
    pub outcomes: Table,
    /// Words that may stand between the start of a headline and the number of its parts: `top`.
    pub list_leads: Words,
    /// What a headline counts whose story is no list of it, beside people's fates and spans of time.
    pub listless_counts: Words,
    /// Marks for text still to come, as patterns by their shape: `filler` ("headline goes here"), `bracket`
    /// (`[insert name]`) and `blank` (`XX percent`).
    pub placeholders: Table,
    /// Words behind `TODO` that make it the name of a list or of a part of one: `list`, `items`.
    pub task_list_words: Words,
    /// What stands where the address of a link is still to come.
    pub placeholder_addresses: Words,
    /// Words by what they are to the grammar, for the tagger of English.
    pub word_classes: Table,
    /// Endings that tell what a word is, for the same.
    pub word_endings: Table,
    /// Whether names keep a turned comma for a letter, as `‘Aisyah` does.
    pub turned_commas: bool,
}

impl Lexicon {
    /// The lists of several languages as one.
    pub(super) fn joined<'l>(lexicons: impl Iterator<Item = &'l Self>) -> Self {
        let mut joined = Value::Null;
        for lexicon in lexicons {
            join(&mut joined, serde_yaml::to_value(lexicon).unwrap_or_default());
        }
        let all: Self = serde_yaml::from_value(joined).unwrap_or_default();
        Self { name: Cow::Borrowed("any language"), turned_commas: false, ..all }
    }

    /// Whether a word is a weekday or a month, written out.
    pub fn is_calendar_word(&self, word: &str) -> bool {
        [&self.weekdays, &self.months]
            .into_iter()
            .any(|names| names.contains(word) && !names.is_short_form(word))
    }
}

/// Adds the entries of a list, or of the lists of a table, to those of another one.
fn join(known: &mut Value, more: Value) {
    match (&mut *known, more) {
        (Value::Sequence(words), Value::Sequence(more)) => words.extend(more),
        (Value::Mapping(lists), Value::Mapping(more)) => {
            for (name, list) in more {
                join(lists.entry(name).or_insert(Value::Null), list);
            }
        }
        (Value::Null, more) => *known = more,
        _ => {}
    }
}
