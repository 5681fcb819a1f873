//! `copydesk stream`: JSON Lines documents in, JSON Lines findings out, in order, in constant memory.

use std::io::{self, BufRead, Read, Write};
use std::iter;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use serde::Deserialize;
use serde_json::{Value, json};

use super::arguments::Stream;
use super::projects::Projects;
use super::{Outcome, fail, mistakes};
use crate::config::Project;
use crate::document::{Format, Unread};
use crate::files;
use crate::language::Language;
use crate::report::Record;
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
    let mut projects = Projects::new(&arguments.setup);
    let project = match projects.of(Path::new(".")) {
        Ok(project) => project,
        Err(error) => return mistakes::project_failed(&error),
    };
    let lines = read_ahead(BATCH_PER_CORE * rayon::current_num_threads());
    match pump(&project, &lines, io::stdout().lock()) {
        Ok(()) if projects.has_mistakes => Outcome::Failed,
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
fn pump(project: &Project, lines: &Receiver<io::Result<Line>>, mut output: impl Write) -> io::Result<()> {
    let most = BATCH_PER_CORE * rayon::current_num_threads();
    while let Ok(first) = lines.recv() {
        let batch: Vec<Line> =
            iter::once(first).chain(lines.try_iter()).take(most).collect::<io::Result<_>>()?;
        let mut result = Ok(());
        files::in_order(
            &batch,
            |line| answer(project, line.as_deref()),
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
fn answer(project: &Project, line: Option<&[u8]>) -> Option<Value> {
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
    if let Some(unread) = Unread::from_bytes(incoming.text.as_bytes()) {
        let error = format!("is {}, which is not read yet; {}", unread.one, unread.advice);
        return Some(json!({ "id": incoming.id, "error": error }));
    }
    let format = incoming.format.unwrap_or(Format::Text);
    let language = incoming.lang.as_deref().and_then(Language::from_tag);
    let name = incoming.id.as_str().map_or_else(|| incoming.id.to_string(), str::to_owned);
    let source = Source::new(name, incoming.text);
    let document = project.parse(&source, format, language);
    let mut looked = project.linter(source.path()).look(&document);
    looked.limits.fold(&mut looked.findings);
    let findings = looked.findings;
    let findings: Vec<Value> = findings.iter().map(|finding| json!(Record::new(&source, finding))).collect();
    Some(json!({ "id": incoming.id, "findings": findings }))
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
