//! The files of the languages, read as a house's own would be.

use std::fs;
use std::path::Path;

use super::*;

/// The languages with their tags, from their files.
fn read() -> Vec<(String, Lexicon)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let lexicon = |path: &Path| -> Lexicon {
        let text = fs::read_to_string(path).unwrap();
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    files.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), lexicon(&path))).collect()
}

#[test]
fn what_is_built_in_is_what_the_files_say() {
    let languages = Languages::default();
    for (tag, lexicon) in read() {
        for tag in std::iter::once(tag.as_str()).chain(lexicon.also.iter()) {
            let language = Language::from_tag(tag).unwrap();
            let built_in = languages.get(language).unwrap();
            assert_eq!(format!("{built_in:?}"), format!("{lexicon:?}"), "{tag}");
        }
    }
}

#[test]
fn a_language_has_all_months_and_weekdays_or_none() {
    for (tag, lexicon) in read() {
        let (weekdays, months) = (lexicon.weekdays.iter().count(), lexicon.months.iter().count());
        assert!([0, 7].contains(&weekdays), "{tag}: {weekdays} weekdays");
        assert!([0, 12].contains(&months), "{tag}: {months} months");
    }
}

#[test]
fn a_pair_is_two_marks() {
    for (tag, lexicon) in read() {
        for pair in lexicon.quotation_marks.iter() {
            let marks = pair.chars().filter(|mark| !mark.is_whitespace()).count();
            assert!(marks == 2 && !pair.starts_with(' ') && !pair.ends_with(' '), "{tag}: {pair:?}");
        }
    }
}

#[test]
fn a_language_that_nobody_knows_is_read_as_english() {
    let languages = Languages::default();
    assert_eq!(languages.of(None).name, "English");
    assert_eq!(languages.of(Language::from_tag("xx")).name, "English");
    assert_eq!(languages.of(Language::from_tag("nb")).name, "Norwegian");
    assert!(languages.any().weekdays.contains("Montag") && languages.any().weekdays.contains("lundi"));
}
