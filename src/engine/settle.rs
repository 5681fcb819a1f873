//! What becomes of findings that hold only where a file is missing.

use std::path::{Path, PathBuf};

use super::linter::Linter;
use super::looked::Looked;
use super::targets::Targets;

impl Linter {
    /// Holds what was found in an article against the files that lie around it. `roots` are the folders whose files the
    /// site has at its root, where the house names them.
    pub fn settle(&self, looked: &mut Looked, article: &Path, targets: &Targets, roots: &[PathBuf]) {
        if looked.if_missing.is_empty() {
            return;
        }
        looked.settle(article, targets, roots);
        looked.put_in_order();
        self.limit(looked);
    }
}

impl Looked {
    /// Makes findings of those that wait for a file which is missing, and drops the others.
    pub(super) fn settle(&mut self, article: &Path, targets: &Targets, roots: &[PathBuf]) {
        for waiting in self.if_missing.drain(..) {
            let Some(absent) = targets.absent(article, &waiting.target, roots) else { continue };
            let mut finding = waiting.finding;
            if let Some(name) = absent.instead {
                finding.help = Some(format!("There is `{name}`."));
            }
            self.findings.push(finding);
        }
    }
}
