//! Whether a quotation is open at the end of some lines.

/// The double mark that opened the quotation in which a text ends; none outside of quotations.
#[derive(Debug, Default)]
pub(super) struct Quotation(Option<char>);

impl Quotation {
    /// Reads on.
    pub(super) fn read(&mut self, text: &str) {
        for mark in text.chars().filter(|mark| "\"“”„«»".contains(*mark)) {
            self.0 = match (mark, self.0) {
                ('"' | '“' | '„' | '«' | '»', None) => Some(mark),
                ('”' | '"', _) | ('“', Some('„')) | ('«', Some('»')) | ('»', Some('«')) => None,
                (_, open) => open,
            };
        }
    }

    /// Whether a quotation is open.
    pub(super) fn is_open(&self) -> bool {
        self.0.is_some()
    }
}
