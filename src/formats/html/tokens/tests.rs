use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token as Other, Tokenizer};
use proptest::prelude::*;

use super::*;

/// The tokens of a text in short.
fn told(text: &str) -> Vec<String> {
    let mut tokens = Tokens::new(text);
    let mut told = Vec::new();
    while let Some(token) = tokens.next() {
        told.push(match token {
            Token::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                let mut seen: Vec<(String, &str)> = Vec::new();
                for attribute in tokens.attributes() {
                    let name = attribute.name.to_ascii_lowercase();
                    if seen.iter().all(|(known, _)| *known != name) {
                        seen.push((name, &text[attribute.value.clone()]));
                    }
                }
                seen.sort();
                format!("<{name} {seen:?} {}>", tag.closes_itself)
            }
            Token::End(tag) => format!("</{}>", tag.name.to_ascii_lowercase()),
            Token::Text(range) => text[range].to_owned(),
            Token::Comment { content, .. } => format!("<!--{}", &text[content]),
        });
    }
    told
}

/// What another reader of the same rules says of a text, places aside. It tells no comment from what is none.
fn told_by_another(text: &str) -> Vec<String> {
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let written = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut told = Vec::new();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        told.push(match token {
            Other::StartTag(tag) => {
                let attributes: Vec<(String, String)> =
                    tag.attributes.iter().map(|(name, value)| (written(name), written(value))).collect();
                format!("<{} {attributes:?} {}>", written(&tag.name), tag.self_closing)
            }
            Other::EndTag(tag) => format!("</{}>", written(&tag.name)),
            Other::String(text) => written(&text),
            Other::Comment(text) => format!("<!--{}", written(&text)),
            Other::Doctype(_) | Other::Error(_) => continue,
        });
    }
    told
}

fn joined(told: &[String]) -> String {
    told.iter().filter(|piece| !piece.starts_with("<!--")).map(String::as_str).collect()
}

#[test]
fn tags_text_and_comments_are_told_apart() {
    assert_eq!(told("a < b <3 </ x> c</"), ["a < b <3 ", " c</"]);
    assert_eq!(
        told("<P Class=\"a > b\" hidden id=x/y>t</P ><br/>"),
        [r#"<p [("class", "a > b"), ("hidden", ""), ("id", "x/y")] false>"#, "t", "</p>", "<br [] true>"]
    );
    assert_eq!(told("<p a=1 A=2>"), [r#"<p [("a", "1")] false>"#]);
    assert_eq!(told("a<p b='c"), ["a"]);
    assert_eq!(told("<!doctype html><?php x ?><!x>a"), ["a"]);
}

#[test]
fn comments_end_as_browsers_end_them() {
    for (text, content, length) in [
        ("<!-- a -->b", " a ", 10),
        ("<!-- a --!>b", " a ", 11),
        ("<!-->b", "", 5),
        ("<!--->b", "", 6),
        ("<!----->b", "-", 8),
        ("<!-- a --> --!>b", " a ", 10),
        ("<!-- a -- > b", " a -- > b", 13),
    ] {
        let Some(Token::Comment { whole, content: found }) = Tokens::new(text).next() else {
            panic!("{text}")
        };
        assert_eq!((&text[found], whole), (content, 0..length), "{text}");
    }
}

#[test]
fn what_is_no_markup_is_text() {
    let script = "var a = '<b>'; <!-- <script>x</script> --> </scripty>";
    assert_eq!(told(&format!("<script>{script}</script>b")), ["<script [] false>", script, "</script>", "b"]);
    assert_eq!(told("<title>a <b> c</TITLE >d"), ["<title [] false>", "a <b> c", "</title>", "d"]);
    assert_eq!(told("<style>a > b"), ["<style [] false>", "a > b"]);
}

#[test]
fn drawings_and_formulas_have_rules_of_their_own() {
    let mut tokens = Tokens::new("<style/><p><![CDATA[a > <b>]]>");
    tokens.set_foreign(true);
    assert!(matches!(tokens.next(), Some(Token::Start(tag)) if tag.closes_itself));
    assert!(matches!(tokens.next(), Some(Token::Start(_))));
    assert!(matches!(tokens.next(), Some(Token::Text(text)) if text == (20..27)));
}

#[test]
fn a_tag_may_have_any_number_of_attributes() {
    let attributes: Vec<String> = (0..200_000).map(|number| format!("a{number}=\"{number}\"")).collect();
    let text = format!("<p {}>x", attributes.join(" "));
    let mut tokens = Tokens::new(&text);
    assert!(tokens.next().is_some());
    assert_eq!(tokens.attributes().len(), 200_000);
}

fn markup() -> impl Strategy<Value = String> {
    let pieces = [
        "<",
        ">",
        "/",
        "=",
        "\"",
        "'",
        "!",
        "--",
        "<!--",
        "-->",
        "--!>",
        " ",
        "\n",
        "<p",
        "</p>",
        "<br/>",
        "<a href=",
        "x",
        "é",
        "<script>",
        "</script>",
        "<title>",
        "</title",
        "<style",
        "</style>",
        "<svg>",
        "class",
        "?",
        "</",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_reader_of_the_same_rules_agrees(text in markup()) {
        prop_assert_eq!(joined(&told(&text)), joined(&told_by_another(&text)));
    }
}
