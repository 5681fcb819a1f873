//! Mistakes in YAML files, annotated in the file.

use std::path::Path;

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term::{self, Config};

use super::{Outcome, say};
use crate::config::ProjectError;
use crate::rules::LoadError;
use crate::yaml::{Index, Problem};

/// Prints the mistakes of a pack file.
pub fn print_pack(error: &LoadError) {
    print(&error.origin, &error.text, &error.problems);
}

/// Prints what has no effect, as warnings.
pub fn print_notice(notice: &LoadError) {
    say::tell(draw(Severity::Warning, &notice.origin, &notice.text, &notice.problems));
}

/// Prints why a project could not be set up.
pub fn print_project(error: &ProjectError) {
    match error {
        ProjectError::Config(error) => print(&error.path, &error.text, &error.problems),
        other => say::tell(format!("copydesk: {other}\n")),
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
    let file = SimpleFile::new(path.display().to_string(), text);
    let index = Index::new(text);
    let config = Config::default();
    let mut drawn = String::new();
    for problem in problems {
        let range = problem.range(text, &index);
        let mut diagnostic = Diagnostic::new(severity)
            .with_message(&problem.message)
            .with_labels(vec![Label::primary((), range).with_message("here")]);
        if let Some(remedy) = &problem.remedy {
            diagnostic = diagnostic.with_notes(vec![format!("help: {remedy}")]);
        }
        let result = term::emit_into_string(&config, &file, &diagnostic);
        drawn.push_str(&result.unwrap_or_else(|_| format!("error: {}\n", problem.message)));
    }
    drawn
}
