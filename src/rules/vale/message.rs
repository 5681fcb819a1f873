//! Messages with `%s` in them.

use crate::checking::Template;

/// A message of Vale's as one of ours: the first `%s` is the first of `names`, and so on.
///
/// A placeholder for which there is no name stays empty.
pub(super) fn template(message: &str, names: &[&'static str]) -> Template {
    let mut template = Template::default();
    let mut rest = message;
    let mut next = 0;
    while let Some(at) = rest.find('%') {
        template.text(&rest[..at]);
        let verb = Verb::read(&rest[at + 1..]);
        rest = &rest[at + 1 + verb.length..];
        match verb.kind {
            VerbKind::Percent => template.text("%"),
            VerbKind::Value(index) => {
                let index = index.unwrap_or(next);
                next = index + 1;
                if let Some(name) = names.get(index) {
                    template.name(name);
                }
            }
        }
    }
    template.text(rest);
    template
}

struct Verb {
    kind: VerbKind,
    /// Bytes behind the sign.
    length: usize,
}

enum VerbKind {
    /// A percent sign, written twice or standing for itself.
    Percent,
    /// A value, by its number if that is given.
    Value(Option<usize>),
}

impl Verb {
    /// Reads what stands behind a percent sign.
    fn read(text: &str) -> Self {
        if text.starts_with('%') {
            return Self { kind: VerbKind::Percent, length: 1 };
        }
        let (index, start) = explicit_index(text);
        let flags = text[start..].find(|sign: char| !(sign.is_ascii_digit() || sign == '.')).unwrap_or(0);
        match text[start + flags..].chars().next() {
            Some('s' | 'd' | 'v' | 'q' | 'f') => {
                Self { kind: VerbKind::Value(index), length: start + flags + 1 }
            }
            _ => Self { kind: VerbKind::Percent, length: 0 },
        }
    }
}

/// The number in `[2]s`, counted from 0, and where it ends.
fn explicit_index(text: &str) -> (Option<usize>, usize) {
    let number = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match number.map(|(number, _)| (number.parse::<usize>(), number.len())) {
        Some((Ok(number), length)) if number > 0 => (Some(number - 1), length + 2),
        _ => (None, 0),
    }
}
