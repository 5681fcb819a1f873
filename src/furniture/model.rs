//! Ensembles of decision trees, read from a text that people can read too.
//!
//! A tree stands on one line, a test before its two branches: `words<=12 ends_open<=0 -310 20 145`
//! asks whether the line has at most twelve words; if so, whether it does not end openly, which
//! gives -310 or else 20; if not, 145. The leaves' sum, in thousandths of a logit, is the score.

use std::array;
use std::ops::Range;

use foldhash::HashMap;
use serde::Deserialize;
use thiserror::Error;

use super::features;
use super::rows::{FURTHEST, FeatureRows, LANES};

/// Both stages of the classifier.
#[derive(Debug)]
pub(super) struct Model {
    /// Judges a line by its look, its neighbours and the page.
    pub first: Ensemble,
    /// Judges it again, knowing what the first stage thinks of the lines around.
    pub second: Ensemble,
}

/// A model text that does not hold.
#[derive(Debug, Error)]
pub(super) enum ModelError {
    #[error("{0}")]
    Form(#[from] serde_json::Error),
    #[error("the model asks for `{0}`, which is no feature")]
    Feature(String),
    #[error("the tree `{0}` is not complete")]
    Tree(String),
}

/// The model file as it stands.
#[derive(Deserialize)]
struct File {
    first: Stage,
    second: Stage,
}

#[derive(Deserialize)]
struct Stage {
    base: i32,
    trees: Vec<String>,
}

impl Model {
    /// Reads a model; `names` are those of all features, of which the first stage knows as many as
    /// [`features::names`] has.
    pub(super) fn read(text: &str, names: &[String]) -> Result<Self, ModelError> {
        let file: File = serde_json::from_str(text)?;
        Ok(Self {
            first: Ensemble::read(&file.first, &features::names())?,
            second: Ensemble::read(&file.second, names)?,
        })
    }
}

/// The sum of many trees.
///
/// A tree is not walked from its root: all of its tests are made, for several rows at once, and each that
/// fails strikes out the leaves that hang from its yes. The first leaf left is that of the row (Lucchese and
/// others, *`QuickScorer`*, SIGIR 2015).
#[derive(Debug)]
pub(super) struct Ensemble {
    base: i32,
    trees: Vec<Tree>,
    tests: Vec<Test>,
}

/// Leaves of one tree, at most: each is a bit.
const MOST_LEAVES: usize = 16;

#[derive(Debug, Clone)]
struct Tree {
    /// Its tests among those of all trees.
    tests: Range<usize>,
    leaves: [i16; MOST_LEAVES],
}

/// Whether a feature is at most a bound.
#[derive(Debug, Clone, Copy)]
struct Test {
    column: u16,
    bound: i16,
    /// A bit for each leaf that hangs from its yes.
    yes: u16,
}

impl Ensemble {
    fn read(stage: &Stage, names: &[String]) -> Result<Self, ModelError> {
        let columns = names.iter().zip(0..).map(|(name, column)| (name.as_str(), column)).collect();
        let mut ensemble = Self { base: stage.base, trees: Vec::new(), tests: Vec::new() };
        for tree in &stage.trees {
            let start = ensemble.tests.len();
            let mut words = tree.split_ascii_whitespace();
            let mut leaves = Vec::new();
            branch(&mut words, &columns, &mut ensemble.tests, &mut leaves)
                .map_err(|fault| fault.in_tree(tree))?;
            if words.next().is_some() {
                return Err(ModelError::Tree(tree.clone()));
            }
            leaves.resize(MOST_LEAVES, 0);
            let leaves = leaves.try_into().map_err(|_| ModelError::Tree(tree.clone()))?;
            ensemble.trees.push(Tree { tests: start..ensemble.tests.len(), leaves });
        }
        Ok(ensemble)
    }

    /// The scores of rows of features.
    pub(super) fn scores(&self, rows: &FeatureRows) -> Vec<i32> {
        let mut scores: Vec<i32> = rows.groups().flat_map(|columns| self.score(columns)).collect();
        scores.truncate(rows.len());
        scores
    }

    /// The scores of rows that stand side by side, column by column.
    fn score(&self, columns: &[[i16; LANES]]) -> [i32; LANES] {
        let mut scores = [self.base; LANES];
        for tree in &self.trees {
            let struck = struck_out(&self.tests[tree.tests.clone()], columns);
            for (score, struck) in scores.iter_mut().zip(struck) {
                *score += i32::from(tree.leaves[struck.trailing_ones() as usize % MOST_LEAVES]);
            }
        }
        scores
    }
}

/// The leaves that each row cannot reach.
///
/// A test fails where the difference is negative: its sign, in all bits, takes the place of a branch, so that
/// the compiler does all rows by the same few instructions. Neither side goes beyond [`FURTHEST`], so the
/// difference has the right sign.
#[inline(never)]
fn struck_out(tests: &[Test], columns: &[[i16; LANES]]) -> [u16; LANES] {
    tests.iter().fold([0; LANES], |struck, test| {
        let values = columns[usize::from(test.column)];
        let fails = |lane: usize| test.bound.wrapping_sub(values[lane]) >> (i16::BITS - 1);
        array::from_fn(|lane| struck[lane] | test.yes & fails(lane).cast_unsigned())
    })
}

/// Reads a test and what hangs from it, or a leaf.
fn branch<'t>(
    words: &mut impl Iterator<Item = &'t str>,
    columns: &HashMap<&str, u16>,
    tests: &mut Vec<Test>,
    leaves: &mut Vec<i16>,
) -> Result<(), TreeFault> {
    let word = words.next().ok_or(TreeFault::Broken)?;
    let Some((name, bound)) = word.split_once("<=") else {
        leaves.push(word.parse().map_err(|_| TreeFault::Broken)?);
        return if leaves.len() > MOST_LEAVES { Err(TreeFault::Broken) } else { Ok(()) };
    };
    let column = *columns.get(name).ok_or_else(|| TreeFault::Feature(name.to_owned()))?;
    let bound = bound.parse().ok().filter(|bound| (-FURTHEST..=FURTHEST).contains(bound));
    let bound = bound.ok_or(TreeFault::Broken)?;
    let start = leaves.len();
    branch(words, columns, tests, leaves)?;
    let yes = (start..leaves.len()).fold(0, |bits, leaf| bits | 1 << leaf);
    tests.push(Test { column, bound, yes });
    branch(words, columns, tests, leaves)
}

/// What is wrong with a word of a tree.
enum TreeFault {
    Feature(String),
    Broken,
}

impl TreeFault {
    fn in_tree(self, tree: &str) -> ModelError {
        match self {
            Self::Feature(name) => ModelError::Feature(name),
            Self::Broken => ModelError::Tree(tree.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ensemble(tree: &str) -> Result<Ensemble, ModelError> {
        let stage = Stage { base: 100, trees: vec![tree.to_owned()] };
        Ensemble::read(&stage, &["words".to_owned(), "ends_open".to_owned()])
    }

    #[test]
    fn a_test_stands_before_its_branches() {
        let ensemble = ensemble("words<=12 ends_open<=0 -310 20 145").expect("a tree");
        let mut rows = FeatureRows::new(2, 3 * LANES);
        for (at, row) in [[5, 0], [5, 1], [13, 1], [99_999, 0]].iter().cycle().take(3 * LANES).enumerate() {
            rows.fill_first(at, row);
        }
        let expected: Vec<i32> = [-210, 120, 245, 245].into_iter().cycle().take(3 * LANES).collect();
        assert_eq!(ensemble.scores(&rows), expected);
    }

    #[test]
    fn a_broken_model_is_refused() {
        assert!(matches!(ensemble("words<=12 1"), Err(ModelError::Tree(_))));
        assert!(matches!(ensemble("words<=20000 1 2"), Err(ModelError::Tree(_))));
        assert!(matches!(ensemble("wrods<=12 1 2"), Err(ModelError::Feature(_))));
        let chain = |leaves: usize| format!("{}0", "words<=9 1 ".repeat(leaves - 1));
        assert!(ensemble(&chain(MOST_LEAVES)).is_ok());
        assert!(matches!(ensemble(&chain(MOST_LEAVES + 1)), Err(ModelError::Tree(_))));
    }
}
