//! A house's own words: a YAML or CSV file with one term a row, each of which becomes a rule.
//!
//! A subeditor edits the file in a spreadsheet; no patterns, no scopes. The rule of a term is called
//! `terms.` and the term in small letters: `terms.island-line`.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path as FilePath, PathBuf};

use serde_yaml::{Mapping, Value};

use super::load::{Loaded, Loader, in_configurations, sorted};
use super::nearest::with_nearest;
use super::{Options, Pack, PackForm};
use crate::checking::Parameters as _;
use crate::checks::Term;
use crate::language::Languages;
use crate::matching::PatternSetBuilder;
use crate::yaml::{self, Path, Place, Problem};

/// The pack that all terms belong to.
const PACK: &str = "terms";
/// The columns of a term file.
const COLUMNS: [&str; 9] =
    ["preferred", "banned", "case", "first", "note", "help", "severity", "lang", "link"];

/// Reads a term file: CSV where its name ends so, else YAML. Terms with mistakes are left out and told of.
pub fn load_terms(
    origin: &FilePath,
    text: &str,
    patterns: &mut PatternSetBuilder,
    options: &Options,
    languages: &Languages,
) -> Loaded {
    let extension = origin.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let is_table = extension.is_some_and(|extension| extension == "csv" || extension == "tsv");
    let read = if is_table { table(text) } else { list(text) };
    let mut problems = read.problems;
    let mut loader = Loader::new(patterns).with(options, languages);
    let mut names = HashSet::new();
    let mut rules = Vec::new();
    for row in read.rows {
        let mut found = Vec::new();
        let name = slug(&row.fields);
        if names.insert(name.clone()) {
            found.extend(unknown_columns(&row));
            if found.is_empty() {
                let rule = Value::Mapping(rule_of(&row.fields));
                rules.extend(loader.rule(PACK, &name, rule, &row.path));
                found.append(&mut loader.problems);
            }
        } else {
            let message = format!("the term `{name}` stands twice in this file");
            found.push(Problem::at_value(row.path.clone(), message).remedy("put both into one row"));
        }
        problems.extend(found.into_iter().map(|problem| row.place(problem)));
    }
    let pack = Pack {
        name: PACK.to_owned(),
        description: format!("House terms, from {}.", origin.display()),
        form: PackForm::Terms,
        origin: PathBuf::from(origin),
        rules,
    };
    let mut errors = in_configurations(loader.option_mistakes);
    if !problems.is_empty() {
        errors.push(sorted(origin, text, problems));
    }
    (pack, errors)
}

/// What a term file holds.
#[derive(Default)]
struct TermFile {
    rows: Vec<Row>,
    problems: Vec<Problem>,
}

/// A term as it is written.
struct Row {
    fields: Mapping,
    path: Path,
    /// Its bytes in the file, where paths do not lead to it.
    bytes: Option<Range<usize>>,
}

impl Row {
    /// The mistake at its place in the file.
    fn place(&self, mut problem: Problem) -> Problem {
        if let Some(bytes) = &self.bytes {
            problem.place = Place::Bytes(bytes.clone());
        }
        problem
    }
}

/// The terms of a YAML file: a list, alone or under `terms`.
fn list(text: &str) -> TermFile {
    let mut read = TermFile::default();
    let (path, rows) = match yaml::read(text) {
        Ok(Value::Sequence(rows)) => (Path::root(), rows),
        Ok(Value::Mapping(top)) => match top.get("terms") {
            Some(Value::Sequence(rows)) => (Path::root().key("terms"), rows.clone()),
            _ => (Path::root(), Vec::new()),
        },
        Ok(_) => (Path::root(), Vec::new()),
        Err(problem) => {
            read.problems.push(problem);
            return read;
        }
    };
    if rows.is_empty() {
        let message = "a term file is a list of terms, each with `preferred` or `banned`";
        read.problems
            .push(Problem::at_value(Path::root(), message).remedy("write `- preferred: Island Line`"));
    }
    for (index, row) in rows.into_iter().enumerate() {
        let path = path.index(index);
        match row {
            Value::Mapping(fields) => read.rows.push(Row { fields, path, bytes: None }),
            _ => read.problems.push(
                Problem::at_value(path, "a term is a mapping").remedy("write `- preferred: Island Line`"),
            ),
        }
    }
    read
}

/// The terms of a table with a row of column names on top; empty cells count as left out.
fn table(text: &str) -> TermFile {
    let mut read = TermFile::default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(column).collect(),
        Err(error) => {
            read.problems.push(not_csv(&error));
            return read;
        }
    };
    if !columns.iter().any(|name| name == "preferred" || name == "banned") {
        let problem = Problem::at_value(Path::root(), "the first row of a term file names its columns");
        let remedy = format!("begin with `{}`", COLUMNS.join(","));
        read.problems.push(Problem { place: Place::Bytes(line_at(text, 0)), ..problem.remedy(remedy) });
        return read;
    }
    for (index, record) in reader.records().enumerate() {
        match record {
            Ok(record) => {
                let start = record.position().map_or(0, csv::Position::byte);
                let fields = cells(&columns, &record);
                if !fields.is_empty() {
                    let bytes = Some(line_at(text, usize::try_from(start).unwrap_or(usize::MAX)));
                    read.rows.push(Row { fields, path: Path::root().index(index), bytes });
                }
            }
            Err(error) => read.problems.push(not_csv(&error)),
        }
    }
    read
}

fn not_csv(error: &csv::Error) -> Problem {
    let start = error.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let remedy = Some("save the sheet as CSV (UTF-8) again".to_owned());
    Problem { message: format!("this is no table: {error}"), place: Place::Bytes(start..start + 1), remedy }
}

/// The sign between the cells: what most often stands in the first line, as spreadsheets differ by country.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|&byte| byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&sign| count(sign)).unwrap_or(b',')
}

/// A column's name: `First reference` and `first` are the same.
fn column(written: &str) -> String {
    let name = written.trim_start_matches('\u{FEFF}').trim().to_lowercase();
    match name.as_str() {
        "first reference" | "first_reference" | "first mention" => "first".to_owned(),
        "notes" | "why" => "note".to_owned(),
        "language" => "lang".to_owned(),
        _ => name,
    }
}

fn cells(columns: &[String], record: &csv::StringRecord) -> Mapping {
    let filled = columns.iter().zip(record).filter(|(name, cell)| !cell.is_empty() && !name.is_empty());
    filled
        .map(|(name, cell)| {
            let value = match name.as_str() {
                "banned" => parts(cell),
                "case" | "severity" => Value::String(cell.to_lowercase()),
                _ => Value::String(cell.to_owned()),
            };
            (Value::String(name.clone()), value)
        })
        .collect()
}

/// Several banned forms in one cell are parted by `;` or `|`.
fn parts(cell: &str) -> Value {
    let parts = cell.split([';', '|']).map(str::trim).filter(|part| !part.is_empty());
    Value::Sequence(parts.map(|part| Value::String(part.to_owned())).collect())
}

/// The bytes of the line that begins at, or behind line breaks after, a byte.
fn line_at(text: &str, start: usize) -> Range<usize> {
    let Some(rest) = text.get(start..) else { return 0..0 };
    let start = start + (rest.len() - rest.trim_start_matches(['\r', '\n', '\u{FEFF}']).len());
    let length = text[start..].find(['\r', '\n']).unwrap_or(text.len() - start);
    start..start + length
}

fn unknown_columns(row: &Row) -> Vec<Problem> {
    let names = row.fields.keys().filter_map(Value::as_str);
    let unknown = names.filter(|name| !COLUMNS.contains(name));
    unknown
        .map(|name| {
            let problem = Problem::at_key(row.path.key(name), format!("there is no column `{name}` here"));
            with_nearest(problem, name, COLUMNS)
        })
        .collect()
}

/// The name of a term's rule: its letters and digits in small letters, parted by hyphens.
fn slug(fields: &Mapping) -> String {
    let text = |key: &str| fields.get(key).and_then(Value::as_str);
    let banned = fields.get("banned").and_then(|banned| banned.as_sequence()?.first()?.as_str());
    let name = text("preferred").or(banned).or_else(|| text("banned")).unwrap_or("term");
    let words = name.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_lowercase();
    if slug.is_empty() { "term".to_owned() } else { slug }
}

/// The rule that a term stands for, as it would be written in a pack.
fn rule_of(fields: &Mapping) -> Mapping {
    let mut rule = Mapping::new();
    let mut set = |key: &str, value: Value| rule.insert(Value::String(key.to_owned()), value);
    set("check", Value::String(Term::KIND.to_owned()));
    set("message", Value::String("{advice}".to_owned()));
    set("summary", Value::String(summary(fields)));
    set("quotations", Value::Bool(false));
    set("fix", Value::String("replace".to_owned()));
    set("safe", Value::Bool(true));
    set("examples", examples(fields));
    for (key, value) in fields {
        match (key.as_str().unwrap_or_default(), value) {
            ("note", _) => set("why", value.clone()),
            ("banned", Value::String(one)) => set("banned", Value::Sequence(vec![one.clone().into()])),
            (name, _) => set(name, value.clone()),
        };
    }
    rule
}

fn texts<'f>(fields: &'f Mapping, key: &str) -> Vec<&'f str> {
    match fields.get(key) {
        Some(Value::String(text)) => vec![text],
        Some(Value::Sequence(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// What the term asks for, in one line.
fn summary(fields: &Mapping) -> String {
    let quoted = |key: &str| texts(fields, key).iter().map(|text| format!("“{text}”")).collect::<Vec<_>>();
    let (preferred, banned, first) = (quoted("preferred"), quoted("banned").join(", "), quoted("first"));
    let mut summary = match preferred.first() {
        Some(preferred) if banned.is_empty() => format!("House term: {preferred}"),
        Some(preferred) => format!("House term: {preferred}, not {banned}"),
        None => format!("House term: not {banned}"),
    };
    if let Some(first) = first.first() {
        summary.push_str("; at first mention ");
        summary.push_str(first);
    }
    summary.push('.');
    summary
}

/// The banned forms as texts to flag, and the preferred form as one to leave alone.
fn examples(fields: &Mapping) -> Value {
    let example = |text: &str| Value::String(text.to_owned());
    let flag = texts(fields, "banned").into_iter().map(example).collect();
    let pass = texts(fields, "first").into_iter().chain(texts(fields, "preferred")).take(1).map(example);
    let mut examples = Mapping::new();
    examples.insert(example("flag"), Value::Sequence(flag));
    examples.insert(example("pass"), Value::Sequence(pass.collect()));
    Value::Mapping(examples)
}
