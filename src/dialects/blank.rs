//! What stands on a line beside something: nothing, or the marks of lists and quotations.

/// Whether a text before something on its line is no more than the marks of lists and quotations.
pub(crate) fn is_line_lead(text: &str) -> bool {
    let mut rest = text.trim_start_matches([' ', '\t', '>']);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
        let Some(behind) = rest[digits..].strip_prefix(signs).filter(|rest| rest.starts_with([' ', '\t']))
        else {
            return false;
        };
        rest = behind.trim_start_matches([' ', '\t', '>']);
    }
    true
}

/// Where the line ends that a place stands in, line end included, if nothing but spaces stands behind the place.
pub(crate) fn blank_line_rest(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches([' ', '\t', '\r']);
    let end = text.len() - rest.len();
    (rest.is_empty() || rest.starts_with('\n')).then_some(end + usize::from(!rest.is_empty()))
}

/// Whether a text holds an empty line.
pub(super) fn holds_blank_line(text: &str) -> bool {
    let mut lines = text.split('\n');
    lines.next();
    // What stands behind the last line end is the beginning of a line only.
    lines.next_back();
    lines.any(|line| line.trim().is_empty())
}

/// How many of a sign stand in a row at a place.
pub(super) fn run(text: &str, at: usize, sign: u8) -> usize {
    text.as_bytes()[at..].iter().take_while(|&&byte| byte == sign).count()
}
