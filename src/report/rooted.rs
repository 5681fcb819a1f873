//! Paths as seen from the root of a repository, wherever the run was started: so forges look for them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{FileReport, Reporter, Summary};
use crate::files::full;
use crate::finding::{Finding, Located, Place, Related};

/// Hands files on to another reporter by their names from a root.
pub(super) struct Rooted {
    reporter: Box<dyn Reporter>,
    root: PathBuf,
}

impl Rooted {
    /// Tells a reporter of files as they are seen from a folder.
    pub(super) fn new(reporter: Box<dyn Reporter>, root: &Path) -> Self {
        Self { reporter, root: root.canonicalize().unwrap_or_else(|_| root.to_owned()) }
    }

    /// A file's path from the root; as it is where it lies outside.
    fn name(&self, path: &Path) -> PathBuf {
        full(path).strip_prefix(&self.root).unwrap_or(path).to_owned()
    }

    fn finding(&self, finding: &Finding) -> Finding {
        let related = finding.related.iter().map(|related| match &related.place {
            Place::Elsewhere(place) => {
                let place = Located { path: self.name(&place.path), ..(**place).clone() };
                Related { place: Place::Elsewhere(Box::new(place)), message: related.message.clone() }
            }
            Place::Here(_) => related.clone(),
        });
        Finding { related: related.collect(), ..finding.clone() }
    }
}

impl Reporter for Rooted {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.reporter.begin(out)
    }

    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        let named = FileReport {
            source: report.source.named(self.name(report.source.path())),
            read_as: report.read_as.clone(),
            findings: report.findings.iter().map(|finding| self.finding(finding)).collect(),
        };
        self.reporter.file(out, &named)
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.reporter.finish(out, summary)
    }
}
