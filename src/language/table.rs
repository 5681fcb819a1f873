//! Lists of words with names.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::index::Index;
use super::words::{BETWEEN, entries};

/// Words by what they stand for: a number, a class, another word.
#[derive(Default)]
pub struct Table {
    written: Written,
    index: OnceLock<Box<Index>>,
    /// For each name its words, to ask whether one stands under it.
    named: OnceLock<Vec<(String, Index)>>,
}

enum Written {
    /// Of built-in languages; what several of them name stands several times.
    Stored(&'static [Rows]),
    Read(Vec<(String, String)>),
}

/// The rows of one language: a name, and its words as [`super::Words`] are stored.
pub(super) type Rows = &'static [(&'static str, &'static str)];

impl Default for Written {
    fn default() -> Self {
        Self::Stored(&[])
    }
}

impl Table {
    /// Tables that `build/languages.rs` wrote, as one.
    pub(super) const fn stored(tables: &'static [Rows]) -> Self {
        Self { written: Written::Stored(tables), index: OnceLock::new(), named: OnceLock::new() }
    }

    /// The rows, in the order in which they are written.
    fn rows(&self) -> impl Iterator<Item = (&str, &str)> {
        let (stored, read) = match &self.written {
            Written::Stored(tables) => (*tables, &[][..]),
            Written::Read(rows) => (&[][..], rows.as_slice()),
        };
        let read = read.iter().map(|(name, words)| (name.as_str(), words.as_str()));
        stored.iter().copied().flatten().copied().chain(read)
    }

    /// The words with their names, in the order in which they are written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows().flat_map(|(name, words)| entries(words).map(move |word| (name, word)))
    }

    /// The names, in the order in which they are written.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rows().map(|(name, _)| name)
    }

    /// The words of a name.
    pub fn of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(found, _)| *found == name).map(|(_, word)| word)
    }

    /// Whether a word stands under a name.
    pub fn has(&self, name: &str, word: &str) -> bool {
        let named = self.named.get_or_init(|| self.named());
        named.iter().any(|(found, words)| found == name && words.find(word).is_some())
    }

    fn named(&self) -> Vec<(String, Index)> {
        let mut named: Vec<(String, Index)> = Vec::new();
        for (name, _) in self.rows() {
            if named.iter().all(|(known, _)| known != name) {
                let words = self.of(name).map(|word| (word.to_owned().into(), 0));
                named.push((name.to_owned(), Index::of(words)));
            }
        }
        named
    }

    /// The name under which a word stands first.
    pub fn name_of(&self, word: &str) -> Option<&str> {
        let row = self.index.get_or_init(|| Box::new(self.index())).find(word)?;
        self.rows().nth(row).map(|(name, _)| name)
    }

    fn index(&self) -> Index {
        match &self.written {
            Written::Stored(tables) => {
                let rows = tables.iter().copied().flatten().zip(0..);
                Index::of(
                    rows.flat_map(|((_, words), row)| entries(words).map(move |word| (word.into(), row))),
                )
            }
            Written::Read(rows) => {
                let rows = rows.iter().zip(0..);
                let words = rows.flat_map(|((_, words), row)| entries(words).map(move |word| (word, row)));
                Index::of(words.map(|(word, row)| (word.to_owned().into(), row)))
            }
        }
    }
}

/// A key of a table: YAML reads a bare number as one.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl Visitor<'_> for Read {
            type Value = Name;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a name or a number")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Name, E> {
                Ok(Name(number.to_string()))
            }
        }
        deserializer.deserialize_any(Read)
    }
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Table;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a mapping of lists")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Table, M::Error> {
                let mut rows = Vec::new();
                while let Some((Name(name), words)) = map.next_entry::<_, Vec<String>>()? {
                    rows.push((name, words.join(&BETWEEN.to_string())));
                }
                Ok(Table { written: Written::Read(rows), index: OnceLock::new(), named: OnceLock::new() })
            }
        }
        deserializer.deserialize_map(Read)
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.rows().map(|(name, words)| (name, entries(words).collect::<Vec<_>>())))
    }
}

impl JsonSchema for Table {
    fn schema_name() -> Cow<'static, str> {
        "Table".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let words = generator.subschema_for::<super::Words>();
        json_schema!({ "type": "object", "additionalProperties": words })
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.rows()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_name_they_stand_under() {
        let table = Table::stored(&[&[("12", "twelve\ndozen"), ("1", "one")], &[("12", "zwölf")]]);
        assert_eq!(table.name_of("Dozen"), Some("12"));
        assert_eq!(table.name_of("zwölf"), Some("12"));
        assert_eq!(table.name_of("two"), None);
        assert_eq!(table.of("12").collect::<Vec<_>>(), ["twelve", "dozen", "zwölf"]);
        assert!(table.has("12", "Zwölf") && table.has("1", "one"));
        assert!(!table.has("1", "twelve") && !table.has("2", "one"));
    }

    #[test]
    fn names_may_be_numbers() {
        let table: Table = serde_yaml::from_str("{2: [two], a few: [some]}").unwrap();
        assert_eq!(table.name_of("two"), Some("2"));
        assert_eq!(table.name_of("some"), Some("a few"));
    }
}
