//! Where a report goes: standard output or a file, with or without colour, with progress beside it.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use anstream::ColorChoice;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::Color;

/// Wider terminals are filled up to here only: long lines are hard to read.
const WIDEST: usize = 100;
/// Runs shorter than this show no progress.
const FEW_FILES: usize = 200;

/// A place to write a report to.
pub enum Output {
    /// Standard output.
    Standard(BufWriter<io::StdoutLock<'static>>),
    /// A file.
    File(BufWriter<File>),
}

impl Output {
    /// Opens the place.
    ///
    /// # Errors
    /// When the file cannot be created.
    pub fn open(file: Option<&Path>) -> io::Result<Self> {
        Ok(match file {
            Some(path) => Self::File(BufWriter::new(File::create(path)?)),
            None => Self::Standard(BufWriter::new(io::stdout().lock())),
        })
    }

    /// Whether colours may be used here: by the flag, else `NO_COLOR`, `CLICOLOR` and whether it is a terminal.
    pub fn has_color(&self, color: Color) -> bool {
        match (color, self) {
            (Color::Always, _) => true,
            (Color::Never, _) | (Color::Auto, Self::File(_)) => false,
            (Color::Auto, Self::Standard(_)) => {
                anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::File(out) => out.flush(),
        }
    }
}

/// How many columns a report may fill.
pub fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.unwrap_or(80).clamp(40, WIDEST)
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
