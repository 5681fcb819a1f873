//! Examples for a new rule, made up where the author gives none.

use super::what::What;
use crate::checking::SCOPE_WORDS;

/// What stands in place of what is caught.
const HARMLESS: &str = "something else";

/// Where an example's sentence stands.
#[derive(Debug, Clone, Copy)]
pub struct SentencePlace {
    before: &'static str,
    behind: &'static str,
}

impl SentencePlace {
    /// A place in a document that a scope looks at.
    ///
    /// # Errors
    /// For a scope that needs an example of the author's own.
    pub fn of(scope: Option<&str>) -> Result<Self, String> {
        let (before, behind) = match scope {
            None | Some("text" | "any" | "paragraph" | "sentence") => ("", ""),
            Some("headline" | "heading" | "heading.h1") => ("# ", ""),
            Some("heading.h2") => ("## ", ""),
            Some("heading.h3") => ("### ", ""),
            Some("list" | "list-item") => ("- ", ""),
            Some("blockquote") => ("> ", ""),
            Some("alt") => ("![", "](pier.jpg)"),
            Some("caption" | "figure.caption") => {
                ("<figure><img src=\"pier.jpg\" alt=\"\"><figcaption>", "</figcaption></figure>")
            }
            Some("table.header") => ("| ", " |\n| --- |\n| The pier. |"),
            Some("table.cell") => ("| Pier |\n| --- |\n| ", " |"),
            // What is no scope, or made of several, is left to the loader and to the test of the example.
            Some(other) if !SCOPE_WORDS.contains(&other) => ("", ""),
            Some(other) => {
                return Err(format!("give an example for the scope `{other}`: --flag TEXT and --pass TEXT"));
            }
        };
        Ok(Self { before, behind })
    }

    /// A text that must be flagged.
    pub fn flag(self, what: &What) -> String {
        match what {
            What::Phrases(_) | What::Swaps(_) => self.says(&format!("[[{}]]", what.first())),
            What::TooMany(text, most) => self.around(&many(text, *most)),
            What::Repeated(text) => self.around(&format!("They say [[{text} and {text}]].")),
            What::Required(fields) if fields.len() == 1 => front_matter("[[---]]", &other_field(fields)),
            What::Required(fields) => front_matter("[[---]]", &filled(&fields[1..])),
            What::Forbidden(fields) => front_matter("---", &format!("[[{}]]: Harbour", fields[0])),
        }
    }

    /// A text that must be left alone.
    pub fn pass(self, what: &What) -> String {
        match what {
            What::Phrases(_) | What::TooMany(_, 0) => self.says(HARMLESS),
            What::Swaps(swaps) => {
                let right = swaps.first().and_then(|(_, right)| right.split('|').next());
                self.says(right.unwrap_or(HARMLESS))
            }
            What::TooMany(text, _) | What::Repeated(text) => self.says(text),
            What::Required(fields) => front_matter("---", &filled(fields)),
            What::Forbidden(fields) => front_matter("---", &other_field(fields)),
        }
    }

    fn says(self, text: &str) -> String {
        self.around(&format!("The draft says {text} here."))
    }

    fn around(self, sentence: &str) -> String {
        format!("{}{sentence}{}", self.before, self.behind)
    }
}

/// One more than may be, the last one marked.
fn many(text: &str, most: usize) -> String {
    if text.starts_with(char::is_alphanumeric) {
        format!("They say {}[[{text}]].", format!("{text} and ").repeat(most))
    } else {
        format!("{}Now[[{text}]]", format!("Now{text} ").repeat(most))
    }
}

fn front_matter(fence: &str, fields: &str) -> String {
    format!("{fence}\n{fields}\n---\n\nThe pier is open.\n")
}

/// A line for each field; where either of two does, for the first.
fn filled(fields: &[String]) -> String {
    let names = fields.iter().filter_map(|field| field.split('|').next());
    let lines: Vec<String> = names.map(|name| format!("{name}: Harbour")).collect();
    lines.join("\n")
}

/// A field that is none of these, filled.
fn other_field(fields: &[String]) -> String {
    let is_free = |name: &&&str| !fields.iter().any(|field| field.split('|').any(|known| known == **name));
    let name = ["section", "note"].iter().find(is_free).unwrap_or(&"pier");
    format!("{name}: Harbour")
}
