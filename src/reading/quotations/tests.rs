use proptest::prelude::*;

use super::*;
use crate::language::{Language, Languages};

/// Paragraphs of running text from texts, laid out as in a document's prose.
fn paragraphs<'t>(texts: &[&'t str]) -> Vec<Paragraph<'t>> {
    let mut start = 0;
    let lay_out = |text: &&'t str| {
        let paragraph = Paragraph {
            text,
            start,
            role: ParagraphRole::Running,
            is_block_quotation: false,
            arrows: Vec::new(),
        };
        start += TextSpan::from_range(0..text.len()).end + 2;
        paragraph
    };
    texts.iter().map(lay_out).collect()
}

/// A text's quotations and defects in a language, where one is named.
fn read(paragraphs: &[Paragraph<'_>], language: Option<&str>) -> Quotations {
    parse(paragraphs, &Languages::default(), language.and_then(Language::from_tag))
}

/// What is wrong in a text: kinds and marks.
fn defects(texts: &[&str], language: &str) -> Vec<(DefectKind, String)> {
    let prose = texts.join("\n\n");
    let found = read(&paragraphs(texts), Some(language));
    found.defects.iter().map(|defect| (defect.kind, prose[defect.mark.range()].to_owned())).collect()
}

/// The quotations of a text, without their marks.
fn quoted(text: &str, language: &str) -> Vec<String> {
    let found = read(&paragraphs(&[text]), Some(language));
    found.quotations.iter().map(|quotation| text[quotation.content().range()].to_owned()).collect()
}

#[test]
fn one_missing_mark_is_one_defect() {
    let text = "“One,” he said. “Two, he went on. “Three,” he said. “Four,” they said.";
    assert_eq!(defects(&[text], "en"), [(DefectKind::Unclosed, "“".to_owned())]);
    let text = "\"One,\" he said. Two,\" he went on. \"Three,\" he said. \"Four,\" they said.";
    let found = read(&paragraphs(&[text]), Some("en"));
    assert_eq!(found.defects.len(), 1);
    assert_eq!(found.defects[0].kind, DefectKind::Unopened);
    assert_eq!(found.defects[0].mark.start as usize, text.find("Two,\"").unwrap() + 4);
}

#[test]
fn a_paragraph_ends_the_damage() {
    let texts =
        ["He said “no and left the harbour at once.", "Then she said “yes” and stayed for the night."];
    assert_eq!(defects(&texts, "en"), [(DefectKind::Unclosed, "“".to_owned())]);
}

#[test]
fn nested_quotations_have_levels() {
    let text = "“He told me, ‘Go home, the boats are in,’ and left,” she said.";
    assert_eq!(
        quoted(text, "en"),
        ["He told me, ‘Go home, the boats are in,’ and left,", "Go home, the boats are in,"]
    );
    let found = read(&paragraphs(&[text]), Some("en"));
    assert_eq!(found.quotations.iter().map(|quotation| quotation.level).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn conventions_of_languages_hold() {
    for (text, language) in [
        ("„Gut“, sagte sie, ‚so‘ und »so« und ›so‹.", "de"),
        ("« L’avis d’hier », dit-elle, “oui”.", "fr"),
        ("”Bra”, sade hon, och ’ja’ också.", "sv"),
        ("»Fint«, sagde hun.", "da"),
        ("„Dobrze” – powiedziała «ona».", "pl"),
        ("«Bien», dijo ella, “sí”, dijo él, ‘no’.", "es"),
        ("„Goed”, zei ze, ’s avonds en ’t is zo.", "nl"),
        ("«Bene», disse. L’ha detto po’ dopo.", "it"),
        ("قال «نعم» ثم “لا”.", "ar"),
        ("他说：“好。”《书》、『刊』（注）", "zh"),
        ("「港は『門』だ」と言った。〈終〉【注】", "ja"),
        ("그는 “좋다”고 ‘말’했다.", "ko"),
    ] {
        assert_eq!(defects(&[text], language), [], "{text}");
        assert_eq!(read(&paragraphs(&[text]), None).defects, [], "{text}, language unknown");
    }
}

#[test]
fn what_is_no_quotation_mark_is_left_alone() {
    for text in [
        "The Joneses' boat, the boys' school, James's and the '90s.",
        "He stands 6'2\" and rowed 5\" past, at 12' 6\".",
        "Rock 'n' roll, 'tis said, goin' down to the dogs' home.",
        "1) by sea, 2) by land; a) first :-) and ;) last",
        "Chances lie in [0, 1) and https://example.org/a_(b)?q='x.",
    ] {
        assert_eq!(defects(&[text], "en"), [], "{text}");
    }
}

#[test]
fn three_single_marks_end_two_quotations() {
    let text = "''They said, 'We'll have none of them,''' he recalled. ''And left.''";
    assert_eq!(defects(&[text], "en"), []);
}

#[test]
fn a_quotation_runs_on_when_it_is_opened_again() {
    let texts = [
        "“The wind came up before noon that day.",
        "“We lost three boats in the night.",
        "“It was over by two.”",
    ];
    assert_eq!(defects(&texts, "en"), []);
    let found = read(&paragraphs(&texts), Some("en"));
    assert_eq!(
        found.quotations.iter().map(|quotation| quotation.resumes).collect::<Vec<_>>(),
        [false, true, true]
    );
}

#[test]
fn what_is_not_read_may_be_quoted_owned_and_noted() {
    let texts = [
        "Write \"\u{fffc}\" or '\u{fffc}' here, (\u{fffc}).",
        "It is \u{fffc}'s turn and the \u{fffc}’s too.",
        "\"It was late,\"\u{fffc} she said. \"It was the boats'\u{fffc} turn.\"\u{fffc} \"Late.\u{fffc}\"",
    ];
    assert_eq!(defects(&texts, "en"), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read(
        texts in prop::collection::vec("([a-zé好 ]{0,4}[\"'“”„‘’‚«»‹›()\\[\\]{}「」（）,.:;0-9*\\-]{0,3}){0,12}", 0..5),
        language in prop::option::of(prop::sample::select(vec!["en", "de", "fr", "sv", "zh", "xx"])),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let prose = texts.join("\n\n");
        let found = read(&paragraphs(&texts), language);
        for span in found.defects.iter().flat_map(|defect| [Some(defect.mark), defect.partner]).flatten() {
            prop_assert!(prose.get(span.range()).is_some_and(|mark| !mark.is_empty()));
        }
        for quotation in &found.quotations {
            prop_assert!(prose.get(quotation.span.range()).is_some());
            prop_assert!(prose.get(quotation.content().range()).is_some());
        }
        prop_assert!(found.defects.is_sorted_by_key(|defect| defect.mark));
        prop_assert!(found.quotations.is_sorted_by_key(|quotation| quotation.open));
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,80}") {
        read(&paragraphs(&[&text]), None);
    }
}
