//! Text broken into lines.

use unicode_width::UnicodeWidthStr;

/// Breaks a text at spaces so that no line is wider than `width` where that can be; the first has `first` columns.
pub(super) fn wrap_after(text: &str, first: usize, width: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    let (mut column, mut room) = (0, first);
    for word in text.split_inclusive(' ') {
        if (column > 0 || room < width) && column + word.trim_end().width() > room {
            wrapped.truncate(wrapped.trim_end().len());
            wrapped.push('\n');
            (column, room) = (0, width);
        }
        wrapped.push_str(word);
        column += word.width();
    }
    wrapped
}

/// Breaks a text at spaces so that no line is wider than `width` where that can be.
pub(super) fn wrap(text: &str, width: usize) -> String {
    wrap_after(text, width, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_wide_as_they_may_be() {
        assert_eq!(wrap("one two three four", 9), "one two\nthree\nfour");
        assert_eq!(wrap_after("one two three", 3, 9), "one\ntwo three");
        assert_eq!(wrap_after("one", 2, 9), "\none");
        assert_eq!(wrap("immeasurable", 3), "immeasurable");
    }
}
