//! Where a report goes: standard output or a file, with or without colour, with progress beside it.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anstream::ColorChoice;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use terminal_size::{Width, terminal_size_of};

use super::arguments::Color;
use super::{Outcome, fail};
use crate::files;

/// Where nothing says how wide a line may be.
const USUAL: usize = 80;
/// Narrower terminals break lines themselves.
const NARROWEST: usize = 40;
/// Wider terminals are filled up to here only: long lines are hard to read.
const WIDEST: usize = 100;
/// Runs shorter than this show no progress.
const FEW_FILES: usize = 200;

/// A place to write a report to.
pub enum Output {
    /// Standard output.
    Standard(BufWriter<io::StdoutLock<'static>>),
    /// A device, a pipe or the like.
    Special(BufWriter<File>),
    /// A file: the report is kept apart until it is whole. It has no name there, so that nothing is
    /// left behind when the run is interrupted.
    File {
        /// Where it goes.
        path: PathBuf,
        /// What there is of it.
        written: BufWriter<File>,
    },
}

impl Output {
    /// Opens the place: a file, or else standard output.
    ///
    /// # Errors
    /// When the file cannot be written, is one of those that are read, or, without `force`, holds what no run of ours
    /// wrote; that is told.
    pub fn open<'p>(
        file: Option<&Path>,
        mut read: impl Iterator<Item = &'p Path>,
        force: bool,
    ) -> Result<Self, Outcome> {
        let Some(path) = file else { return Ok(Self::standard()) };
        let place = path.canonicalize().ok();
        if place.is_some() && read.any(|article| article.canonicalize().ok() == place) {
            let told = "is one of the files that are read; name another one to write to";
            return Err(fail(format!("{}: {told}", path.display())));
        }
        if !force && !is_special(path) && !is_ours(path) {
            let told = "holds something that Copydesk did not write; name another file, or use --force";
            return Err(fail(format!("{}: {told}", path.display())));
        }
        Self::open_file(path).map_err(|error| fail(format!("{}: {error}", path.display())))
    }

    /// Standard output.
    pub fn standard() -> Self {
        Self::Standard(BufWriter::new(io::stdout().lock()))
    }

    fn open_file(path: &Path) -> io::Result<Self> {
        if is_special(path) {
            return Ok(Self::Special(BufWriter::new(OpenOptions::new().write(true).open(path)?)));
        }
        refuse_unwritable(path)?;
        Ok(Self::File { path: path.to_owned(), written: BufWriter::new(tempfile::tempfile()?) })
    }

    /// Puts the whole report where it belongs.
    ///
    /// # Errors
    /// When it cannot be written; a file that was there is then as it was.
    pub fn finish(&mut self) -> io::Result<()> {
        self.flush()?;
        if let Self::File { path, written } = self {
            let report = written.get_mut();
            report.rewind()?;
            files::write(path, report)?;
        }
        Ok(())
    }

    /// Whether colours may be used here: by the flag, else `NO_COLOR`, `CLICOLOR` and whether it is a terminal.
    pub fn has_color(&self, color: Color) -> bool {
        match (color, self) {
            (Color::Always, _) => true,
            (Color::Never, _) | (Color::Auto, Self::Special(_) | Self::File { .. }) => false,
            (Color::Auto, Self::Standard(_)) => {
                anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never
            }
        }
    }

    /// Whether rules may be links here: on terminals that show them, and where colours are.
    pub fn has_links(&self, color: Color) -> bool {
        let is_terminal = matches!(self, Self::Standard(_)) && io::stdout().is_terminal();
        is_terminal && self.has_color(color) && supports_hyperlinks::supports_hyperlinks()
    }

    /// How many columns a report may fill: those of the terminal, else as `COLUMNS` says.
    pub fn width(&self) -> usize {
        let terminal = match self {
            Self::Standard(_) => {
                terminal_size_of(io::stdout()).map(|(Width(columns), _)| usize::from(columns))
            }
            Self::Special(_) | Self::File { .. } => None,
        };
        let said = || std::env::var("COLUMNS").ok()?.parse().ok();
        terminal.or_else(said).unwrap_or(USUAL).clamp(NARROWEST, WIDEST)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::Special(out) | Self::File { written: out, .. } => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::Special(out) | Self::File { written: out, .. } => out.flush(),
        }
    }
}

/// Whether a path leads to something that is there and is no regular file.
fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| !metadata.is_file())
}

/// How much of each end of a file is looked at, in bytes.
const LOOKED_AT: u64 = 4096;
/// What stands in every report and pack of ours, near its beginning or its end.
const SIGNS: &[&str] = &[
    "copydesk",
    "\"rule\"",
    "\"check_name\"",
    "<checkstyle",
    "file read",
    "files read",
    "1 file, ",
    " files, ",
    "error[",
    "warning[",
    "suggestion[",
];

/// Whether a file is not there, is empty, or was written by a run of ours.
pub fn is_ours(path: &Path) -> bool {
    // What cannot be opened is told when it is to be written.
    let Ok(mut file) = File::open(path) else { return true };
    let mut text = Vec::new();
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    let mut take = |from: u64| {
        file.seek(SeekFrom::Start(from)).and_then(|_| (&file).take(LOOKED_AT).read_to_end(&mut text))
    };
    if take(0).and_then(|_| take(length.saturating_sub(LOOKED_AT))).is_err() {
        return false;
    }
    let text = String::from_utf8_lossy(&text).to_lowercase();
    // A list of no findings says nothing of who made it.
    let is_bare = text.split_whitespace().all(|word| word == "[]");
    is_bare || SIGNS.iter().any(|sign| text.contains(sign))
}

/// Tells before the work of a place that could not be written to after it.
fn refuse_unwritable(path: &Path) -> io::Result<()> {
    if path.exists() {
        return OpenOptions::new().append(true).open(path).map(drop);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.map_or(Ok(()), |folder| folder.metadata().map(drop))
}

/// A progress bar for long runs on a terminal; hidden otherwise.
pub fn progress(files: usize, wanted: bool) -> ProgressBar {
    if !wanted || files < FEW_FILES || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} files, {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
