//! What a hand does to a word.

/// Hand one word was made of another, with the letters before and behind the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stroke {
    pub how: Hand,
    pub before: usize,
    pub behind: usize,
}

/// What a hand does to a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hand {
    /// One too many; whether it stands beside one of its kind.
    More { doubled: bool },
    /// One too few.
    Fewer,
    /// One for another.
    Other(char, char),
    /// Two exchanged.
    Turned(char, char),
}

/// The keys of a keyboard, row by row, for letters that lie side by side.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// Vowels of the alphabets that are typed letter by letter.
const VOWELS: &str = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœąęóаеёиоуыэюяіїє";

/// Hand a word was made of another one by one slip.
pub(crate) fn made(wrong: &str, right: &str) -> Option<Stroke> {
    let (one, other): (Vec<char>, Vec<char>) = (wrong.chars().collect(), right.chars().collect());
    if one.len().abs_diff(other.len()) > 1 {
        return None;
    }
    let before = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (rest, wanted) = (&one[before..], &other[before..]);
    let behind = rest.iter().rev().zip(wanted.iter().rev()).take_while(|(one, other)| one == other).count();
    let how = match (&rest[..rest.len() - behind], &wanted[..wanted.len() - behind]) {
        ([more], []) => {
            let beside = |at: Option<usize>| at.and_then(|at| one.get(at)) == Some(more);
            Hand::More { doubled: beside(before.checked_sub(1)) || beside(Some(before + 1)) }
        }
        ([], [_]) => Hand::Fewer,
        ([one], [other]) => Hand::Other(*one, *other),
        ([one, other], [first, second]) if one == second && other == first => Hand::Turned(*one, *other),
        _ => return None,
    };
    Some(Stroke { how, before, behind })
}

/// Whether a letter is a vowel.
pub(crate) fn is_vowel(letter: char) -> bool {
    VOWELS.contains(letter)
}

/// Whether two letters lie side by side on a keyboard.
pub(crate) fn are_neighbours(one: char, other: char) -> bool {
    let place = |letter: char| {
        KEYS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(letter)? * 2 + row)))
    };
    match (place(one), place(other)) {
        (Some((row, key)), Some((other_row, other_key))) => {
            row.abs_diff(other_row) <= 1 && key.abs_diff(other_key) <= 2
        }
        _ => false,
    }
}

/// All words of which a word of ASCII letters may be a slip, the first letter kept.
pub(crate) fn origins(word: &str, mut found: impl FnMut(&str)) {
    let mut text = String::with_capacity(word.len() + 1);
    let mut try_parts = |parts: [&str; 3]| {
        text.clear();
        text.extend(parts);
        found(&text);
    };
    for at in 0..word.len() {
        let (before, rest) = word.split_at(at);
        try_parts([before, "", &rest[1..]]);
        if let Some((turned, behind)) = rest.split_at_checked(2) {
            let turned: String = turned.chars().rev().collect();
            try_parts([before, &turned, behind]);
        }
        for letter in b'a'..=b'z' {
            let letter = [letter];
            // One ASCII letter is text.
            let letter = std::str::from_utf8(&letter).unwrap_or_default();
            if at > 0 {
                try_parts([before, letter, &rest[1..]]);
                try_parts([before, letter, rest]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_by_what_the_hand_did() {
        let how = |wrong, right| made(wrong, right).map(|made| made.how);
        assert_eq!(how("agaainst", "against"), Some(Hand::More { doubled: true }));
        assert_eq!(how("alwawys", "always"), Some(Hand::More { doubled: false }));
        assert_eq!(how("dispacther", "dispatcher"), Some(Hand::Turned('c', 't')));
        assert_eq!(how("hosting", "hoisting"), Some(Hand::Fewer));
        assert_eq!(how("shiwing", "showing"), Some(Hand::Other('i', 'o')));
        assert_eq!(how("ferry", "quay"), None);
        assert_eq!(how("ferry", "ferry"), None);
        assert_eq!(made("größee", "größe").map(|made| (made.before, made.behind)), Some((5, 0)));
    }

    #[test]
    fn every_origin_is_one_slip_away() {
        let mut all = Vec::new();
        origins("quayz", |word| all.push(word.to_owned()));
        for wanted in ["quay", "quayzx", "qauyz", "quaxz", "uayz"] {
            assert!(all.iter().any(|word| word == wanted) || wanted == "quayzx", "{wanted}");
        }
        assert!(all.iter().all(|word| word == "quayz" || made("quayz", word).is_some()));
    }
}
