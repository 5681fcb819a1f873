//! SARIF 2.1.0, as code scanning reads it. Columns count Unicode scalar values, and the log says so.
//!
//! All rules in force are listed, hit or not, so that the rules of two runs can be compared. Results are
//! written file by file.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{FileReport, Options, Reporter, RuleInfo, Summary, located};
use crate::finding::fingerprints;
use crate::finding::{Finding, Fix, Located, Severity};
use crate::source::{Source, display_path};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) struct Sarif {
    rules: Vec<RuleInfo>,
    index: HashMap<String, usize>,
    written: bool,
}

impl Sarif {
    pub(super) fn new(options: Options) -> Self {
        let mut rules = options.rules;
        rules.sort_by(|one, other| one.id.cmp(&other.id));
        rules.dedup_by(|one, other| one.id == other.id);
        let index = rules.iter().enumerate().map(|(index, rule)| (rule.id.clone(), index)).collect();
        Self { rules, index, written: false }
    }

    fn result(&self, source: &Source, finding: &Finding, fingerprint: &str) -> Value {
        let mut place = location(&Located::new(source, finding.span));
        place["physicalLocation"]["region"]["snippet"] = json!({ "text": source.slice(finding.span) });
        let mut result = json!({
            "ruleId": &*finding.rule,
            "level": level(finding.severity),
            "message": { "text": message(finding) },
            "locations": [place],
            "partialFingerprints": {
                "copydesk/v1": fingerprint,
                "primaryLocationLineHash": format!("{fingerprint}:1"),
            },
        });
        if let Some(index) = self.index.get(&*finding.rule) {
            result["ruleIndex"] = json!(index);
        }
        if !finding.related.is_empty() {
            result["relatedLocations"] = related(source, finding);
        }
        if let Some(fix) = &finding.fix {
            result["fixes"] = json!([change(source, fix)]);
        }
        result
    }
}

impl Reporter for Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<Value> = self.rules.iter().map(rule).collect();
        let driver = json!({
            "name": "copydesk",
            "organization": "copydesk",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "version": env!("CARGO_PKG_VERSION"),
            "informationUri": "https://crates.io/crates/copydesk",
            "rules": rules,
        });
        write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":")?;
        serde_json::to_writer(&mut *out, &driver)?;
        out.write_all(b"},\"columnKind\":\"unicodeCodePoints\",\"results\":[")
    }

    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        let names = fingerprints(&report.source, &report.findings);
        for (finding, name) in report.findings.iter().zip(names) {
            out.write_all(if self.written { b",\n" } else { b"\n" })?;
            serde_json::to_writer(&mut *out, &self.result(&report.source, finding, &name))?;
            self.written = true;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let root = json!({ "ROOT": { "description": { "text": "The root of the repository; the folder that copydesk was run in where there is none." } } });
        let invocation = json!([{ "executionSuccessful": summary.failures == 0 }]);
        write!(out, "\n],\"originalUriBaseIds\":{root},\"automationDetails\":{{\"id\":\"copydesk/\"}},")?;
        writeln!(out, "\"invocations\":{invocation}}}]}}")
    }
}

fn rule(rule: &RuleInfo) -> Value {
    let why = if rule.why.is_empty() { &rule.summary } else { &rule.why };
    let help = rule.help.as_deref().unwrap_or(why);
    let mut described = json!({
        "id": rule.id,
        "name": pascal_case(&rule.id),
        "shortDescription": { "text": sentence(&rule.summary) },
        "fullDescription": { "text": sentence(why) },
        "help": { "text": sentence(help), "markdown": sentence(help) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": [rule.pack],
            "precision": "high",
            "problem.severity": problem_severity(rule.severity),
        },
    });
    if let Some(link) = &rule.link {
        described["helpUri"] = json!(link);
    }
    described
}

/// A name for people, which must not be the id: `captions.duplicate` becomes `CaptionsDuplicate`.
fn pascal_case(id: &str) -> String {
    let words = id.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(capitalised).collect()
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '。', '…']) { text.to_owned() } else { format!("{text}.") }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "recommendation",
    }
}

/// The message, with links to the related places. Square brackets make links, so the message's own are escaped.
fn message(finding: &Finding) -> String {
    let links = finding.related.iter().enumerate();
    let links: Vec<String> =
        links.map(|(index, related)| format!("[{}]({})", escaped(&related.message), index + 1)).collect();
    let see = if links.is_empty() { String::new() } else { format!(" See: {}.", links.join(", ")) };
    format!("{}{see}", escaped(&sentence(&finding.message)))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn related(source: &Source, finding: &Finding) -> Value {
    let places = finding.related.iter().enumerate().map(|(index, related)| {
        let mut place = location(&located(source, related));
        place["id"] = json!(index + 1);
        place["message"] = json!({ "text": related.message });
        place
    });
    places.collect()
}

fn location(place: &Located) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": artifact(&display_path(&place.path)),
        "region": region(place),
    }})
}

fn region(place: &Located) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}

fn change(source: &Source, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        let region = region(&Located::new(source, edit.span));
        json!({ "deletedRegion": region, "insertedContent": { "text": edit.replacement } })
    });
    let replacements: Vec<Value> = replacements.collect();
    json!({
        "description": { "text": "Mend it." },
        "artifactChanges": [{
            "artifactLocation": artifact(&source.display_path()),
            "replacements": replacements,
        }],
    })
}

/// Relative to the folder of the run where the path is.
fn artifact(path: &str) -> Value {
    if path.starts_with('/') {
        json!({ "uri": format!("file://{}", uri(path)) })
    } else {
        json!({ "uri": uri(path), "uriBaseId": "ROOT" })
    }
}

/// A path as a URI: everything but what a path segment may hold is percent-encoded.
fn uri(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |uri, byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
            uri + &char::from(byte).to_string()
        }
        byte => uri + &format!("%{byte:02X}"),
    })
}
