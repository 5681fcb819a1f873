//! Vale's comments: `vale off`, `vale on`, `vale Style.Rule = NO`, `vale Style.Rule["match"] = NO`, `vale styles = A, B`.

use super::order::{Directive, Order};
use crate::source::SourceSpan;

/// Reads what stands behind `vale`.
pub(super) fn read(span: SourceSpan, written: &str) -> Option<Directive> {
    let directive = |order, rules, matches, spared| {
        Some(Directive { span, order, rules, matches, spared, reason: None, is_vale: true })
    };
    match written {
        "off" => return directive(Order::Disable, Vec::new(), Vec::new(), Vec::new()),
        "on" => return directive(Order::Enable, Vec::new(), Vec::new(), Vec::new()),
        _ => {}
    }
    let (name, value) = written.rsplit_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    if name == "style" || name == "styles" {
        let styles = value.split(',').map(|style| style.trim().to_owned()).collect();
        return directive(Order::Disable, Vec::new(), Vec::new(), styles);
    }
    let order = match value {
        "NO" | "off" => Order::Disable,
        "YES" | "on" => Order::Enable,
        _ => return None,
    };
    let (rule, matches) = match name.split_once('[') {
        Some((rule, list)) => (rule, serde_json::from_str(&format!("[{list}")).ok()?),
        None => (name, Vec::new()),
    };
    let rule = rule.trim();
    if rule.is_empty() { None } else { directive(order, vec![(rule.to_owned(), span)], matches, Vec::new()) }
}
