//! What YAML's parser says of a mistake, in words for people who write front matter.

use granit_parser::ErrorKind;

/// What is wrong, and what to do about it.
pub(super) fn explain(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as Kind;
    const QUOTE: &str = "Put the whole value in quotes.";
    let (message, remedy) = match kind {
        Kind::MappingValueNotAllowed => ("a colon with a space behind it stands within a value", QUOTE),
        Kind::UnexpectedCharacter { character } => {
            return (format!("no value may begin with `{character}`"), QUOTE);
        }
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => (
            "the quotation mark that begins a value here is never closed",
            "Close it, or put the value in the other kind of quotes.",
        ),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => (
            "text stands behind the closing quotation mark of a value",
            "Put the whole value in the other kind of quotes.",
        ),
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => (
            "a backslash begins an escape that does not exist",
            "Write two backslashes, or put the value in single quotes.",
        ),
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart => ("a tab stands where only spaces may", "Indent with spaces."),
        Kind::UnclosedFlowCollection { .. }
        | Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MismatchedFlowCollectionEnd { .. } => {
            ("a bracket begins a list here that is not closed", "Close it, or put the whole value in quotes.")
        }
        Kind::UnknownAnchor | Kind::MissingAnchorOrAliasName => {
            ("a value that begins with `*` or `&` means another one", QUOTE)
        }
        Kind::SimpleKeyExpected
        | Kind::InvalidSimpleKey
        | Kind::ExpectedBlockMappingKey
        | Kind::InvalidIndentation
        | Kind::ExpectedBlockSequenceEntry
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::ExpectedDocumentStart
        | Kind::InvalidColonPlacement => (
            "this line is no field, and is not indented as a part of one",
            "Write `field: value`, or indent it below the field that it belongs to.",
        ),
        other => return (other.to_string(), QUOTE),
    };
    (message.to_owned(), remedy)
}
