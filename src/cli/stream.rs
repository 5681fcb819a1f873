//! `copydesk stream`: JSON Lines documents in, JSON Lines findings out, in order, in constant memory.

use std::io::{self, BufRead, Write};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::arguments::Stream;
use super::projects::Projects;
use super::{Outcome, fail, mistakes};
use crate::config::Project;
use crate::document::Format;
use crate::files;
use crate::language::Language;
use crate::report::Record;
use crate::source::Source;

/// How many documents are in memory at a time, for each core.
const BATCH_PER_CORE: usize = 16;

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
        Err(error) => {
            mistakes::print_project(&error);
            return Outcome::Failed;
        }
    };
    match pump(&project, io::stdin().lock(), io::stdout().lock()) {
        Ok(()) if projects.has_mistakes => Outcome::Failed,
        Ok(()) => Outcome::Clean,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Clean,
        Err(error) => fail(error),
    }
}

fn pump(project: &Project, mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let batch = BATCH_PER_CORE * rayon::current_num_threads();
    let mut lines: Vec<Vec<u8>> = Vec::with_capacity(batch);
    loop {
        lines.clear();
        // Take what is there; a slow writer is answered line by line.
        while lines.len() < batch {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            lines.push(line);
            if lines.len() == 1 && batch == 1 {
                break;
            }
        }
        if lines.is_empty() {
            return output.flush();
        }
        let mut result = Ok(());
        files::in_order(
            &lines,
            |line| answer(project, line),
            |answer: Option<Value>| {
                result = answer.map_or(Ok(()), |answer| writeln!(output, "{answer}"));
                result.is_ok()
            },
        );
        result?;
        output.flush()?;
    }
}

/// The answer to a line; none to a blank one.
fn answer(project: &Project, line: &[u8]) -> Option<Value> {
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
    let format = incoming.format.unwrap_or(Format::Text);
    let language = incoming.lang.as_deref().and_then(Language::from_tag);
    let name = incoming.id.as_str().map_or_else(|| incoming.id.to_string(), str::to_owned);
    let source = Source::new(name, incoming.text);
    let findings = project.linter(source.path()).lint(&source, format, language);
    let findings: Vec<Value> = findings.iter().map(|finding| json!(Record::new(&source, finding))).collect();
    Some(json!({ "id": incoming.id, "findings": findings }))
}
