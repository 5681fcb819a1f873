//! What a text is written in.

/// What a text is written in, beside the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// Backticks quote code, a backslash takes a sign its meaning.
    Markdown,
    /// As Markdown; braces and tags are code.
    Mdx,
    /// Only elements quote code.
    Html,
}
