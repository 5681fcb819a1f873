//! What a pack is about, and its rules.

use std::fmt::Write as _;

use crate::cli::rules;
use crate::config::Project;

/// A pack with its rules, for a terminal; none where there is no such pack.
pub(super) fn text(name: &str, project: &Project) -> Option<String> {
    let pack = project.rules().packs().iter().find(|pack| pack.name == name)?;
    let mut text = rules::table_of_pack(project, name);
    let example = pack.rules.first().map_or("pack.rule", |rule| &*rule.head.id);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\nMore of one: copydesk explain {example}");
    let _ = writeln!(text, "\nTo turn all of them off, in .copydesk.yml:\n\n  rules:\n    {name}: off");
    Some(text)
}
