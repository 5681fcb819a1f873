//! Words as an editor types them, as patterns and as names.

/// Whether a text begins and ends with a letter or digit, so that it can be found as whole words.
pub fn is_bounded(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric)
}

/// The pattern that finds a text as it is; `with_bounds` where the check does not ask for whole words
/// itself.
pub fn pattern(text: &str, with_bounds: bool) -> String {
    let mut pattern = String::new();
    for letter in text.chars() {
        match letter {
            // Typed or set, it is the same apostrophe.
            '\'' | '’' => pattern.push_str("['’]"),
            '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' => {
                pattern.extend(['\\', letter]);
            }
            _ => pattern.push(letter),
        }
    }
    if with_bounds && text.starts_with(char::is_alphanumeric) {
        pattern.insert_str(0, r"\b");
    }
    if with_bounds && text.ends_with(char::is_alphanumeric) {
        pattern.push_str(r"\b");
    }
    pattern
}

/// A rule's name made of words: small letters and digits, and hyphens between.
pub fn name(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut name = String::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if name.len() + word.len() >= LONGEST && !name.is_empty() {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().flat_map(char::to_lowercase));
    }
    name
}

/// Whether a text can be a rule's or a pack's name: letters, digits, hyphens and underscores.
pub fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Pattern;

    #[test]
    fn texts_are_found_as_they_are() {
        for text in ["C++ (new)", "don't", "3.5", "a|b", "^$", "[x]{2}"] {
            let pattern = Pattern::new(&pattern(text, true), true).unwrap();
            assert!(pattern.is_match(&format!("so {text} it")), "{text}");
        }
        assert!(Pattern::new(&pattern("don't", false), true).unwrap().is_match("They don’t."));
    }

    #[test]
    fn names_are_made_of_words() {
        assert_eq!(name("Isle  Line!"), "isle-line");
        assert_eq!(name("!?"), "");
        assert!(is_name(&name("Über die Brücke")));
    }
}
