//! Text that was read in the wrong encoding.

use super::Trouble;

/// Runs of characters that are the bytes of others, read one by one, and replacement characters.
pub(super) fn find(text: &str) -> Vec<Trouble> {
    let mut found = Vec::new();
    // The bytes with which the characters that are looked for begin.
    if !text.bytes().any(|byte| matches!(byte, 0xc3 | 0xef)) {
        return found;
    }
    let mut rest = 0;
    for (at, character) in text.char_indices() {
        if at < rest {
            continue;
        }
        let decoded = match character {
            '\u{fffd}' => Some((character.len_utf8(), None)),
            'Â' | 'Ã' | 'â' | 'Å' | 'Ä' | 'ð' => {
                decode(&text[at..]).map(|(length, text)| (length, Some(text)))
            }
            _ => None,
        };
        let Some((length, replacement)) = decoded else { continue };
        rest = at + length;
        let name = text[at..rest].to_owned();
        found.push(Trouble { range: at..rest, name, replacement: replacement.map(String::from) });
    }
    found
}

/// The character that the text's first characters are the bytes of, and how long they are.
fn decode(text: &str) -> Option<(usize, char)> {
    let mut bytes = Vec::new();
    for (at, character) in text.char_indices().take(4) {
        bytes.push(byte(character)?);
        let Ok(decoded) = std::str::from_utf8(&bytes) else { continue };
        let decoded = decoded.chars().next().filter(|decoded| !decoded.is_ascii())?;
        return is_likely(text, decoded).then(|| (at + character.len_utf8(), decoded));
    }
    None
}

/// Two letters that happen to be the bytes of a third are no mistake when both belong to the word:
/// only what stands in prose everywhere counts.
fn is_likely(text: &str, decoded: char) -> bool {
    let second = text.chars().nth(1).unwrap_or_default();
    let typed = second.is_alphabetic() && second != 'ƒ' && second != 'ª' && second != 'º';
    !typed || matches!(decoded, '\u{2010}'..='\u{2044}' | '€' | '™')
}

/// The byte that Windows-1252 spells as a character.
fn byte(character: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    if let Some(index) = HIGH.iter().position(|&high| high == character) {
        return u8::try_from(0x80 + index).ok();
    }
    u8::try_from(u32::from(character)).ok()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn bytes_are_put_together_again() {
        let found = find("GuantÃ¡namo isnâ€™t Ångström");
        let texts: Vec<Option<String>> = found.into_iter().map(|trouble| trouble.replacement).collect();
        assert_eq!(texts, [Some("á".to_owned()), Some("’".to_owned())]);
    }

    #[test]
    fn real_accents_are_left_alone() {
        assert!(find("São Tomé, pâté, Ärzte, «Ça va», DÃO").is_empty());
    }
}
