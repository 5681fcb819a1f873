//! `copydesk stream`: JSON Lines documents in, JSON Lines findings out, in order, in constant memory.

use std::fmt::Display;
use std::io::{self, BufRead, Read, Write};
use std::iter;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::arguments::Stream;
use super::{Outcome, articles, fail, say};
use crate::desk::{self, Desk, DeskError, Told};
use crate::document::Format;
use crate::language::Language;
use crate::report::Record;
use crate::source::{Source, one_line};

/// How many documents are in memory at a time, for each core.
const BATCH_PER_CORE: usize = 16;
/// Longer lines hold no article, in bytes.
const LONGEST_LINE: u64 = 256 << 20;
/// So many lines that could not be checked are named on standard error; the others are counted.
const MOST_TOLD: u64 = 10;
/// What some programs begin a file with.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A document as it comes in. What stands in its fields is read later, so that its id is known whatever they hold.
#[derive(Deserialize)]
struct Incoming<'a> {
    /// As it is written: a number may be larger, or have more digits, than any that a program counts with.
    #[serde(borrow, default, deserialize_with = "even_null")]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow)]
    format: Option<&'a RawValue>,
    #[serde(borrow)]
    lang: Option<&'a RawValue>,
}

fn even_null<'a, D: Deserializer<'a>>(value: D) -> Result<Option<&'a RawValue>, D::Error> {
    <&RawValue>::deserialize(value).map(Some)
}

/// What is said of a document.
#[derive(Serialize)]
struct Answer<'a> {
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    said: Said,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Found {
        findings: Vec<Value>,
    },
    /// It could not be checked.
    Failed {
        /// Which line of the input it is, from 1.
        line: u64,
        error: String,
    },
}

/// Runs `copydesk stream`.
pub fn run(arguments: &Stream) -> Outcome {
    let desk = arguments.setup.desk_here().build();
    let mut failed = false;
    if let Err(outcome) = articles::project(&desk, Path::new("."), &mut failed) {
        return outcome;
    }
    let lines = read_ahead(BATCH_PER_CORE * rayon::current_num_threads());
    let mut tally = Tally::default();
    let pumped = pump(&desk, &lines, &mut tally, io::stdout().lock());
    tally.tell();
    match pumped {
        Ok(()) if failed || arguments.strict && tally.failed > 0 => Outcome::Failed,
        Ok(()) => Outcome::Clean,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Clean,
        Err(error) => fail(error),
    }
}

/// The lines that were answered, and those of them that could not be checked.
#[derive(Default)]
struct Tally {
    lines: u64,
    failed: u64,
}

impl Tally {
    fn add(&mut self, answer: &Answered) {
        self.lines += 1;
        let Some(error) = &answer.error else { return };
        self.failed += 1;
        if self.failed <= MOST_TOLD {
            say::tell(format!("copydesk: {}\n", one_line(error)));
        }
    }

    fn tell(&self) {
        if self.failed > 0 {
            let (failed, lines) = (self.failed, self.lines);
            say::tell(format!("copydesk: {failed} of {lines} documents could not be checked\n"));
        }
    }
}

/// What a line of the input holds; none if it is longer than [`LONGEST_LINE`].
type Content = Option<Vec<u8>>;

/// A line of the input with its number, from 1.
struct InputLine {
    number: u64,
    content: Content,
}

/// Reads standard input in a thread of its own, so many lines ahead of the answers and no more.
fn read_ahead(lines: usize) -> Receiver<io::Result<InputLine>> {
    let (sender, receiver) = mpsc::sync_channel(lines);
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        let mut numbers = 1..;
        while let (Some(number), Some(line)) = (numbers.next(), read_line(&mut input).transpose()) {
            let failed = line.is_err();
            // Where nobody listens any more the answers have ended, and so does this.
            if sender.send(line.map(|content| InputLine { number, content })).is_err() || failed {
                return;
            }
        }
    });
    receiver
}

/// The next line; none at the end of the input. What is too long is passed over, not kept.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Content>> {
    let mut line = Vec::new();
    if input.take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let is_cut = line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n");
    if is_cut && input.skip_until(b'\n')? > 0 {
        return Ok(Some(None));
    }
    Ok(Some(Some(line)))
}

/// Answers lines as they come: as many at a time as there are, for none is worth waiting for.
fn pump(
    desk: &Desk,
    lines: &Receiver<io::Result<InputLine>>,
    tally: &mut Tally,
    mut output: impl Write,
) -> io::Result<()> {
    let most = BATCH_PER_CORE * rayon::current_num_threads();
    while let Ok(first) = lines.recv() {
        let batch: Vec<InputLine> =
            iter::once(first).chain(lines.try_iter()).take(most).collect::<io::Result<_>>()?;
        let mut result = Ok(());
        desk::in_order(
            &batch,
            |line| answer(desk, line),
            |answered: Option<Answered>| {
                if let Some(answered) = answered {
                    tally.add(&answered);
                    result = writeln!(output, "{}", answered.text);
                }
                result.is_ok()
            },
        );
        result?;
        output.flush()?;
    }
    output.flush()
}

/// What a line comes to.
struct Answered {
    /// The line of the output.
    text: String,
    /// Why it could not be checked, with its number.
    error: Option<String>,
}

impl Answered {
    fn new(id: Option<&RawValue>, number: u64, said: Result<Vec<Value>, String>) -> Self {
        let (said, error) = match said {
            Ok(findings) => (Said::Found { findings }, None),
            Err(error) => {
                let error = format!("line {number}: {error}");
                (Said::Failed { line: number, error: error.clone() }, Some(error))
            }
        };
        let answer = Answer { id, said };
        // What came out of JSON goes into it.
        let text = serde_json::to_string(&answer)
            .unwrap_or_else(|error| json!({"error": error.to_string()}).to_string());
        Self { text, error }
    }
}

/// The answer to a line; none to a blank one.
fn answer(desk: &Desk, line: &InputLine) -> Option<Answered> {
    let number = line.number;
    let Some(bytes) = &line.content else {
        let error = format!("is longer than {} MiB", LONGEST_LINE >> 20);
        return Some(Answered::new(None, number, Err(error)));
    };
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return None;
    }
    // What is no UTF-8 may still tell whose it is.
    let text = String::from_utf8_lossy(bytes);
    Some(match serde_json::from_str::<Incoming>(&text) {
        Ok(incoming) => {
            let is_text = std::str::from_utf8(bytes).map_err(|error| error.to_string());
            let found = is_text.and_then(|_| findings(desk, &incoming));
            Answered::new(incoming.id, number, found)
        }
        Err(error) => Answered::new(None, number, Err(unplaced(&error))),
    })
}

/// Answers one line, for the fuzzer.
///
/// # Panics
/// When the answer is no JSON.
#[cfg(fuzzing)]
pub fn answer_line(desk: &Desk, bytes: &[u8]) {
    if let Some(answered) = answer(desk, &InputLine { number: 1, content: Some(bytes.to_vec()) }) {
        assert!(serde_json::from_str::<&RawValue>(&answered.text).is_ok(), "{}", answered.text);
    }
}

/// What is found in a document. Its id is its name: what tells the format of a file tells that of a document too.
fn findings(desk: &Desk, incoming: &Incoming) -> Result<Vec<Value>, String> {
    let id = incoming.id.ok_or("has no `id`")?.get();
    let name = serde_json::from_str(id).unwrap_or_else(|_| id.to_owned());
    let text: String = field("text", incoming.text)?.ok_or("has no `text`")?;
    let lang: Option<String> = field("lang", incoming.lang)?;
    let told = Told {
        format: field::<Format>("format", incoming.format)?,
        otherwise: Some(Format::Text),
        language: lang.as_deref().and_then(Language::from_tag),
        // Its id is a name and no place.
        is_saved: false,
    };
    let plainly = |error: DeskError| match error {
        // The id stands beside it.
        DeskError::File(error) => error.reason(),
        error => error.to_string(),
    };
    let article = desk.take_source(Source::new(name, text), told).map_err(plainly)?;
    let reports = article.reports().map_err(|error| plainly(error.into()))?;
    Ok(reports.iter().flat_map(Record::all).map(|record| json!(record)).collect())
}

/// A field of a document; none where it is left out.
fn field<'a, T: Deserialize<'a>>(name: &str, value: Option<&'a RawValue>) -> Result<Option<T>, String> {
    let read = |value: &'a RawValue| serde_json::from_str(value.get());
    value.map(read).transpose().map_err(|error| format!("`{name}` cannot be read: {}", unplaced(&error)))
}

/// A mistake in JSON by its words: its line is the first one to the reader of JSON, who sees one at a time.
fn unplaced(error: &impl Display) -> String {
    let error = error.to_string();
    error.rsplit_once(" at line ").map_or(error.clone(), |(words, _)| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_one_by_one_to_the_end() {
        let mut input = "one\n\ntwo".as_bytes();
        let mut next = || read_line(&mut input).unwrap().map(Option::unwrap);
        assert_eq!(next().unwrap(), b"one\n");
        assert_eq!(next().unwrap(), b"\n");
        assert_eq!(next().unwrap(), b"two");
        assert_eq!(next(), None);
    }
}
