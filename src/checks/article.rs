//! `article`: "a" where the next word begins with a vowel as it is spoken, and "an" where it does not.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::BlockId;
use crate::language::Language;
use crate::source::TextSpan;

/// "a" or "an", by how the next word is spoken.
///
/// Flags "a album", "an European", "a 8-bit tape" and "a HTML page"; leaves "an hour" alone, "a one-way street", and
/// words that some speak one way and some the other, such as "SQL" and "historic".
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Beginnings of words, in small letters, that are spoken with a vowel though they are written with a consonant.
    vowels: Vec<String>,
    /// Beginnings of words that are spoken with a consonant though they are written with a vowel.
    consonants: Vec<String>,
    /// Beginnings of words that are spoken both ways, or are no English words.
    either: Vec<String>,
    /// Words in capitals that are spelt out letter by letter, so that the name of the first letter counts.
    spelt: Vec<String>,
}

/// Letters that are vowels.
const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];
/// Letters whose names begin with a vowel.
const VOWEL_NAMES: &str = "AEFHILMNORSX";

impl Parameters for Article {
    const KIND: &'static str = "indefinite-article";
    const EXAMPLE: &'static str = r#"rules:
  article:
    check: indefinite-article
    message: "“{right}”, as it is spoken."
    lang: en
    vowels: [hour, honest]
    consonants: [eu, one, uni]
    either: [histor]
    spelt: [API, HTML]
    examples:
      flag: ["They bought [[a]] album."]
      pass: ["They waited an hour on a one-way street."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("right", "the article that is right"), ("word", "the next word")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(self)
    }
}

impl Check for Article {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (id, _) in context.blocks() {
            for pair in context.reading().words(id).windows(2) {
                if pair[0].len() <= 2 {
                    self.look_at(context, id, (pair[0], pair[1]), sink);
                }
            }
        }
    }
}

impl Article {
    fn look_at(
        &self,
        context: &Context<'_>,
        id: BlockId,
        (article, next): (TextSpan, TextSpan),
        sink: &mut Sink<'_>,
    ) {
        let document = context.document();
        let (found, word) = (document.text(article), document.text(next));
        let has_n = match found {
            "a" | "A" => false,
            "an" | "An" => true,
            _ => return,
        };
        if document.language_at(article.start) != Some(Language::ENGLISH) {
            return;
        }
        let needs_n = self.begins_with_vowel(word);
        if needs_n.is_none_or(|needs_n| needs_n == has_n) || !stands_free(context, id, article, next) {
            return;
        }
        let right = format!("{}{}", &found[..1], if has_n { "" } else { "n" });
        let span = TextSpan::new(article.start, next.end);
        if context.speaks_at(span) && !document.holds_passage(span) {
            let report = sink.report(article).value("right", &right).value("word", word);
            report.replace(article, right, context.fix_applicability()).emit();
        }
    }

    /// Whether a word begins with a vowel as it is spoken; `None` where that is not known.
    fn begins_with_vowel(&self, word: &str) -> Option<bool> {
        let first = word.chars().next()?;
        if first.is_ascii_digit() {
            return number(word);
        }
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        if capitals > 1 {
            let spelt = word.trim_end_matches('s');
            let is_spelt = self.spelt.iter().any(|known| known == spelt);
            return is_spelt.then(|| VOWEL_NAMES.contains(first));
        }
        // Letters by themselves are names of things, and so are words of two; without a vowel it is spelt out.
        let small = word.to_ascii_lowercase();
        if word.len() < 3
            || !small.bytes().all(|letter| letter.is_ascii_lowercase())
            || !small.contains(VOWELS)
        {
            return None;
        }
        let begins = |words: &[String]| words.iter().any(|start| small.starts_with(start.as_str()));
        match small.as_bytes()[0] {
            _ if begins(&self.either) => None,
            b'a' | b'e' | b'i' | b'o' | b'u' => Some(!begins(&self.consonants)),
            _ => Some(begins(&self.vowels)),
        }
    }
}

/// Whether a number begins with a vowel as it is spoken: "an 8", "an 11", "an 18", "an 80", "an 800".
fn number(word: &str) -> Option<bool> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    match digits.as_str() {
        // Eleven hundred, or one thousand one hundred?
        year if year.len() == 4 && year.starts_with('1') => None,
        eight if eight.starts_with('8') => Some(true),
        other => Some(matches!(other, "11" | "18")),
    }
}

/// Whether an article and the next word stand beside each other, and the article is one: "vitamin A and", "a.m. an".
fn stands_free(context: &Context<'_>, id: BlockId, article: TextSpan, next: TextSpan) -> bool {
    let document = context.document();
    let block = document.block(id).text;
    let text = |range: Range<u32>| document.text(TextSpan::new(range.start, range.end));
    let before = text(block.start..article.start);
    let gap = text(article.end..next.start);
    let after = text(next.end..block.end).chars().next();
    let opens = before.is_empty()
        || before.ends_with([' ', '\n', '(', '“', '"', '—', '‘'])
            && !before.trim_end().ends_with(['.', '/', '&']);
    let is_small = text(article.start..article.end).starts_with('a');
    let begins = before.trim_end().is_empty() || before.trim_end().ends_with(['.', '!', '?', ':', '“', '"']);
    matches!(gap, " " | "\n")
        && (is_small && opens || !is_small && begins)
        && !after.is_some_and(|mark| matches!(mark, '/' | '_' | '@' | '(' | '=' | '\'' | '’'))
}
