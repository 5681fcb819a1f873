//! The protocol's messages, apart and together: a header with a length, then as many bytes of JSON.
//!
//! A message that cannot be read is answered with an error, and the next one is looked for. What follows a header
//! that is no use may be anything, so the next message is wherever the next length stands: JSON holds no such line.

use std::fmt::Display;
use std::io::{self, BufRead, Read, Write};

use lsp_server::{ErrorCode, Message};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

/// Longer messages hold no article, in bytes.
const LONGEST: u64 = 256 << 20;
/// Longer lines are no header, in bytes: they are looked through piece by piece.
const LONGEST_LINE: u64 = 8 << 10;
/// The header that tells how long a message is, in small letters.
const LENGTH: &[u8] = b"content-length:";

/// A message that cannot be read.
#[derive(Debug)]
pub(super) struct Malformed {
    /// The request that it seems to be, or null.
    id: Value,
    code: ErrorCode,
    why: String,
}

impl Malformed {
    fn parse(why: impl Into<String>) -> Self {
        Self { id: Value::Null, code: ErrorCode::ParseError, why: why.into() }
    }
}

/// Reads the next message; none at the end of the input.
///
/// # Errors
/// When the input cannot be read any more.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Result<Message, Malformed>>> {
    let length = match read_header(input)? {
        None => return Ok(None),
        Some(Ok(length)) => length,
        Some(Err(malformed)) => return Ok(Some(Err(malformed))),
    };
    let mut body = Vec::new();
    // It grows as bytes come, whatever length was promised.
    input.take(length).read_to_end(&mut body)?;
    Ok(Some(parse(&body)))
}

/// The length of the next message; none at the end of the input.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<Result<u64, Malformed>>> {
    let mut length: Option<Result<u64, Malformed>> = None;
    let mut has_fields = false;
    let mut line = Vec::new();
    loop {
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if !line.ends_with(b"\n") {
            // A length may begin in this piece and go on in the next.
            line.drain(..line.len().saturating_sub(LENGTH.len() + 20));
            continue;
        }
        let is_end = line.trim_ascii().is_empty();
        if let Some(at) = find_length(&line) {
            length = Some(read_length(&line[at..]));
        }
        line.clear();
        match (is_end, length.take()) {
            (true, Some(length)) => return Ok(Some(length)),
            // Blank lines between messages are harmless.
            (true, None) if !has_fields => {}
            (true, None) => return Ok(Some(Err(Malformed::parse("the message has no Content-Length")))),
            (false, known) => (has_fields, length) = (true, known),
        }
    }
}

/// Where the last length in a line begins; there may be the rest of another message before it.
fn find_length(line: &[u8]) -> Option<usize> {
    let at = line.windows(LENGTH.len()).rposition(|part| part.eq_ignore_ascii_case(LENGTH))?;
    Some(at + LENGTH.len())
}

fn read_length(digits: &[u8]) -> Result<u64, Malformed> {
    let written = String::from_utf8_lossy(digits);
    match written.trim().parse() {
        Ok(length) if length <= LONGEST => Ok(length),
        Ok(_) => Err(Malformed::parse(format!("the message is longer than {} MiB", LONGEST >> 20))),
        Err(_) => Err(Malformed::parse("the Content-Length is no number of bytes")),
    }
}

fn parse(body: &[u8]) -> Result<Message, Malformed> {
    let parsed = serde_json::from_slice(body);
    if let Ok(request @ Message::Request(_)) = parsed {
        return Ok(request);
    }
    // Half a pair of surrogates in a text does not hide the id: what nobody asks for is not decoded.
    let Identified { id, method } = serde_json::from_slice(body).unwrap_or_default();
    match parsed {
        // A request whose id is odd looks like a notification, and one whose method is odd like an answer.
        Ok(Message::Notification(_)) if !id.is_null() => {
            Err(malformed(ErrorCode::InvalidRequest, id, &"its id is no number of 32 bits and no text"))
        }
        Ok(Message::Response(_)) if method.is_some() => {
            Err(malformed(ErrorCode::InvalidRequest, id, &"its method is no text"))
        }
        Ok(message) => Ok(message),
        Err(error) => {
            let is_json = serde_json::from_slice::<Value>(body).is_ok();
            let code = if is_json { ErrorCode::InvalidRequest } else { ErrorCode::ParseError };
            Err(malformed(code, id, &error))
        }
    }
}

fn malformed(code: ErrorCode, id: Value, why: &dyn Display) -> Malformed {
    let id = if id.is_string() || id.is_number() { id } else { Value::Null };
    Malformed { id, code, why: format!("the message cannot be read: {why}") }
}

/// As much of a message as an answer to it needs.
#[derive(Default, Deserialize)]
struct Identified {
    #[serde(default)]
    id: Value,
    method: Option<IgnoredAny>,
}

/// Answers a message that cannot be read.
///
/// # Errors
/// When nobody listens any more.
pub(super) fn refuse(output: &mut impl Write, malformed: &Malformed) -> io::Result<()> {
    let error = json!({ "code": malformed.code as i32, "message": malformed.why });
    let text = json!({ "jsonrpc": "2.0", "id": malformed.id, "error": error }).to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each message of an input comes to: its method, or the code of the error.
    fn told(input: &str) -> Vec<String> {
        let mut input = input.as_bytes();
        let messages = std::iter::from_fn(|| read(&mut input).unwrap());
        let told = messages.map(|message| match message {
            Ok(Message::Request(request)) => request.method,
            Ok(Message::Notification(notification)) => notification.method,
            Ok(Message::Response(_)) => "response".to_owned(),
            Err(Malformed { id, code, .. }) => format!("{id} {}", code as i32),
        });
        told.collect()
    }

    fn framed(text: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    }

    #[test]
    fn the_next_message_is_found_after_one_that_cannot_be_read() {
        let good = framed("{\"method\": \"good\"}");
        for (bad, answer) in [
            (framed("{\"id\": 7, \"method\": \"m\", \"params\": [\"\\ud800\"]}"), "7 -32700"),
            (framed("{\"id\": \"a\", \"method\": 1}"), "\"a\" -32600"),
            (framed("{\"id\": 12345678901234567890, \"method\": \"m\"}"), "12345678901234567890 -32600"),
            (framed("[]"), "null -32600"),
            (framed("{"), "null -32700"),
            (framed(""), "null -32700"),
            (framed(&"[".repeat(100_000)), "null -32700"),
            ("Content-Length: 99999999999\r\n\r\n{\"id\": 1}".to_owned(), "null -32700"),
            ("Content-Length: 99999999999999999999999\r\n\r\n".to_owned(), "null -32700"),
            ("Content-Length: -1\r\n\r\n".to_owned(), "null -32700"),
            ("Content-Length:\r\n\r\n{}".to_owned(), "null -32700"),
            ("Content-Type: a\r\n\r\n{\"id\": 1}".to_owned(), "null -32700"),
            (format!("Content-Type: {}\r\n\r\n{{}}", "a".repeat(100_000)), "null -32700"),
            // The rest of what was longer than it said.
            (format!("Content-Length: 2\r\n\r\n{{  {}", "a".repeat(20_000)), "null -32700"),
        ] {
            let input = format!("{good}{bad}{good}{good}");
            assert_eq!(told(&input), ["good", answer, "good", "good"], "{}", &bad[..bad.len().min(80)]);
        }
    }

    #[test]
    fn headers_are_taken_as_they_come() {
        let text = "{\"method\": \"m\"}";
        for header in ["content-length: 15\r\nContent-Type: x\r\n\r\n", "\r\n\r\nCONTENT-LENGTH:15\n\n"] {
            assert_eq!(told(&format!("{header}{text}")), ["m"]);
        }
        assert_eq!(told("Content-Length: 15\r\n"), [""; 0]);
        assert_eq!(told("Content-Length: 15\r\n\r\n{\"met"), ["null -32700"]);
    }
}
