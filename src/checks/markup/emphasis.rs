//! Signs of emphasis that readers see.

use super::is_escaped;
use crate::checking::{Context, Sink};
use crate::source::TextSpan;

/// The most words that are set off, in bytes.
const LONGEST: usize = 200;
/// The most where spaces stand on both sides of both marks.
const SHORT: usize = 60;

/// A run of asterisks or underscores in the text of a block.
#[derive(Clone, Copy)]
struct MarkRun {
    at: usize,
    end: usize,
    before: Option<char>,
    after: Option<char>,
}

impl MarkRun {
    /// Whether a word follows it.
    fn opens(self) -> bool {
        self.after.is_some_and(|after| !after.is_whitespace()) && !self.before.is_some_and(is_word)
    }

    /// Whether it follows a word.
    fn closes(self) -> bool {
        self.before.is_some_and(|before| !before.is_whitespace()) && !self.after.is_some_and(is_word)
    }

    /// Whether no sign touches it from before but an opening one.
    fn is_behind_space(self) -> bool {
        self.before.is_none_or(|before| before.is_whitespace() || "([“‘„«（《「".contains(before))
    }

    fn is_apart(self) -> bool {
        !self.before.is_some_and(is_word) && !self.after.is_some_and(is_word)
    }

    fn is_loose_behind(self) -> bool {
        self.after.is_some_and(char::is_whitespace)
    }

    fn is_loose_before(self) -> bool {
        self.before.is_some_and(char::is_whitespace)
    }
}

/// What was found in the text of a block.
struct Found {
    place: TextSpan,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// Two of them with a space on the inner side of one.
    Spaced,
    /// The first one of two, of which there is no second.
    Opens,
    /// The second one of two, of which there is no first.
    Closes,
    /// An underscore between the end of a sentence and the next one.
    Joined,
}

impl What {
    fn problem(self) -> &'static str {
        match self {
            Self::Spaced => "a space stands on the inner side of the marks",
            Self::Opens => "nothing ends it",
            Self::Closes => "nothing begins it",
            Self::Joined => "a space is missing beside it",
        }
    }
}

/// Reports marks of emphasis in the text of blocks, which Markdown took for text.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let mut all = Vec::new();
    for (_, block) in context.blocks() {
        let text = document.text(block.text);
        if memchr::memchr2(b'*', b'_', text.as_bytes()).is_none() {
            continue;
        }
        let place = |at: usize, end: usize| TextSpan::from_range(at..end).shift(block.text.start);
        let is_meant = |run: &MarkRun| is_escaped(document, place(run.at, run.at + 1));
        for (what, at, end) in strong(text, &is_meant).into_iter().chain(slanted(text, &is_meant)) {
            all.push(Found { place: place(at, end), what });
        }
    }
    let is_footnotes = marks_footnotes(&all);
    all.retain(|found| !is_footnotes || matches!(found.what, What::Spaced | What::Joined));
    for found in all {
        sink.report(found.place).value("problem", found.what.problem()).emit();
    }
}

/// Whether the marks without a partner are those of footnotes: they stand behind words above, and before a note below.
fn marks_footnotes(all: &[Found]) -> bool {
    let count = |what: What| all.iter().filter(|found| found.what == what).count();
    let first = all.iter().find(|found| matches!(found.what, What::Opens | What::Closes));
    count(What::Closes) > 1 || count(What::Opens) > 0 && first.is_some_and(|first| first.what == What::Closes)
}

/// Double asterisks.
fn strong(text: &str, is_meant: &dyn Fn(&MarkRun) -> bool) -> Vec<(What, usize, usize)> {
    let runs: Vec<MarkRun> = runs(text, b'*').filter(|run| run.end - run.at == 2 && !is_meant(run)).collect();
    match runs.as_slice() {
        [only] if stands_for_letters(&text[..only.at]) || spreads(&text[..only.at]) => Vec::new(),
        [only] if only.opens() && only.after.is_some_and(is_word) => vec![(What::Opens, only.at, only.end)],
        [only] if only.closes() && only.before.is_some_and(|before| is_word(before) || is_stop(before)) => {
            vec![(What::Closes, only.at, only.end)]
        }
        runs => spaced(text, runs),
    }
}

/// Whether asterisks behind a text stand for the letters of a word that is not written out: `a pain in the a**`.
fn stands_for_letters(before: &str) -> bool {
    let word = before.rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
    word.len() == 1 && word.bytes().all(|letter| letter.is_ascii_alphabetic())
}

/// Whether asterisks behind a text are those of a call in a program: `sail(**ship)`.
fn spreads(before: &str) -> bool {
    before.strip_suffix('(').is_some_and(|before| before.ends_with(is_word))
}

/// Single asterisks with a space within, underscores where two sentences meet.
fn slanted(text: &str, is_meant: &dyn Fn(&MarkRun) -> bool) -> Vec<(What, usize, usize)> {
    let single = |sign: u8| runs(text, sign).filter(|run| run.end - run.at == 1 && !is_meant(run));
    let mut found = spaced(text, &single(b'*').collect::<Vec<_>>());
    let underscores: Vec<MarkRun> = single(b'_').collect();
    if let [only] = underscores.as_slice() {
        // An exclamation mark is a part of some names: `Ahoy!_Boats`.
        let ends = only.before.is_some_and(|before| is_stop(before) && before != '!');
        let is_joined = ends && only.after.is_some_and(char::is_uppercase);
        if is_joined {
            found.push((What::Joined, only.at, only.end));
        }
    }
    found.extend(spaced(text, &underscores));
    found
}

/// Pairs of marks with a space on the inner side of one of them.
fn spaced(text: &str, runs: &[MarkRun]) -> Vec<(What, usize, usize)> {
    let [first, second] = runs else { return Vec::new() };
    let inner = text.get(first.end..second.at).unwrap_or_default();
    let has_word = inner.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().nth(2).is_some());
    let (behind, before) = (first.is_loose_behind(), second.is_loose_before());
    // A sign of multiplication, or one that stands for any name, has a space on both sides.
    let is_pair = match (behind, before) {
        (true, true) => {
            first.end - first.at == 2 && inner.len() <= SHORT && first.is_apart() && second.is_apart()
        }
        // All that stands in a block may be set off.
        (true, false) | (false, true) => {
            let is_whole = first.at == 0 && second.end == text.len();
            (inner.len() <= LONGEST || is_whole) && first.is_behind_space()
        }
        (false, false) => false,
    };
    // `*.css`
    let is_pair = is_pair && !second.after.is_some_and(is_word) && first.after != Some('.');
    let found = (is_pair && has_word).then_some((What::Spaced, first.at, second.end));
    found.into_iter().collect()
}

/// The runs of a sign in a text.
fn runs(text: &str, sign: u8) -> impl Iterator<Item = MarkRun> + '_ {
    let bytes = text.as_bytes();
    let starts = memchr::memchr_iter(sign, bytes).filter(move |&at| at == 0 || bytes[at - 1] != sign);
    starts.map(move |at| {
        let length = bytes[at..].iter().take_while(|&&byte| byte == sign).count();
        let end = at + length;
        MarkRun { at, end, before: text[..at].chars().next_back(), after: text[end..].chars().next() }
    })
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric()
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | ':' | ',' | '”' | '"' | ')' | '…')
}
