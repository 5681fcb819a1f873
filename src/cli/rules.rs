//! `copydesk rules`: the rules there are here, which of them run, and a search among them.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value as Json, json};

use super::arguments::{Rules, RulesFilter, RulesFormat};
use super::{Outcome, articles, fail};
use crate::config::Project;
use crate::engine::{Linter, RuleSet};
use crate::finding::{Applicability, Severity};
use crate::language::Language;
use crate::rules::{Evidence, Facts, Pack, Rule, Setting, settings};
use crate::source::visible_lines;
use crate::yaml::nearest;

/// Runs `copydesk rules`.
pub fn run(arguments: &Rules) -> Outcome {
    // What is told of a rule is read with it, so the rules that nothing asks for are read too.
    let mut failed = false;
    let project = match articles::project(&arguments.setup.whole_desk(), Path::new("."), &mut failed) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let filter = match Filter::new(&arguments.filter, project.rules()) {
        Ok(filter) => filter,
        Err(message) => return fail(message),
    };
    let rows = rows(&project.linter(Path::new("draft.md")), &filter);
    let printed = match arguments.output_format {
        RulesFormat::Json => print_json(&rows),
        RulesFormat::Text => {
            let table = table(&rows, project.rules().rules().count());
            anstream::stdout().lock().write_all(visible_lines(&table).as_bytes())
        }
    };
    // A reader that went away wants no more.
    let _ = printed;
    if failed { Outcome::Failed } else { Outcome::Clean }
}

/// The rules of a pack, as they are listed.
pub(super) fn table_of_pack(project: &Project, pack: &str) -> String {
    let wanted = RulesFilter { pack: vec![pack.to_owned()], ..RulesFilter::default() };
    let filter = Filter { wanted: &wanted, severity: None, language: None, words: Vec::new() };
    let rows = rows(&project.linter(Path::new("draft.md")), &filter);
    table(&rows, rows.len())
}

/// A line of the list.
struct Row {
    id: String,
    pack: String,
    about: String,
    source: String,
    severity: Severity,
    is_on: bool,
    is_default: bool,
    fix: Option<Applicability>,
    languages: Vec<String>,
    summary: String,
    options: Vec<(String, Json)>,
    evidence: Option<&'static Evidence>,
}

impl Row {
    fn new(pack: &Pack, rule: &Rule, here: Option<Severity>) -> Self {
        Self {
            id: rule.head.id.to_string(),
            pack: pack.name.clone(),
            about: pack.description.clone(),
            source: pack.origin.display().to_string(),
            severity: here.unwrap_or(rule.head.severity),
            is_on: here.is_some(),
            is_default: rule.enabled,
            fix: rule.head.fix.map(|(_, applicability)| applicability),
            languages: rule.languages.iter().map(ToString::to_string).collect(),
            summary: Facts::new(rule).summary,
            options: settings(rule).into_iter().map(option).collect(),
            evidence: Evidence::of(&rule.head.id),
        }
    }

    /// How many of its findings a reader called right, of how many.
    fn readings(&self) -> String {
        let evidence = self.evidence.filter(|evidence| evidence.read > 0);
        evidence.map_or_else(|| "-".to_owned(), |evidence| format!("{}/{}", evidence.right, evidence.read))
    }

    fn fix_word(&self) -> Option<&'static str> {
        self.fix.map(|fix| if fix == Applicability::Safe { "safe" } else { "unsafe" })
    }
}

/// A parameter with the value in force and where that came from.
fn option(setting: Setting<'_>) -> (String, Json) {
    let from = setting.from.map(|path| path.display().to_string());
    (setting.parameter.name, json!({ "value": setting.value, "from": from }))
}

fn rows(linter: &Linter, filter: &Filter) -> Vec<Row> {
    let active: Vec<(&str, Severity)> =
        linter.active().map(|(rule, severity)| (&*rule.head.id, severity)).collect();
    let here =
        |rule: &Rule| active.iter().find(|(id, _)| *id == &*rule.head.id).map(|&(_, severity)| severity);
    let packs = linter.rule_set().packs().iter();
    let mut rows: Vec<Row> = packs
        .flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule)))
        .filter(|(_, rule)| filter.holds(rule))
        .map(|(pack, rule)| Row::new(pack, rule, here(rule)))
        .filter(|row| filter.severity.is_none_or(|severity| severity == row.severity))
        .collect();
    // A pack may be written in several files.
    rows.sort_by(|one, other| one.pack.cmp(&other.pack));
    rows
}

/// What a rule must be like to be listed.
struct Filter<'f> {
    wanted: &'f RulesFilter,
    severity: Option<Severity>,
    language: Option<Language>,
    words: Vec<String>,
}

impl<'f> Filter<'f> {
    fn new(wanted: &'f RulesFilter, rules: &RuleSet) -> Result<Self, String> {
        let names: Vec<&str> = rules.packs().iter().map(|pack| pack.name.as_str()).collect();
        if let Some(unknown) = wanted.pack.iter().find(|name| !names.contains(&name.as_str())) {
            let near = nearest(unknown, names.iter().copied());
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(format!("there is no pack `{unknown}`{hint}"));
        }
        let language = match &wanted.lang {
            Some(tag) => Some(
                Language::from_tag(tag)
                    .ok_or_else(|| format!("`{tag}` is no language tag; write a tag such as `en` or `de`"))?,
            ),
            None => None,
        };
        let severity = wanted.severity.map(Into::into);
        let words = wanted.text.iter().map(|word| word.to_lowercase()).collect();
        Ok(Self { wanted, severity, language, words })
    }

    fn holds(&self, rule: &Rule) -> bool {
        let wanted = self.wanted;
        let is_in_pack = wanted.pack.is_empty() || wanted.pack.contains(&rule.pack);
        let is_fixable = !wanted.fixable || rule.head.fix.is_some();
        let is_chosen = (!wanted.default || rule.enabled) && (!wanted.opt_in || !rule.enabled);
        let speaks = self.language.is_none_or(|language| rule.speaks(Some(language)));
        is_in_pack && is_fixable && is_chosen && speaks && self.mentions(rule)
    }

    /// Whether the rule's name and explanations hold all words searched for.
    fn mentions(&self, rule: &Rule) -> bool {
        let help = rule.head.help.as_deref().unwrap_or_default();
        let all = format!("{} {} {} {help}", rule.head.id, rule.summary, rule.why).to_lowercase();
        self.words.iter().all(|word| all.contains(word))
    }
}

fn print_json(rows: &[Row]) -> io::Result<()> {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            json!({
                "id": row.id, "pack": row.pack, "severity": row.severity, "enabled": row.is_on,
                "default": row.is_default, "fixable": row.fix.is_some(), "fix": row.fix_word(),
                "languages": row.languages, "summary": row.summary, "source": row.source,
                "evidence": row.evidence.map(told),
                "options": row.options.iter().cloned().collect::<serde_json::Map<_, _>>(),
            })
        })
        .collect();
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &rows)?;
    writeln!(out)
}

/// The readings of a rule.
fn told(evidence: &Evidence) -> Json {
    json!({
        "read": evidence.read, "sites": evidence.sites, "right": evidence.right, "pedantic": evidence.pedantic,
        "wrong": evidence.wrong, "articles": evidence.articles, "date": evidence.date,
    })
}

fn table(rows: &[Row], all: usize) -> String {
    let width = rows.iter().map(|row| row.id.len()).max().unwrap_or(0);
    let languages: Vec<String> = rows.iter().map(language_cell).collect();
    let readings: Vec<String> = rows.iter().map(Row::readings).collect();
    let counts = readings.iter().map(String::len).max().unwrap_or(0);
    let tongues = languages.iter().map(String::len).max().unwrap_or(0);
    let mut table = String::new();
    let mut pack = "";
    for ((row, languages), readings) in rows.iter().zip(&languages).zip(&readings) {
        // Writing to a string cannot fail.
        if row.pack != pack {
            let gap = if pack.is_empty() { "" } else { "\n" };
            pack = &row.pack;
            let _ = writeln!(table, "{gap}{pack}: {}", row.about);
        }
        let state = if row.is_on { "on" } else { "off" };
        let (id, severity, fix) = (&row.id, row.severity.as_str(), row.fix_word().unwrap_or("-"));
        let _ = writeln!(
            table,
            "  {id:width$}  {state:3}  {severity:10}  {fix:6}  {readings:>counts$}  {languages:tongues$}  {}",
            row.summary
        );
    }
    let on = rows.iter().filter(|row| row.is_on).count();
    let of = if rows.len() == all { String::new() } else { format!(" of {all}") };
    let gap = if rows.is_empty() { "" } else { "\n" };
    let _ =
        writeln!(table, "{gap}{}{of} rules, {on} on; 7/8: so many findings right of those read", rows.len());
    table
}

fn language_cell(row: &Row) -> String {
    if row.languages.is_empty() { "all".to_owned() } else { row.languages.join(",") }
}
