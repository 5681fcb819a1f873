//! What was found in texts that were read before, kept in the user's cache folder.
//!
//! An entry is known by a hash of everything that could change it, so it is right or it is not there.
//! Entries lie in `SHARDS` files by the first byte of that hash: few enough to read an archive's
//! results in one go, small enough that a single article costs no more than one of them. A file that
//! cannot be read, or that nobody here wrote, counts as empty; a folder that cannot be written, as none.

mod folder;
mod shard;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use blake3::Hash;
use rayon::prelude::*;

use crate::engine::Looked;
use crate::files::Inputs;
use shard::Shard;

pub use folder::{Exposed, folder};

/// How many files the entries are spread over: one for each first byte.
const SHARDS: usize = 256;
/// What is not used for so long is thrown away, in days.
const OLDEST: u32 = 30;
/// An entry that is used is marked so again after so many days: marking writes a file.
const MARKED_AFTER: u32 = 7;

/// Results of earlier runs. Any number of threads, and of processes, may use one folder at once.
pub struct Cache {
    folder: PathBuf,
    shards: Vec<Mutex<Option<Shard>>>,
    /// Days since 1970.
    today: u32,
}

impl Cache {
    /// The cache in a folder, which need not be there yet.
    pub fn new(folder: &Path) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let today = u32::try_from(since.as_secs() / DAY.as_secs()).unwrap_or(u32::MAX);
        let shards = (0..SHARDS).map(|_| Mutex::new(None)).collect();
        Self { folder: folder.to_owned(), shards, today }
    }

    /// What came of looking at a source, by its key.
    pub fn looked(&self, key: &Hash) -> Option<Looked> {
        self.get(key)
    }

    /// Keeps what came of looking at a source.
    pub fn keep_looked(&self, key: &Hash, looked: &Looked) {
        self.put(key, looked);
    }

    /// What the rules of a project were made of, by its name.
    pub fn parts(&self, name: &Hash) -> Option<Inputs> {
        self.get(name)
    }

    /// Keeps what the rules of a project were made of.
    pub fn keep_parts(&self, name: &Hash, parts: &Inputs) {
        if self.parts(name).as_ref() != Some(parts) {
            self.put(name, parts);
        }
    }

    /// Writes what is new.
    ///
    /// Another run may have written in the meantime: its entries stay. Where it writes at this very
    /// moment, one of the two loses some, and will find them anew.
    pub fn save(&self) {
        let is_fresh = |number: usize| self.shard(number).as_ref().is_some_and(Shard::is_fresh);
        let fresh: Vec<usize> = (0..SHARDS).filter(|&number| is_fresh(number)).collect();
        if fresh.is_empty() || folder::make(&self.folder).is_err() {
            return;
        }
        fresh.par_iter().for_each(|&number| {
            if let Some(mut shard) = self.shard(number).take() {
                let path = self.path(number);
                shard.merge(Shard::read(&path));
                shard.trim(self.today.saturating_sub(OLDEST));
                // It is a cache: what cannot be written is found again.
                let _ = shard.write(&path);
            }
        });
        self.remove_unused();
    }

    /// Removes files that hold nothing but what has been unused for long.
    fn remove_unused(&self) {
        let Some(oldest) = SystemTime::now().checked_sub(DAY * (OLDEST + MARKED_AFTER + 1)) else { return };
        for path in (0..SHARDS).map(|number| self.path(number)) {
            let written = fs::metadata(&path).and_then(|metadata| metadata.modified());
            if written.is_ok_and(|written| written < oldest) {
                // Another run may have been here first.
                let _ = fs::remove_file(&path);
            }
        }
    }

    fn get<T: serde::de::DeserializeOwned>(&self, key: &Hash) -> Option<T> {
        let mut shard = self.loaded(key);
        let bytes = shard.as_mut()?.get(key, self.today)?;
        serde_json::from_slice(bytes).ok()
    }

    fn put<T: serde::Serialize>(&self, key: &Hash, value: &T) {
        // A name that is no UTF-8 has no place in an entry.
        let Ok(bytes) = serde_json::to_vec(value) else { return };
        if let Some(shard) = self.loaded(key).as_mut() {
            shard.put(key, bytes, self.today);
        }
    }

    /// The shard that a key belongs to, read from the disk if it was not yet.
    fn loaded(&self, key: &Hash) -> MutexGuard<'_, Option<Shard>> {
        let number = usize::from(key.as_bytes()[0]);
        let mut shard = self.shard(number);
        shard.get_or_insert_with(|| Shard::read(&self.path(number)));
        shard
    }

    fn shard(&self, number: usize) -> MutexGuard<'_, Option<Shard>> {
        self.shards[number].lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn path(&self, number: usize) -> PathBuf {
        self.folder.join(format!("{number:02x}"))
    }
}

const DAY: Duration = Duration::from_hours(24);
