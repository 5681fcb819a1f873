//! From the text of a script to its words and signs.

use super::ScriptError;

/// A word or a sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ScriptToken {
    Name(String),
    Int(i64),
    Float(f64),
    Char(char),
    Text(String),
    Sign(&'static str),
    /// The end of a statement: a semicolon, or a line break behind what may end one.
    End,
}

/// A token with its line, counted from 1.
pub(super) type Placed = (ScriptToken, usize);

/// All signs, each before those that begin it.
const SIGNS: &[&str] = &[
    "<<=", ">>=", "&^=", "...", "&&", "||", "==", "!=", "<=", ">=", ":=", "+=", "-=", "*=", "/=", "%=", "&=",
    "|=", "^=", "++", "--", "<<", ">>", "&^", "+", "-", "*", "/", "%", "&", "|", "^", "!", "=", "<", ">",
    "(", ")", "[", "]", "{", "}", ",", ".", ":", "?",
];
/// Signs behind which a statement may end.
const CLOSING: &[&str] = &[")", "]", "}", "++", "--"];
/// Names behind which none ends.
const OPENING_NAMES: &[&str] = &["if", "else", "for", "in", "func"];

/// Reads a script.
pub(super) fn read(text: &str) -> Result<Vec<Placed>, ScriptError> {
    let mut reader = Reader { rest: text, line: 1, tokens: Vec::new() };
    while !reader.rest.is_empty() {
        reader.next()?;
    }
    reader.end_line();
    Ok(reader.tokens)
}

struct Reader<'t> {
    rest: &'t str,
    line: usize,
    tokens: Vec<Placed>,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<(), ScriptError> {
        let Some(first) = self.rest.chars().next() else { return Ok(()) };
        match first {
            '\n' => {
                self.end_line();
                self.take(1);
                self.line += 1;
            }
            ';' => {
                self.tokens.push((ScriptToken::End, self.line));
                self.take(1);
            }
            _ if first.is_whitespace() => {
                self.take(first.len_utf8());
            }
            _ if self.rest.starts_with("//") => {
                self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
            }
            _ if self.rest.starts_with("/*") => {
                let length = self.rest.find("*/").map_or(self.rest.len(), |end| end + 2);
                self.line += self.take(length).matches('\n').count();
            }
            '"' => self.text()?,
            '`' => self.raw_text()?,
            '\'' => self.character()?,
            _ if first.is_ascii_digit() => self.number()?,
            _ if first.is_alphabetic() || first == '_' => {
                let is_part = |sign: char| sign.is_alphanumeric() || sign == '_';
                let length = self.rest.find(|sign| !is_part(sign)).unwrap_or(self.rest.len());
                let name = self.take(length).to_owned();
                self.push(ScriptToken::Name(name));
            }
            _ => {
                let Some(sign) = SIGNS.iter().find(|sign| self.rest.starts_with(**sign)) else {
                    return self.wrong(format!("`{first}` means nothing here"));
                };
                self.take(sign.len());
                self.push(ScriptToken::Sign(sign));
            }
        }
        Ok(())
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn push(&mut self, token: ScriptToken) {
        self.tokens.push((token, self.line));
    }

    fn wrong<T>(&self, message: impl Into<String>) -> Result<T, ScriptError> {
        Err(ScriptError::Syntax { line: self.line, message: message.into() })
    }

    /// A line break ends a statement where one may end.
    fn end_line(&mut self) {
        let ends = match self.tokens.last() {
            None | Some((ScriptToken::End, _)) => false,
            Some((ScriptToken::Sign(sign), _)) => CLOSING.contains(sign),
            Some((ScriptToken::Name(name), _)) => !OPENING_NAMES.contains(&name.as_str()),
            Some(_) => true,
        };
        if ends {
            self.push(ScriptToken::End);
        }
    }

    fn text(&mut self) -> Result<(), ScriptError> {
        self.take(1);
        let mut text = String::new();
        while let Some(letter) = self.letter('"')? {
            text.push(letter);
        }
        self.push(ScriptToken::Text(text));
        Ok(())
    }

    fn raw_text(&mut self) -> Result<(), ScriptError> {
        let Some(end) = self.rest[1..].find('`') else { return self.wrong("a text without its end") };
        let text = self.take(end + 2);
        self.push(ScriptToken::Text(text[1..=end].replace('\r', "")));
        self.line += text.matches('\n').count();
        Ok(())
    }

    fn character(&mut self) -> Result<(), ScriptError> {
        self.take(1);
        let letter = self.letter('\'')?;
        match (letter, self.letter('\'')?) {
            (Some(letter), None) => self.push(ScriptToken::Char(letter)),
            _ => return self.wrong("a character between `'` is one"),
        }
        Ok(())
    }

    /// The next letter of a text; none at its closing mark, which is taken.
    fn letter(&mut self, mark: char) -> Result<Option<char>, ScriptError> {
        let Some(first) = self.rest.chars().next().filter(|first| *first != '\n') else {
            return self.wrong("a text without its end");
        };
        self.take(first.len_utf8());
        if first == mark {
            return Ok(None);
        }
        if first != '\\' {
            return Ok(Some(first));
        }
        let Some(escaped) = self.rest.chars().next() else { return self.wrong("a text without its end") };
        if escaped.is_digit(8) {
            return self.code(3, 8).map(Some);
        }
        self.take(escaped.len_utf8());
        Ok(Some(match escaped {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            '\\' | '"' | '\'' => escaped,
            'x' => self.code(2, 16)?,
            'u' => self.code(4, 16)?,
            'U' => self.code(8, 16)?,
            _ => return self.wrong(format!("there is no escape `\\{escaped}`")),
        }))
    }

    /// A character by its number, in so many digits.
    fn code(&mut self, digits: usize, radix: u32) -> Result<char, ScriptError> {
        let written = self.rest.get(..digits).and_then(|code| u32::from_str_radix(code, radix).ok());
        let Some(letter) = written.and_then(char::from_u32) else { return self.wrong("a wrong escape") };
        self.take(digits);
        Ok(letter)
    }

    fn number(&mut self) -> Result<(), ScriptError> {
        let is_part = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_');
        let mut length = self.rest.find(|sign| !is_part(sign)).unwrap_or(self.rest.len());
        // The sign of an exponent.
        let written = &self.rest[..length];
        let is_hexadecimal = written.starts_with("0x") || written.starts_with("0X");
        if !is_hexadecimal && written.ends_with(['e', 'E']) && self.rest[length..].starts_with(['+', '-']) {
            let rest = &self.rest[length + 1..];
            length += 1 + rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        }
        let written = self.take(length).replace('_', "");
        let whole = match written.get(..2) {
            Some("0x" | "0X") => i64::from_str_radix(&written[2..], 16).ok(),
            Some("0b" | "0B") => i64::from_str_radix(&written[2..], 2).ok(),
            Some("0o" | "0O") => i64::from_str_radix(&written[2..], 8).ok(),
            _ => written.parse().ok(),
        };
        match (whole, written.parse::<f64>()) {
            (Some(whole), _) => self.push(ScriptToken::Int(whole)),
            (None, Ok(number)) => self.push(ScriptToken::Float(number)),
            _ => return self.wrong(format!("`{written}` is no number")),
        }
        Ok(())
    }
}
