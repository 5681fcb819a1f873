//! The literals of the patterns of all rules, found with the same code as those of any other pattern.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::{Debug, Write};

use serde_yaml::Value;

/// The part of the crate that reads patterns.
#[allow(dead_code, unused_imports, reason = "a build needs less of it than a run")]
#[path = "../src/matching"]
mod matching {
    pub mod literals;
    pub mod scanner;
    pub mod slots;

    pub fn required(pattern: &str) -> Vec<String> {
        literals::required(pattern)
    }
}

/// The keys of a rule under which no patterns stand.
const WITHOUT_PATTERNS: &[&str] = &[
    "check", "severity", "level", "message", "summary", "why", "help", "scope", "lang", "fix", "link",
    "examples",
];

/// Collects all texts of a rule that may be patterns.
pub fn collect(rule: &Value, texts: &mut BTreeSet<String>) {
    for (key, value) in rule.as_mapping().into_iter().flatten() {
        if key.as_str().is_some_and(|key| !WITHOUT_PATTERNS.contains(&key)) {
            texts_of(value, texts);
        }
    }
}

/// Collects all texts of a value.
pub fn texts_of(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            texts.insert(text.clone());
        }
        Value::Sequence(values) => values.iter().for_each(|value| texts_of(value, texts)),
        Value::Mapping(entries) => entries.iter().for_each(|(key, value)| {
            texts_of(key, texts);
            texts_of(value, texts);
        }),
        _ => {}
    }
}

/// How often each piece of four bytes stands in prose of our own.
pub struct Shares(BTreeMap<[u8; 4], u32>);

impl Shares {
    /// The pieces of a text, in small letters.
    pub fn of(prose: &str) -> Self {
        let prose = prose.to_ascii_lowercase();
        let mut shares = BTreeMap::new();
        for piece in prose.as_bytes().windows(4) {
            *shares.entry([piece[0], piece[1], piece[2], piece[3]]).or_default() += 1;
        }
        Self(shares)
    }

    fn get(&self, piece: &[u8]) -> u32 {
        piece.try_into().ok().and_then(|piece: [u8; 4]| self.0.get(&piece)).copied().unwrap_or_default()
    }
}

/// The literals of texts as Rust: each literal once, the texts with the numbers of theirs, slots by which a text is
/// found, and the tables by which a scanner finds the literals. `rare` are texts that few runs look for, whose literals
/// come last and are not in the tables.
pub fn table(
    texts: &BTreeSet<String>,
    rare: &BTreeSet<String>,
    shares: &Shares,
) -> Result<String, Box<dyn Error>> {
    let tabled: BTreeSet<String> = texts.iter().flat_map(|text| matching::required(text)).collect();
    let all: BTreeSet<&String> = texts.union(rare).collect();
    let required: Vec<Vec<String>> = all.iter().map(|text| matching::required(text)).collect();
    let others: BTreeSet<&String> =
        required.iter().flatten().filter(|text| !tabled.contains(*text)).collect();
    let literals = || tabled.iter().chain(others.iter().copied()).map(String::as_str);
    let places: BTreeMap<&str, u16> = literals().zip(0..).collect();
    let numbers = required.iter().map(|literals| literals.iter().map(|text| places[&**text]).collect());
    let numbers: Vec<Vec<u16>> = numbers.collect();
    let mut rust = format!("const TABLED: usize = {};\n", tabled.len());
    parts(&mut rust, "LITERAL", literals())?;
    parts(&mut rust, "PATTERN", all.iter().map(|text| text.as_str()))?;
    array(&mut rust, "REQUIRED", "u16", &numbers.concat())?;
    array(&mut rust, "REQUIRED_ENDS", "u32", &ends(numbers.iter().map(Vec::len))?)?;
    array(&mut rust, "SLOTS", "u16", &slots(&all)?)?;
    let made = matching::scanner::Tables::new(tabled.iter().map(String::as_str), |piece| shares.get(piece));
    writeln!(rust, "{ALLOW}static TABLES: Tables = {};", stored(&made)?)?;
    Ok(rust)
}

/// What the numbers of a table are spared.
const ALLOW: &str = "#[allow(clippy::unreadable_literal, reason = \"nobody reads them\")]\n";

fn array<T: Debug>(rust: &mut String, name: &str, kind: &str, values: &[T]) -> std::fmt::Result {
    writeln!(rust, "{ALLOW}static {name}: [{kind}; {}] = {values:?};", values.len())
}

/// Texts as one, and where each ends.
fn parts<'t>(
    rust: &mut String,
    name: &str,
    texts: impl Iterator<Item = &'t str> + Clone,
) -> Result<(), Box<dyn Error>> {
    writeln!(rust, "static {name}S: &str = {:?};", texts.clone().collect::<String>())?;
    array(rust, &format!("{name}_ENDS"), "u32", &ends(texts.map(str::len))?)?;
    Ok(())
}

fn ends(lengths: impl Iterator<Item = usize>) -> Result<Vec<u32>, Box<dyn Error>> {
    let ends = lengths.scan(0, |end, length| {
        *end += length;
        Some(*end)
    });
    Ok(ends.map(u32::try_from).collect::<Result<_, _>>()?)
}

/// For each slot one more than the number of the text in it; twice as many as texts.
fn slots(texts: &BTreeSet<&String>) -> Result<Vec<u16>, Box<dyn Error>> {
    let mut slots = vec![0; (2 * texts.len()).next_power_of_two()];
    for (number, text) in texts.iter().enumerate() {
        let mut slot = matching::slots::hash(text) % slots.len();
        while slots[slot] != 0 {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = u16::try_from(number + 1)?;
    }
    Ok(slots)
}

/// A scanner's tables as Rust.
fn stored(tables: &matching::scanner::Tables) -> Result<String, std::fmt::Error> {
    let mut by_length = String::new();
    for table in tables.by_length.iter() {
        let entries: Vec<[u32; 9]> = table.entries.iter().map(numbers).collect();
        write!(
            by_length,
            "LengthTable {{ mask: {}, filter: Bits::Stored(&{:?}), starts: Cow::Borrowed(&{:?}), \
             entries: Cow::Borrowed(&stored_entries(&{entries:?})) }}, ",
            table.mask, *table.filter, table.starts
        )?;
    }
    Ok(format!(
        "Tables {{ letters: Cow::Borrowed(&{:?}), by_length: Cow::Borrowed(&[{by_length}]), \
         coarse: Bits::Stored(&{:?}), ends: Bits::Stored(&{:?}) }}",
        tables.letters, *tables.coarse, *tables.ends
    ))
}

/// All that is known of a literal, in the order of the fields.
fn numbers(placed: &matching::scanner::PlacedLiteral) -> [u32; 9] {
    let matching::scanner::PlacedLiteral { piece, literal, start, length, piece_end, before, after } =
        *placed;
    [piece, literal, start, length, piece_end, before.bytes, before.mask, after.bytes, after.mask]
}
