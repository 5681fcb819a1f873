//! `copydesk stream`: JSON Lines documents in, JSON Lines findings out, in order, in constant memory.

use std::io::{self, BufRead, Read, Write};
use std::iter;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use serde::Deserialize;
use serde_json::{Value, json};

use super::arguments::Stream;
use super::{Outcome, articles, fail};
use crate::desk::{self, Checked, Desk, DeskError, Told};
use crate::document::Format;
use crate::language::Language;
use crate::report::{FileReport, Record};
use crate::source::Source;

/// How many documents are in memory at a time, for each core.
const BATCH_PER_CORE: usize = 16;
/// Longer lines hold no article, in bytes.
const LONGEST_LINE: u64 = 256 << 20;

/// A document as it comes in.
#[derive(Deserialize)]
struct Incoming {
    id: Value,
    text: String,
    #[serde(default)]
    format: Option<Format>,
    #[serde(default)]
    lang: Option<String>,
}

/// Runs `copydesk stream`.
pub fn run(arguments: &Stream) -> Outcome {
    let desk = arguments.setup.desk_here().build();
    let mut failed = false;
    if let Err(outcome) = articles::project(&desk, Path::new("."), &mut failed) {
        return outcome;
    }
    let lines = read_ahead(BATCH_PER_CORE * rayon::current_num_threads());
    match pump(&desk, &lines, io::stdout().lock()) {
        Ok(()) if failed => Outcome::Failed,
        Ok(()) => Outcome::Clean,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Clean,
        Err(error) => fail(error),
    }
}

/// A line of the input; none if it is longer than [`LONGEST_LINE`].
type Line = Option<Vec<u8>>;

/// Reads standard input in a thread of its own, so many lines ahead of the answers and no more.
fn read_ahead(lines: usize) -> Receiver<io::Result<Line>> {
    let (sender, receiver) = mpsc::sync_channel(lines);
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(line) = read_line(&mut input).transpose() {
            let failed = line.is_err();
            // Where nobody listens any more the answers have ended, and so does this.
            if sender.send(line).is_err() || failed {
                return;
            }
        }
    });
    receiver
}

/// The next line; none at the end of the input. What is too long is passed over, not kept.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
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
fn pump(desk: &Desk, lines: &Receiver<io::Result<Line>>, mut output: impl Write) -> io::Result<()> {
    let most = BATCH_PER_CORE * rayon::current_num_threads();
    while let Ok(first) = lines.recv() {
        let batch: Vec<Line> =
            iter::once(first).chain(lines.try_iter()).take(most).collect::<io::Result<_>>()?;
        let mut result = Ok(());
        desk::in_order(
            &batch,
            |line| answer(desk, line.as_deref()),
            |answer: Option<Value>| {
                result = answer.map_or(Ok(()), |answer| writeln!(output, "{answer}"));
                result.is_ok()
            },
        );
        result?;
        output.flush()?;
    }
    output.flush()
}

/// The answer to a line; none to a blank one.
fn answer(desk: &Desk, line: Option<&[u8]>) -> Option<Value> {
    let Some(line) = line else {
        let error = format!("this line is longer than {} MiB", LONGEST_LINE >> 20);
        return Some(json!({ "id": null, "error": error }));
    };
    if line.trim_ascii().is_empty() {
        return None;
    }
    let incoming: Incoming = match serde_json::from_slice(line) {
        Ok(incoming) => incoming,
        Err(error) => {
            let id = serde_json::from_slice::<Value>(line).ok().and_then(|value| value.get("id").cloned());
            return Some(json!({ "id": id, "error": error.to_string() }));
        }
    };
    let id = incoming.id.clone();
    Some(match findings(desk, incoming) {
        Ok(findings) => json!({ "id": id, "findings": findings }),
        // The id stands beside it.
        Err(DeskError::File(error)) => json!({ "id": id, "error": error.reason() }),
        Err(error) => json!({ "id": id, "error": error.to_string() }),
    })
}

/// What is found in a document. Its id is its name: what tells the format of a file tells that of a document too.
fn findings(desk: &Desk, incoming: Incoming) -> Result<Vec<Value>, DeskError> {
    let name = incoming.id.as_str().map_or_else(|| incoming.id.to_string(), str::to_owned);
    let told = Told {
        format: incoming.format,
        otherwise: Some(Format::Text),
        language: incoming.lang.as_deref().and_then(Language::from_tag),
    };
    let checked = desk.take_source(Source::new(name, incoming.text), told)?.check(None)?;
    let reports: Vec<FileReport> = checked.into_iter().map(Checked::into_report).collect();
    Ok(reports.iter().flat_map(Record::all).map(|record| json!(record)).collect())
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
