//! `characters`: characters that no writer typed.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};

mod lookalike;
mod mojibake;

/// Characters that no writer typed.
///
/// Flags a zero-width space inside a word, `â€™` for an apostrophe and a Cyrillic letter inside a Latin word;
/// leaves joiners in emoji and in scripts that need them alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Characters {
    /// What is looked for.
    find: Find,
}

/// A kind of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Find {
    /// Characters without a shape of their own: zero-width spaces, soft hyphens, stray controls.
    Invisible,
    /// Text read in the wrong encoding: `â€™`, `Ã©`, the replacement character.
    Mojibake,
    /// Letters of another script that look like the ones around them.
    Lookalike,
}

/// A place in a passage, what stands there, and what should.
struct Trouble {
    range: Range<usize>,
    name: String,
    replacement: Option<String>,
}

impl Parameters for Characters {
    const KIND: &'static str = "characters";
    const EXAMPLE: &'static str = r#"rules:
  wrong-encoding:
    check: characters
    message: "Read in the wrong encoding: “{match}”."
    find: mojibake
    fix: replace
    examples:
      flag: ["It[[â€™]]s back."]
      pass: ["It’s back."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("name", "the character’s name"), ("replacement", "what should stand there")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(self.find)
    }
}

impl Check for Find {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for passage in context.all_passages() {
            if passage.text.is_ascii() && *self != Self::Invisible {
                continue;
            }
            let troubles = match self {
                Self::Invisible => invisible(passage.text),
                Self::Mojibake => mojibake::find(passage.text),
                Self::Lookalike => lookalike::find(passage.text),
            };
            for trouble in troubles {
                let span = passage.part(trouble.range);
                // What stands for something not read is nobody's mistake.
                if !context.speaks_at(span) || context.document().holds_opaque(span) {
                    continue;
                }
                let report = sink.report(span).value("name", trouble.name);
                match trouble.replacement {
                    Some(replacement) => report
                        .value("replacement", replacement.clone())
                        .replace(span, replacement, context.fix_applicability())
                        .emit(),
                    None => report.emit(),
                }
            }
        }
    }
}

/// Characters without a shape of their own, where they have no work to do.
fn invisible(text: &str) -> Vec<Trouble> {
    let mut found = Vec::new();
    // Letters and signs of ASCII all have a shape.
    let may_be = |byte: &u8| !matches!(byte, b' '..=b'~');
    let mut start = 0;
    while let Some(skipped) = text.as_bytes()[start..].iter().position(may_be) {
        let at = start + skipped;
        let Some(character) = text[at..].chars().next() else { break };
        start = at + character.len_utf8();
        let Some(name) = invisible_name(character) else { continue };
        let end = at + character.len_utf8();
        let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
        if has_work(character, before, after) {
            continue;
        }
        let name = format!("{name} (U+{:04X})", u32::from(character));
        // Several of them in a row are one thing that was pasted.
        if let Some(last) =
            found.last_mut().filter(|last: &&mut Trouble| last.range.end == at && last.name == name)
        {
            last.range.end = end;
            continue;
        }
        found.push(Trouble { range: at..end, name, replacement: Some(String::new()) });
    }
    found
}

fn invisible_name(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte order mark",
        '\u{ad}' => "soft hyphen",
        '\u{fffc}' => "object replacement character",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => "direction control",
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' => "control character",
        _ => return None,
    })
}

/// Whether an invisible character does something here: joins an emoji, shapes a script, turns a direction.
fn has_work(character: char, before: Option<char>, after: Option<char>) -> bool {
    let beside = |test: fn(char) -> bool| before.is_some_and(test) || after.is_some_and(test);
    let inside = |test: fn(char) -> bool| before.is_some_and(test) && after.is_some_and(test);
    match character {
        '\u{ad}' => inside(|near| near.is_alphanumeric() || near == '/'),
        // It keeps a name from becoming a mention or a link.
        '\u{200b}' | '\u{2060}' if keeps_from_linking(before, after) => true,
        // Thai, Lao, Khmer, Burmese and Chinese break lines at it.
        '\u{200b}' => beside(|near| near >= '\u{e00}' && near.is_alphabetic()),
        // It keeps a dash with its word.
        '\u{2060}' => beside(|near| matches!(near, '-' | '–' | '—' | '/')),
        '\u{200c}' => beside(needs_shaping),
        '\u{200d}' => beside(needs_shaping) || before.is_some_and(|near| near >= '\u{2190}'),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
            beside(needs_shaping) || beside(|near| !near.is_alphabetic())
        }
        _ => false,
    }
}

/// Whether a character between two others keeps programs from making a mention, a tag or an address of them.
fn keeps_from_linking(before: Option<char>, after: Option<char>) -> bool {
    matches!(before, Some('@' | '#' | '.' | '/')) && after.is_some_and(char::is_alphanumeric)
}

/// Letters of Arabic, Hebrew, Indic and other scripts that change their shape.
fn needs_shaping(near: char) -> bool {
    matches!(near, '\u{590}'..='\u{10ff}' | '\u{1780}'..='\u{18af}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}
