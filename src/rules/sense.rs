//! Rules that can be read and still make no sense, whatever they check for.

use super::{Role, RuleFields};
use crate::checking::{Kind, Scope, Subject};
use crate::checks::KINDS;
use crate::yaml::{Path, Problem};

/// A fix of a rule that speaks only when several articles are read.
pub(super) fn fix_across_articles(kind: &Kind, fields: &RuleFields, path: &Path) -> Option<Problem> {
    let has_fix = kind.subject == Subject::Articles && fields.fix.is_some();
    let problem = || Problem::at_key(path.key("fix"), "a rule about several articles cannot fix one");
    has_fix.then(|| problem().remedy("take `fix` out; which of the articles is right is for a person to say"))
}

/// A fix that is called safe where there is none.
pub(super) fn safe_without_fix(fields: &RuleFields, path: &Path) -> Option<Problem> {
    let is_idle = fields.safe && fields.fix.is_none();
    let problem = || Problem::at_key(path.key("safe"), "`safe` tells of a fix, and this rule has none");
    is_idle.then(|| problem().remedy("add `fix`, or take `safe` out"))
}

/// A role that the kind of check cannot fill, or the want of the one it needs.
pub(super) fn unfit_role(kind: &Kind, role: Option<Role>, path: &Path) -> Option<Problem> {
    let is_asked = kind.subject == Subject::Comment;
    if role.is_some_and(Role::is_about_suppressions) == is_asked {
        return None;
    }
    if is_asked {
        let problem = Problem::at_key(path.clone(), format!("a `{}` rule needs a `role`", kind.name));
        return Some(problem.remedy("say which comments it reports, such as `role: unused-suppression`"));
    }
    let fitting: Vec<String> = KINDS
        .iter()
        .filter(|kind| kind.subject == Subject::Comment)
        .map(|kind| format!("`check: {}`", kind.name))
        .collect();
    let problem = Problem::at_value(path.key("role"), "this check reports no comments");
    Some(problem.remedy(format!("this role is for {}", fitting.join(", "))))
}

/// A selector in which no block can be.
pub(super) fn unreachable_scope(scope: &Scope, at: &Path, is_list: bool) -> Option<Problem> {
    let index = scope.unreachable()?;
    let at = if is_list { at.index(index) } else { at.clone() };
    let problem =
        Problem::at_value(at, "no block is all of this at once, so the rule can never report anything");
    Some(problem.remedy("`a & b` asks for both; for either, write a list: `[a, b]`"))
}
