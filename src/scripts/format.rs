//! Texts with values in them: `%d of %s`.

use super::value::Value;

/// No number is written wider than this.
const WIDEST: usize = 200;

/// A text with values in the places of `%s`, `%d` and the like.
pub(super) fn format(form: &str, values: &[Value]) -> String {
    let mut text = String::new();
    let mut values = values.iter();
    let mut rest = form;
    while let Some(at) = rest.find('%') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length = rest.find(|sign: char| !matches!(sign, '0'..='9' | '.' | '-' | '+' | '#' | ' '));
        let Some(length) = length else { break };
        let (flags, behind) = rest.split_at(length);
        let Some(verb) = behind.chars().next() else { break };
        rest = &behind[verb.len_utf8()..];
        if verb == '%' {
            text.push('%');
        } else if let Some(value) = values.next() {
            text.push_str(&padded(flags, &written(verb, flags, value)));
        } else {
            text.extend(["%!", verb.encode_utf8(&mut [0; 4]), "(MISSING)"]);
        }
    }
    text.push_str(rest);
    text
}

fn written(verb: char, flags: &str, value: &Value) -> String {
    let decimals = flags.split_once('.').and_then(|(_, decimals)| decimals.parse().ok());
    match (verb, value) {
        ('f' | 'F' | 'g' | 'e', value) => match value.as_float() {
            Ok(number) => format!("{number:.*}", decimals.unwrap_or(6).min(WIDEST)),
            Err(_) => value.written().to_string(),
        },
        ('q', value) => format!("{:?}", value.written()),
        ('x', Value::Int(number)) => format!("{number:x}"),
        ('X', Value::Int(number)) => format!("{number:X}"),
        ('b', Value::Int(number)) => format!("{number:b}"),
        ('c', value) => {
            let letter =
                value.as_int().ok().and_then(|code| u32::try_from(code).ok()).and_then(char::from_u32);
            letter.map(String::from).unwrap_or_default()
        }
        ('s', value) => {
            let text = value.written().to_string();
            decimals.map_or(text.clone(), |most| text.chars().take(most).collect())
        }
        (_, value) => value.written().to_string(),
    }
}

/// A text in so wide a column; a minus sign puts it to the left.
fn padded(flags: &str, text: &str) -> String {
    let column = flags.split('.').next().unwrap_or_default();
    let width: String = column.chars().filter(char::is_ascii_digit).collect();
    let width = width.parse::<usize>().unwrap_or(0).min(WIDEST);
    if column.contains('-') {
        format!("{text:<width$}")
    } else if column.starts_with('0') {
        format!("{text:0>width$}")
    } else {
        format!("{text:>width$}")
    }
}
