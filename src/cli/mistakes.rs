//! Mistakes in YAML files, annotated in the file.

use std::path::Path;

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term::{self, Config};

use super::{Outcome, say};
use crate::config::ProjectError;
use crate::desk::Desk;
use crate::rules::LoadError;
use crate::source::one_line;
use crate::yaml::{Index, Problem};

/// Prints the mistakes of a pack file.
pub fn print_pack(error: &LoadError) {
    print(&error.origin, &error.text, &error.problems);
}

/// Prints what has no effect, as warnings.
pub fn print_notice(notice: &LoadError) {
    say::tell(draw(Severity::Warning, &notice.origin, &notice.text, &notice.problems));
}

/// Prints the mistakes in the packs that a desk met since this was asked last, and what has no effect there. Whether
/// there are mistakes.
pub fn tell_fresh(desk: &Desk) -> bool {
    let fresh = desk.take_fresh_projects();
    for project in &fresh {
        project.mistakes().iter().for_each(print_pack);
        project.notices().for_each(print_notice);
    }
    fresh.iter().any(|project| !project.mistakes().is_empty())
}

/// Tells of packs that were sound the last time and were not when a file needed them; whether there are any.
pub fn tell_late(desk: &Desk) -> bool {
    let projects = desk.projects();
    let late: Vec<_> = projects.iter().filter(|project| project.was_recalled()).collect();
    let told = late.iter().filter_map(|project| project.late_error()).map(print_project).count();
    told + late.iter().flat_map(|project| project.mistakes()).map(print_pack).count() > 0
}

/// Prints why a project could not be set up.
pub fn print_project(error: &ProjectError) {
    match error {
        ProjectError::Config(error) => print(&error.path, &error.text, &error.problems),
        other => say::tell(format!("copydesk: {}\n", one_line(&other.to_string()))),
    }
}

/// The end of a run whose project could not be set up: prints why.
pub fn project_failed(error: &ProjectError) -> Outcome {
    print_project(error);
    Outcome::Failed
}

/// Prints mistakes in a YAML text, in order of their places.
pub fn print(path: &Path, text: &str, problems: &[Problem]) {
    say::tell(render(path, text, problems));
}

/// Mistakes in a YAML text as annotated pieces of it.
pub fn render(path: &Path, text: &str, problems: &[Problem]) -> String {
    draw(Severity::Error, path, text, problems)
}

fn draw(severity: Severity, path: &Path, text: &str, problems: &[Problem]) -> String {
    let file = SimpleFile::new(one_line(&path.display().to_string()), text);
    let index = Index::new(text);
    let config = Config::default();
    let mut drawn = String::new();
    for problem in problems {
        let range = problem.range(text, &index);
        let mut diagnostic = Diagnostic::new(severity)
            .with_message(one_line(&problem.message))
            .with_labels(vec![Label::primary((), range).with_message("here")]);
        if let Some(remedy) = &problem.remedy {
            diagnostic = diagnostic.with_notes(vec![format!("help: {}", one_line(remedy))]);
        }
        let result = term::emit_into_string(&config, &file, &diagnostic);
        drawn.push_str(&result.unwrap_or_else(|_| format!("error: {}\n", problem.message)));
    }
    drawn
}
