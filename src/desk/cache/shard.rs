//! One file of the cache.
//!
//! It begins with [`MAGIC`] and a hash of the rest, so that a damaged file is known for one. Then come
//! the entries: key, day of last use, length, content; numbers have the low byte first.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use blake3::Hash;

use crate::files;

const MAGIC: &[u8] = b"copydesk cache 1\n";
/// A file does not grow beyond this, in bytes; 256 of them make 64 MiB.
const LARGEST: usize = 256 << 10;
/// What goes before the content of an entry, in bytes.
const HEAD: usize = 32 + 4 + 4;

/// The entries of one file.
#[derive(Default)]
pub(super) struct Shard {
    entries: BTreeMap<[u8; 32], CacheEntry>,
    /// How much room the entries take.
    size: usize,
    is_fresh: bool,
}

struct CacheEntry {
    /// When it was used last, in days.
    day: u32,
    content: Vec<u8>,
}

impl Shard {
    /// The entries of a file; none if there is no such file, or none that could be trusted.
    pub(super) fn read(path: &Path) -> Self {
        // To read from a pipe would wait for a writer.
        let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
        let bytes = if is_file { fs::read(path).unwrap_or_default() } else { Vec::new() };
        let mut shard = Self::default();
        let Some(mut rest) = checked(&bytes) else { return shard };
        while let Some((key, entry, after)) = entry(rest) {
            shard.insert(key, entry);
            rest = after;
        }
        shard
    }

    /// An entry's content. That it was used is noted.
    pub(super) fn get(&mut self, key: &Hash, today: u32) -> Option<&[u8]> {
        let entry = self.entries.get_mut(key.as_bytes())?;
        if entry.day.saturating_add(super::MARKED_AFTER) <= today {
            entry.day = today;
            self.is_fresh = true;
        }
        Some(&entry.content)
    }

    /// Adds an entry. One that would fill a quarter of the file is not worth its room.
    pub(super) fn put(&mut self, key: &Hash, content: Vec<u8>, today: u32) {
        if content.len() > LARGEST / 4 {
            return;
        }
        self.insert(*key.as_bytes(), CacheEntry { day: today, content });
        self.is_fresh = true;
        if self.size > LARGEST {
            self.trim(0);
        }
    }

    /// Whether there is something to write.
    pub(super) fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    /// Adds the entries that only another one has.
    pub(super) fn merge(&mut self, other: Self) {
        for (key, entry) in other.entries {
            if !self.entries.contains_key(&key) {
                self.insert(key, entry);
            }
        }
    }

    /// Drops what was not used since a day, and then the oldest until the rest has room.
    ///
    /// Among those of one day the key decides: of an archive that is too large, each run then keeps
    /// the same part.
    pub(super) fn trim(&mut self, since: u32) {
        let mut order: Vec<(u32, [u8; 32])> =
            self.entries.iter().map(|(key, entry)| (entry.day, *key)).collect();
        order.sort_unstable();
        for (day, key) in order {
            if day >= since && self.size <= LARGEST {
                break;
            }
            if let Some(entry) = self.entries.remove(&key) {
                self.size -= HEAD + entry.content.len();
            }
        }
    }

    /// Writes the entries, all or none of them.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let mut body = Vec::with_capacity(self.size);
        for (key, entry) in &self.entries {
            // Contents are far smaller than 4 GiB.
            let length = u32::try_from(entry.content.len()).unwrap_or(u32::MAX);
            body.extend_from_slice(key);
            body.extend_from_slice(&entry.day.to_le_bytes());
            body.extend_from_slice(&length.to_le_bytes());
            body.extend_from_slice(&entry.content);
        }
        // Entries speak of drafts. They need not outlive a power cut: the hash tells.
        files::write_private(path, &[MAGIC, blake3::hash(&body).as_bytes(), &body].concat())
    }

    fn insert(&mut self, key: [u8; 32], entry: CacheEntry) {
        self.size += HEAD + entry.content.len();
        if let Some(old) = self.entries.insert(key, entry) {
            self.size -= HEAD + old.content.len();
        }
    }
}

/// The entries of a file, if it is whole and one of ours.
fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (sum, body) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<32>()?;
    (blake3::hash(body) == Hash::from_bytes(*sum)).then_some(body)
}

/// The first entry, and what comes after it.
fn entry(bytes: &[u8]) -> Option<([u8; 32], CacheEntry, &[u8])> {
    let (key, rest) = bytes.split_first_chunk::<32>()?;
    let (day, rest) = rest.split_first_chunk::<4>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (content, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((*key, CacheEntry { day: u32::from_le_bytes(*day), content: content.to_vec() }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u8) -> Hash {
        blake3::hash(&[number])
    }

    fn shard(entries: impl IntoIterator<Item = (u8, usize, u32)>) -> Shard {
        let mut shard = Shard::default();
        entries.into_iter().for_each(|(number, size, day)| shard.put(&key(number), vec![number; size], day));
        shard
    }

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("00");
        shard([(1, 3, 100), (2, 0, 100)]).write(&path).unwrap();
        let mut read = Shard::read(&path);
        assert_eq!(read.get(&key(1), 101), Some(&[1, 1, 1][..]));
        assert_eq!(read.get(&key(2), 101), Some(&[][..]));
        assert_eq!(read.get(&key(3), 101), None);
        assert!(!read.is_fresh());
        assert!(read.get(&key(1), 107).is_some() && read.is_fresh(), "a use is noted after a week");
    }

    #[test]
    fn any_damage_empties_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("00");
        shard([(1, 3, 100)]).write(&path).unwrap();
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            assert!(Shard::read(&path).entries.is_empty(), "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert!(Shard::read(&path).entries.is_empty(), "cut at {at}");
        }
    }

    #[test]
    fn the_oldest_make_room_and_the_very_old_go() {
        let quarter = LARGEST / 4;
        let mut full = shard((0..6).map(|number| (number, quarter, 100 + u32::from(number))));
        assert!(full.size <= LARGEST);
        let kept: Vec<u8> = (0..6).filter(|&number| full.get(&key(number), 0).is_some()).collect();
        assert_eq!(kept, [3, 4, 5], "three quarters and their heads");
        full.trim(104);
        assert!(full.get(&key(3), 0).is_none() && full.get(&key(4), 0).is_some());
    }

    #[test]
    fn another_runs_entries_stay() {
        let mut ours = shard([(1, 3, 100)]);
        ours.merge(shard([(1, 5, 100), (2, 2, 100)]));
        assert_eq!(ours.get(&key(1), 0), Some(&[1; 3][..]));
        assert_eq!(ours.get(&key(2), 0), Some(&[2; 2][..]));
    }
}
