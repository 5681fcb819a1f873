//! Which tags begin something that a later tag ends: what stands between them is prose.

use std::collections::HashMap;

use crate::document::{Meaning, Token};

/// What a tag does to a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PairEnd {
    /// It begins one, if a later tag ends it.
    Begins,
    /// It ends one.
    Ends,
}

/// The tags that may belong together, by their index among the tokens.
#[derive(Default)]
pub(super) struct Pairs {
    tags: Vec<(usize, PairEnd, String)>,
}

impl Pairs {
    pub(super) fn add(&mut self, token: usize, side: PairEnd, name: String) {
        self.tags.push((token, side, name));
    }
}

/// Makes the tags that begin a pair tags that readers see nothing of.
pub(super) fn settle(tokens: &mut [Token], pairs: &Pairs) {
    let mut ended: HashMap<&str, usize> = HashMap::new();
    for (token, side, name) in pairs.tags.iter().rev() {
        let number = ended.entry(name).or_default();
        match side {
            PairEnd::Ends => *number += 1,
            PairEnd::Begins if *number > 0 => {
                *number -= 1;
                match tokens.get_mut(*token).map(|token| &mut token.meaning) {
                    Some(Meaning::Texts(shown)) => shown.wraps = true,
                    Some(meaning) => *meaning = Meaning::Hidden,
                    None => {}
                }
            }
            PairEnd::Begins => {}
        }
    }
}
