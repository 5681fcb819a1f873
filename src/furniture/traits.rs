//! What a line looks like by itself, gathered in one pass over its characters.

use super::phrases::{Phrases, number_of};

/// Counts of one line.
#[derive(Debug, Clone, Default)]
pub(super) struct Traits {
    /// Words; two ideographs count as one.
    pub words: usize,
    /// Characters.
    pub chars: usize,
    /// Letters that have upper and lower case.
    pub cased: usize,
    /// Words behind the first that begin with a capital.
    pub capitalised: usize,
    /// Words of two letters or more in capitals only.
    pub shouted: usize,
    /// Words that sentences need.
    pub function_words: usize,
    /// Words that hold a digit.
    pub numbers: usize,
    /// Digits.
    pub digits: usize,
    /// Marks that part entries of a menu: `|`, `·`, `»`, `>`, `/` between spaces ...
    pub separators: usize,
    /// Commas.
    pub commas: usize,
    /// Quotation marks.
    pub quotes: usize,
    /// Sentence ends, the last one included.
    pub sentences: usize,
    /// `@` and `#`.
    pub handles: usize,
    /// Digits parted by `:`, `/`, `.` or `-`, as in times and dates.
    pub joined_digits: usize,
    /// How the line ends.
    pub end: End,
    /// How the line begins.
    pub start: Start,
    /// Whether the line says the same thing twice.
    pub doubled: bool,
    /// Numbers that stand for the content words in lower case.
    pub content: Vec<u64>,
    /// A number that stands for the whole line: its letters and digits in lower case.
    pub key: u64,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum End {
    /// In a word or anything not named here.
    #[default]
    Open,
    /// In a mark that ends sentences, with or without a quotation mark or bracket behind it.
    Sentence,
    /// In a question mark.
    Question,
    /// In an ellipsis.
    Ellipsis,
    /// In a colon.
    Colon,
    /// In a comma, semicolon or dash.
    Pause,
}

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Start {
    /// With something else.
    #[default]
    Other,
    /// With a capital.
    Capital,
    /// With a small letter.
    Small,
    /// With a digit.
    Digit,
    /// With a quotation mark.
    Quote,
}

/// Content words have at least this many letters.
const SHORTEST_CONTENT_WORD: usize = 4;

impl Traits {
    /// Reads one line.
    pub(super) fn of(text: &str, phrases: &Phrases) -> Self {
        let letters = String::with_capacity(text.len());
        let content = Vec::with_capacity(text.len() / 8);
        let mut reader = TraitReader {
            traits: Self { content, ..Self::default() },
            phrases,
            letters,
            word: 0,
            ideographs: 0,
        };
        reader.read(text);
        let mut traits = reader.traits;
        traits.words += reader.ideographs.div_ceil(2);
        traits.key = number_of(&reader.letters);
        traits.end = end_of(text);
        traits.start = start_of(text);
        traits.doubled = is_doubled(text);
        traits
    }
}

struct TraitReader<'l> {
    traits: Traits,
    phrases: &'l Phrases,
    /// The letters and digits of the line so far, in lower case.
    letters: String,
    /// Where among them the word being read starts.
    word: usize,
    ideographs: usize,
}

/// What the letters of a word were, as written.
#[derive(Default)]
struct LetterShape {
    upper: usize,
    first_upper: bool,
    digits: usize,
    letters: usize,
}

impl TraitReader<'_> {
    fn read(&mut self, text: &str) {
        let mut shape = LetterShape::default();
        let mut before = ' ';
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            if character.is_ascii_lowercase() {
                let length = rest.bytes().position(|byte| !byte.is_ascii_lowercase()).unwrap_or(rest.len());
                self.small_letters(&rest[..length], &mut shape);
                before = 'a';
                rest = &rest[length..];
                continue;
            }
            rest = &rest[character.len_utf8()..];
            self.traits.chars += 1;
            if character == ' ' {
                self.end_word(&mut shape);
            } else if is_ideograph(character) {
                self.end_word(&mut shape);
                self.ideographs += 1;
                self.letters.push(character);
                self.word = self.letters.len();
            } else if character.is_alphanumeric() {
                self.letter(character, &mut shape);
            } else {
                self.end_word(&mut shape);
                self.mark(before, character, rest.chars().next());
            }
            before = character;
        }
        self.end_word(&mut shape);
    }

    /// Reads small ASCII letters, of which most of a text is made.
    fn small_letters(&mut self, letters: &str, shape: &mut LetterShape) {
        self.traits.chars += letters.len();
        self.traits.cased += letters.len();
        shape.letters += letters.len();
        self.letters.push_str(letters);
    }

    fn letter(&mut self, character: char, shape: &mut LetterShape) {
        let is_upper = character.is_uppercase();
        if self.letters.len() == self.word {
            shape.first_upper = is_upper;
        }
        shape.upper += usize::from(is_upper);
        shape.digits += usize::from(character.is_numeric());
        shape.letters += usize::from(character.is_alphabetic());
        self.traits.cased += usize::from(is_upper || character.is_lowercase());
        let lower = if is_upper { character.to_lowercase().next().unwrap_or(character) } else { character };
        self.letters.push(lower);
    }

    fn end_word(&mut self, shape: &mut LetterShape) {
        let word = &self.letters[self.word..];
        if word.is_empty() {
            return;
        }
        let number = number_of(word);
        let shape = std::mem::take(shape);
        let traits = &mut self.traits;
        traits.capitalised += usize::from(traits.words > 0 && shape.first_upper);
        traits.words += 1;
        traits.shouted += usize::from(shape.letters >= 2 && shape.upper == shape.letters);
        traits.numbers += usize::from(shape.digits > 0);
        traits.digits += shape.digits;
        if self.phrases.is_function_word(number) {
            traits.function_words += 1;
        } else if shape.letters >= SHORTEST_CONTENT_WORD {
            traits.content.push(number);
        }
        self.word = self.letters.len();
    }

    fn mark(&mut self, before: char, mark: char, after: Option<char>) {
        let traits = &mut self.traits;
        let spaced = before.is_whitespace() && after.is_none_or(char::is_whitespace);
        match mark {
            '|' | '·' | '»' | '›' | '•' | '«' | '→' | '>' | '¦' | '×' | '▼' | '▶' | '►' => {
                traits.separators += 1;
            }
            '/' | '-' | '–' | '—' | '+' | '*' if spaced => traits.separators += 1,
            ':' | '/' | '.' | '-'
                if before.is_ascii_digit() && after.is_some_and(|next| next.is_ascii_digit()) =>
            {
                traits.joined_digits += 1;
            }
            ',' | '，' | '、' | '،' => traits.commas += 1,
            '"' | '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' => traits.quotes += 1,
            '@' | '#' => traits.handles += 1,
            '.' | '!' | '?' | '…' if after.is_none_or(|next| next.is_whitespace() || closes(next)) => {
                traits.sentences += 1;
            }
            '。' | '！' | '？' | '।' | '؟' => traits.sentences += 1,
            _ => {}
        }
    }
}

/// Marks that may stand behind the end of a sentence.
fn closes(mark: char) -> bool {
    matches!(
        mark,
        '"' | '\'' | '”' | '“' | '’' | '‘' | '»' | '«' | ')' | ']' | '」' | '』' | '）' | '*' | '_'
    )
}

/// Chinese characters and kana: words without spaces between them.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn end_of(text: &str) -> End {
    let bare = text.trim_end_matches(|mark: char| closes(mark) || mark.is_whitespace());
    if bare.ends_with("..") || bare.ends_with('…') || bare.ends_with("[...") || bare.ends_with("[…") {
        return End::Ellipsis;
    }
    match bare.chars().next_back() {
        Some('.' | '!' | '。' | '！' | '।' | '۔') => End::Sentence,
        Some('?' | '？' | '؟') => End::Question,
        Some(':' | '：') => End::Colon,
        Some(',' | ';' | '–' | '—' | '-') => End::Pause,
        _ => End::Open,
    }
}

fn start_of(text: &str) -> Start {
    match text.chars().next() {
        Some('"' | '“' | '„' | '‘' | '«' | '»' | '\'' | '「') => Start::Quote,
        Some(first) if first.is_numeric() => Start::Digit,
        Some(first) if first.is_uppercase() => Start::Capital,
        Some(first) if first.is_lowercase() => Start::Small,
        _ => Start::Other,
    }
}

/// Whether the second half of a line repeats the first, as teasers do whose picture carries the headline too.
fn is_doubled(text: &str) -> bool {
    let middle = text.len() / 2;
    let bytes = text.as_bytes();
    // A space more or less between the halves moves the middle by one.
    text.len() >= 16
        && bytes.get(middle).is_some_and(u8::is_ascii_whitespace)
        && bytes[..middle] == bytes[middle + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(text: &str) -> Traits {
        Traits::of(text, Phrases::builtin().expect("the phrases reads"))
    }

    #[test]
    fn a_sentence_ends_even_inside_quotation_marks() {
        let line = traits("“We left at 7:30,” she said. “It was cold.”");
        assert_eq!((line.end, line.start), (End::Sentence, Start::Quote));
        assert_eq!((line.words, line.sentences, line.joined_digits), (10, 2, 1));
    }

    #[test]
    fn a_menu_has_separators_and_capitals_but_no_sentence() {
        let line = traits("Home | About Us | Contact");
        assert_eq!((line.separators, line.sentences, line.capitalised), (2, 0, 3));
        assert_eq!(line.end, End::Open);
    }

    #[test]
    fn a_teaser_that_says_itself_twice_is_doubled() {
        assert!(traits("Harbour reopens after storm Harbour reopens after storm").doubled);
        assert!(!traits("Harbour reopens after storm and the harbour is full").doubled);
    }
}
