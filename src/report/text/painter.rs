//! Where codespan-reporting draws to: a text in memory, with our title, colours and pictures.

use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Reset, Style};
use codespan_reporting::diagnostic::{LabelStyle, Severity as Level};
use codespan_reporting::term::WriteStyle;

use super::cell::is_private;
use crate::finding::Severity;

/// Follows a stand-in, as often as its picture is wider than one column.
pub(super) const FILLER: char = '\u{10FFFD}';

/// Collects a drawing.
///
/// codespan-reporting has no word for a suggestion, so the title is written here and its own is dropped.
/// It also measures text a character at a time, which is wrong where several make up one emoji; such
/// clusters arrive as stand-ins of one column each and become what they stand for in [`Painter::finish`].
pub(super) struct Painter<'a> {
    title: &'a str,
    severity: Severity,
    color: bool,
    in_title: bool,
    drawn: Vec<u8>,
}

impl<'a> Painter<'a> {
    pub(super) fn new(title: &'a str, severity: Severity, color: bool) -> Self {
        Self { title, severity, color, in_title: false, drawn: Vec::new() }
    }

    /// The drawing, with the pictures in place of their stand-ins.
    pub(super) fn finish(self, pictures: &[String]) -> String {
        let drawn = String::from_utf8_lossy(&self.drawn);
        let mut text = String::with_capacity(drawn.len());
        for character in drawn.chars() {
            match picture(character, pictures) {
                _ if character == FILLER => {}
                Some(picture) => text.push_str(picture),
                None => text.push(character),
            }
        }
        text
    }

    fn set(&mut self, style: Style) -> io::Result<()> {
        if self.color { write!(self.drawn, "{Reset}{style}") } else { Ok(()) }
    }

    fn mark(&self) -> Style {
        severity_color(self.severity).on_default()
    }
}

/// The stand-in of a picture.
pub(super) fn stand_in(index: usize) -> char {
    u32::try_from(index).ok().and_then(|index| char::from_u32(0xF_0000 + index)).unwrap_or(FILLER)
}

fn picture(character: char, pictures: &[String]) -> Option<&str> {
    let index = is_private(character).then(|| u32::from(character) - 0xF_0000)?;
    pictures.get(index as usize).map(String::as_str)
}

/// The colour of a severity.
pub(in crate::report) fn severity_color(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::BrightYellow,
        Severity::Suggestion => AnsiColor::BrightCyan,
    }
}

impl Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.in_title {
            self.drawn.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter<'_> {
    fn set_header(&mut self, _: Level) -> io::Result<()> {
        self.set(self.mark().effects(Effects::BOLD))?;
        self.drawn.extend_from_slice(self.title.as_bytes());
        self.in_title = true;
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.in_title = false;
        self.set(Style::new().bold())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.set(Style::new().dimmed())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.set(Style::new().dimmed())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.set(Style::new().dimmed())
    }

    fn set_label(&mut self, _: Level, style: LabelStyle) -> io::Result<()> {
        match style {
            LabelStyle::Primary => self.set(self.mark()),
            LabelStyle::Secondary => self.set(AnsiColor::BrightBlue.on_default()),
        }
    }

    fn reset(&mut self) -> io::Result<()> {
        self.set(Style::new())
    }
}
