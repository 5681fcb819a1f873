//! Words that the headline quotes, held against what the story says.

use unicode_segmentation::UnicodeSegmentation;

use crate::checking::{Context, Sink};
use crate::document::{BlockKind, Document};
use crate::language::{Language, Languages, Lexicon};
use crate::reading::quotations::{self, Paragraph, ParagraphRole, Quotation};
use crate::source::TextSpan;

/// A shorter body is an excerpt, or stands elsewhere.
const SHORTEST_BODY: usize = 80;
/// A single quoted word may be a name, or the desk's own irony.
const FEWEST_WORDS: usize = 2;
/// From this share of its words in their order on, a quotation of the story is the one that was meant.
const NEAR: f64 = 0.6;
/// With fewer words a likeness says nothing.
const FEWEST_NEAR: usize = 3;
/// Fewer words that all have capitals may be a name.
const FEWEST_CAPITALS: usize = 4;
/// A longer quotation is compared by its beginning only, so that the cost stays bounded.
const LONGEST: usize = 400;

/// Numbers up to this one stand in words as well as in figures.
const MOST_COUNTED: u32 = 10;

/// A headline quotes no more pieces than these.
const MOST_QUOTED: usize = 32;

/// Reports what the headline quotes and the story never says.
pub(super) fn report(context: &Context<'_>, headline: TextSpan, sink: &mut Sink<'_>) {
    let document = context.document();
    let text = document.text(headline);
    let quoted = in_headline(text, document.languages(), document.language());
    if quoted.is_empty() {
        return;
    }
    let spoken = spoken(context);
    let body = body_words(context);
    if spoken.is_empty() || body.len() < SHORTEST_BODY {
        return;
    }
    let lexicon = document.lexicon();
    let without_asides = words(&without_brackets(&body_text(context)), lexicon);
    let together: Vec<String> = spoken.iter().flat_map(|(_, words)| words.clone()).collect();
    let says = |part: &[String]| [&body, &without_asides, &together].iter().any(|all| holds(all, part));
    for content in quoted.into_iter().take(MOST_QUOTED) {
        let words_of = &text[content.range()];
        let missing = fragments(words_of, lexicon)
            .into_iter()
            .take(MOST_QUOTED)
            .find(|part| part.len() >= FEWEST_WORDS && !says(part));
        let Some(missing) = missing.filter(|_| !is_title(text, words_of)) else { continue };
        let nearest = nearest(&missing, &spoken);
        if nearest.is_none() && may_be_name(text, words_of) {
            continue;
        }
        let problem = match nearest {
            Some(_) => "The story quotes these words otherwise",
            None => "The story never says these words",
        };
        let mut report = sink.report(content.shift(headline.start)).value("problem", problem);
        if let Some(place) = nearest {
            report = report.related(place, "quoted here");
        }
        report.emit();
    }
}

/// What stands between quotation marks in a headline, as places in it; the outermost only.
fn in_headline(text: &str, languages: &Languages, language: Option<Language>) -> Vec<TextSpan> {
    // A front matter's title is no running text, so nothing has read its marks yet.
    let line = Paragraph {
        text,
        start: 0,
        role: ParagraphRole::Apart,
        is_block_quotation: false,
        arrows: Vec::new(),
    };
    let found = quotations::parse(&[line], languages, language);
    let closed = |quotation: &&Quotation| {
        quotation.level == 0 && quotation.close.is_some() && !quotation.glyph.is_bracket()
    };
    found.quotations.iter().filter(closed).map(Quotation::content).collect()
}

/// The story's quotations with their words.
fn spoken(context: &Context<'_>) -> Vec<(TextSpan, Vec<String>)> {
    let document = context.document();
    let is_body = |span: TextSpan| document.block_at(span.start).is_some_and(|id| is_told(document, id));
    let quotations = context.reading().quotations().quotations.iter();
    quotations
        .filter(|quotation| quotation.level == 0 && !quotation.glyph.is_bracket())
        .map(Quotation::content)
        .filter(|&content| is_body(content))
        .map(|content| (content, words(document.text(content), document.lexicon())))
        .collect()
}

/// Whether a block tells the story; the headline may stand again in a heading of the top level.
fn is_told(document: &Document<'_>, id: crate::document::BlockId) -> bool {
    !matches!(document.block(id).kind, BlockKind::Heading(1) | BlockKind::Headline)
}

fn body_text(context: &Context<'_>) -> String {
    let document = context.document();
    let story = context.reading().story();
    let blocks = story.standfirsts.iter().chain(&story.body).filter(|&&id| is_told(document, id));
    let texts: Vec<&str> = blocks.map(|&id| document.text(document.block(id).text)).collect();
    texts.join("\n")
}

fn body_words(context: &Context<'_>) -> Vec<String> {
    words(&body_text(context), context.document().lexicon())
}

/// Whether what is quoted is the name of a work: its words have capitals where the headline's have none.
fn is_title(headline: &str, quoted: &str) -> bool {
    let has_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let long = |text: &str| -> Vec<String> {
        text.unicode_words().filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
    };
    let (inside, all) = (long(quoted), long(headline));
    let capitals = |words: &[String]| words.iter().filter(|word| has_capital(&word.as_str())).count();
    let outside_small = (all.len() - capitals(&all)).saturating_sub(inside.len() - capitals(&inside));
    !inside.is_empty() && capitals(&inside) == inside.len() && outside_small > 0 && inside.len() > 1
}

/// Whether what is quoted may be a motto or a name that nobody said: it is the whole headline, or a few
/// words with capitals.
fn may_be_name(headline: &str, quoted: &str) -> bool {
    let words: Vec<&str> = quoted.unicode_words().collect();
    let all_capitals = words.iter().all(|word| !word.starts_with(char::is_lowercase));
    words.len() == headline.unicode_words().count() || (all_capitals && words.len() < FEWEST_CAPITALS)
}

/// The quoted words between ellipses and brackets, in which the desk left out or put in words.
fn fragments(quoted: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
    let marked = without_brackets(&quoted.replace("...", "…"));
    marked.split('…').map(|part| words(part, lexicon)).filter(|part| !part.is_empty()).collect()
}

/// A text with an ellipsis for each piece in square brackets.
fn without_brackets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let Some(length) = rest[open..].find(']') else { break };
        kept.push_str(&rest[..open]);
        kept.push('…');
        rest = &rest[open + length + 1..];
    }
    kept + rest
}

/// The words of a text as they are compared: in lower case, short forms written out, small numbers as figures.
fn words(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut found = Vec::new();
    for word in text.unicode_words() {
        let word = word.to_lowercase().replace('’', "'");
        let short =
            lexicon.short_forms.iter().find_map(|(whole, end)| Some((word.strip_suffix(end)?, end, whole)));
        let short = short.filter(|(before, end, _)| is_short_form(before, end, lexicon));
        if let Some((before, _, whole)) = short {
            found.extend([whole_form(before, lexicon), whole.to_owned()]);
        } else {
            let whole = whole_form(&word, lexicon);
            found.extend(whole.split(' ').map(|word| figure(word, lexicon).to_owned()));
        }
    }
    found
}

/// Whether an ending is a word of its own behind another one: `'s` may as well tell whose something is.
fn is_short_form(before: &str, end: &str, lexicon: &Lexicon) -> bool {
    let is_ambiguous = end.chars().filter(|letter| letter.is_alphabetic()).eq(['s']);
    !before.is_empty() && (!is_ambiguous || lexicon.contracting_words.contains(before))
}

/// A word as it is when it stands alone.
fn whole_form(word: &str, lexicon: &Lexicon) -> String {
    lexicon.whole_forms.name_of(word).unwrap_or(word).to_owned()
}

/// A small number in figures, or else the word itself.
fn figure<'w>(word: &'w str, lexicon: &'w Lexicon) -> &'w str {
    let figure = lexicon
        .numbers
        .name_of(word)
        .filter(|figure| figure.parse().is_ok_and(|count: u32| count <= MOST_COUNTED));
    figure.unwrap_or(word)
}

fn holds(all: &[String], part: &[String]) -> bool {
    all.windows(part.len().max(1)).any(|window| window == part)
}

/// The quotation that has most of the words in their order, if one has enough of them.
fn nearest(part: &[String], spoken: &[(TextSpan, Vec<String>)]) -> Option<TextSpan> {
    if !(FEWEST_NEAR..=LONGEST).contains(&part.len()) {
        return None;
    }
    let best =
        spoken.iter().map(|(span, words)| (in_order(part, words), *span)).max_by_key(|(count, _)| *count);
    #[allow(clippy::cast_precision_loss, reason = "counts of words are small")]
    best.filter(|(count, _)| *count as f64 >= NEAR * part.len() as f64).map(|(_, span)| span)
}

/// How many words two texts have in common in the same order.
fn in_order(one: &[String], other: &[String]) -> usize {
    let mut row = vec![0_usize; one.len() + 1];
    for word in other.iter().take(LONGEST) {
        let mut diagonal = 0;
        for (at, known) in one.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if known == word { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[one.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> Vec<String> {
        words(text, Languages::default().of(None))
    }

    #[test]
    fn short_forms_and_numbers_are_one_with_long_ones() {
        assert_eq!(
            all("We’re sure it's two: we can't, won't"),
            all("we are sure it is 2 we cannot will not")
        );
        assert_ne!(all("the port's boats"), all("the port is boats"));
    }

    #[test]
    fn pieces_end_at_what_was_left_out_or_put_in() {
        let pieces = fragments("It was … a [very] long day", Languages::default().of(None));
        assert_eq!(pieces, vec![all("It was"), all("a"), all("long day")]);
    }

    #[test]
    fn works_have_capitals_in_a_headline_without() {
        assert!(is_title("Harbour cinema shows ‘The Long Winter’ again", "The Long Winter"));
        assert!(!is_title("Harbour Cinema Shows ‘The Long Winter’ Again", "The Long Winter"));
        assert!(!is_title("Mayor calls bridge ‘a long winter’", "a long winter"));
        assert!(may_be_name("“Row far, row fast”", "Row far, row fast"));
        assert!(may_be_name("Chart 2.1 ‘Steady Sal’ Is Out", "Steady Sal"));
        assert!(!may_be_name("Mayor calls bridge ‘total betrayal’", "total betrayal"));
    }

    #[test]
    fn marks_of_a_headline_are_read() {
        let quoted = |text: &str| -> Vec<String> {
            in_headline(text, &Languages::default(), None)
                .into_iter()
                .map(|span| text[span.range()].to_owned())
                .collect()
        };
        assert_eq!(quoted("Mayor: 'We will not go', says Calder's rival"), ["We will not go"]);
        assert_eq!(quoted("The boys’ own quay in the ’90s"), Vec::<String>::new());
    }

    proptest! {
        /// What stands in the story word for word is held by it, whatever stands around it.
        #[test]
        fn a_part_is_held(before in "[a-z ]{0,30}", part in "[a-z]{1,8}( [a-z]{1,8}){1,6}", after in "[a-z ]{0,30}") {
            let story = format!("{before} {part} {after}");
            prop_assert!(holds(&all(&story), &all(&part)));
            prop_assert_eq!(in_order(&all(&part), &all(&story)), all(&part).len());
        }
    }
}
