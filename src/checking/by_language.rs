//! What a check works out of each language that occurs.

use std::sync::{Arc, PoisonError, RwLock};

use foldhash::HashMap;

use crate::language::Language;

/// Something of each language, made when a document in it is first met. A check meets the documents of one house.
pub(crate) struct ByLanguage<T>(RwLock<HashMap<Option<Language>, Arc<T>>>);

impl<T> Default for ByLanguage<T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T> ByLanguage<T> {
    /// What there is of a language.
    pub(crate) fn of(&self, language: Option<Language>, make: impl FnOnce() -> T) -> Arc<T> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&language).cloned();
        known.unwrap_or_else(|| {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(language).or_insert_with(|| Arc::new(make())))
        })
    }
}
