//! What near-equal lines have in common, as a pattern with gaps.

mod common;
mod pattern;

use super::line::{LineWord, NUMBER, label, words};
use common::{common, is_filled_in};
use pattern::{Fixed, Gap};

/// Of a line's words, so many in a hundred must stand in all its forms.
const KEPT: usize = 60;
/// The words that all forms of a line have in common, with the gaps between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    fixed: Vec<Fixed>,
    /// The words behind the last common one.
    tail: Gap,
    /// Words of the line it was made from.
    words: usize,
    /// The sign behind a label, if it is one with anything behind it.
    label: Option<char>,
}

impl Template {
    /// The common pattern of a line and others, and which of them have enough in common with it.
    pub(super) fn of<'t>(seed: &str, others: impl Iterator<Item = &'t str>) -> (Self, Vec<bool>) {
        let seed_words = words(seed);
        let mut kept: Vec<usize> = (0..seed_words.len()).collect();
        let mut members = vec![(seed, words(seed))];
        let mut fitting = Vec::new();
        for text in others {
            let other = words(text);
            let common: Vec<usize> =
                common(&seed_words, &kept, &other).into_iter().map(|(index, _)| kept[index]).collect();
            let fits = !common.is_empty() && common.len() * 100 >= seed_words.len().max(other.len()) * KEPT;
            let fits = fits || is_filled_in(&seed_words, &common);
            fitting.push(fits);
            if fits {
                kept = common;
                members.push((text, other));
            }
        }
        (Self::with(&seed_words, &kept, &members), fitting)
    }

    /// The pattern of a label with anything behind it.
    pub(super) fn label(text: &str) -> Option<Self> {
        let all = words(text);
        let (length, sign) = label(text, &all)?;
        let kept: Vec<usize> = (0..length).collect();
        let mut template = Self::with(&all, &kept, &[(text, words(text))]);
        template.words = length;
        template.label = Some(sign);
        Some(template)
    }

    fn with(seed: &[LineWord], kept: &[usize], members: &[(&str, Vec<LineWord>)]) -> Self {
        let text = members[0].0;
        let mut fixed: Vec<Fixed> = kept
            .iter()
            .map(|&index| Fixed {
                word: text[seed[index].range.clone()].to_owned(),
                bare: seed[index].bare.clone(),
                separator: None,
                gap: Gap::NEVER_SEEN,
            })
            .collect();
        let mut tail = Gap::NEVER_SEEN;
        for (number, (text, words)) in members.iter().enumerate() {
            let places = common(seed, kept, words);
            let mut end = None;
            for (index, place) in &places {
                let start = end.map_or(0, |end: usize| end + 1);
                let from = end.map_or(0, |end| words[end].range.end);
                let between = &text[from..words[*place].range.start];
                fixed[*index].gap.see(between, place - start);
                let own = end.map(|_| between.to_owned());
                if number == 0 {
                    fixed[*index].separator = own;
                } else if fixed[*index].separator != own {
                    fixed[*index].separator = None;
                }
                end = Some(*place);
            }
            let from = end.map_or(0, |end| words[end].range.end);
            tail.see(&text[from..], words.len() - end.map_or(0, |end| end + 1));
        }
        Self { fixed, tail, words: seed.len(), label: None }
    }

    /// The pattern as a regular expression for the whole line, signs at its ends aside.
    pub(super) fn pattern(&self) -> String {
        pattern::written(&self.fixed, self.tail, self.label)
    }

    /// How many words all forms have in common.
    pub(super) fn common(&self) -> usize {
        self.fixed.len()
    }

    /// Whether it says enough for a rule: some word, and more than one where others may stand between.
    pub(super) fn says_enough(&self) -> bool {
        let words = self.bare().filter(|word| *word != NUMBER).count();
        let has_gaps = self.tail.is_open() || self.fixed.iter().any(|fixed| fixed.gap.is_open());
        words > usize::from(has_gaps && self.label.is_none())
    }

    /// The common words, without regard to case.
    pub(super) fn bare(&self) -> impl Iterator<Item = &str> {
        self.fixed.iter().map(|fixed| fixed.bare.as_str())
    }

    /// How many of the common words, the first aside, are names or numbers.
    pub(super) fn specifics(&self) -> usize {
        let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let specific = |fixed: &&Fixed| fixed.bare == NUMBER || is_name(&fixed.word);
        self.fixed.iter().skip(1).filter(specific).count()
    }

    /// Words of the line that differ from form to form.
    pub(super) fn open(&self) -> usize {
        self.words - self.fixed.len()
    }

    /// Whether it is a label with anything behind it.
    pub(super) fn is_label(&self) -> bool {
        self.label.is_some()
    }

    /// Whether a line has all common words, in order.
    pub(super) fn fits(&self, text: &str) -> bool {
        let words = words(text);
        let mut rest = words.iter();
        self.fixed.iter().all(|fixed| rest.any(|word| word.bare == fixed.bare))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::RegexBuilder;

    fn template(texts: &[&str]) -> Template {
        let (template, fitting) = Template::of(texts[0], texts[1..].iter().copied());
        assert!(fitting.iter().all(|fits| *fits), "{texts:?}");
        template
    }

    fn holds(template: &Template, text: &str) -> bool {
        let whole = format!(r"^\W*(?:{})\W*$", template.pattern());
        RegexBuilder::new(&whole).case_insensitive(true).build().unwrap().is_match(text)
    }

    #[test]
    fn what_varies_becomes_a_gap() {
        let texts = [
            "Lena Marsh is a reporter at the Harbour Gazette.",
            "Tomas Reuel is a reporter at the Harbour Gazette.",
            "Ann Ro is a reporter at the Harbour Gazette.",
        ];
        let template = template(&texts);
        assert!(texts.iter().all(|text| holds(&template, text)), "{}", template.pattern());
        assert!(holds(&template, "Ines van der Calder is a reporter at the Harbour Gazette"));
        assert!(!holds(&template, "Lena Marsh was a reporter at the Harbour Gazette."));
    }

    #[test]
    fn numbers_are_any_number() {
        let template = template(&["Comments (12)"]);
        assert_eq!(template.pattern(), r"Comments \(\S*\d\S*");
        assert!(holds(&template, "Comments (7)") && !holds(&template, "Comments (none)"));
    }

    #[test]
    fn a_line_with_too_little_in_common_is_left_out() {
        let (template, fitting) =
            Template::of("Sign up for our daily newsletter", ["Sign up for the swimming course"].into_iter());
        assert_eq!((fitting, template.open()), (vec![false], 0));
    }

    #[test]
    fn a_label_takes_what_stands_behind_it() {
        let template = Template::label("Read more: Harbour fees to rise").unwrap();
        assert!(holds(&template, "Read more: The ferry is back, and so are the queues"));
        assert!(!holds(&template, "Read more:") && !holds(&template, "Read more about the harbour."));
    }

    fn line() -> impl proptest::strategy::Strategy<Value = String> {
        let word = proptest::sample::select(vec![
            "the",
            "Ferry",
            "12",
            "don’t",
            "said:",
            "(quay)",
            "–  café",
            "U.S.",
        ]);
        proptest::strategy::Strategy::prop_map(proptest::collection::vec(word, 1..12), |words| {
            words.join(" ")
        })
    }

    proptest::proptest! {
        #[test]
        fn every_form_that_fits_is_matched(seed in line(), others in proptest::collection::vec(line(), 0..5)) {
            let (template, fitting) = Template::of(&seed, others.iter().map(String::as_str));
            proptest::prop_assert!(holds(&template, &seed), "{} in {seed:?}", template.pattern());
            for (other, _) in others.iter().zip(fitting).filter(|(_, fits)| *fits) {
                proptest::prop_assert!(holds(&template, other), "{} in {other:?}", template.pattern());
                proptest::prop_assert!(template.fits(other));
            }
        }
    }
}
