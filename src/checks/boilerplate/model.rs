//! Ensembles of decision trees, read from a text that people can read too.
//!
//! A tree stands on one line, a test before its two branches: `words<=12 ends_open<=0 -310 20 145`
//! asks whether the line has at most twelve words; if so, whether it does not end openly, which
//! gives -310 or else 20; if not, 145. The leaves' sum, in thousandths of a logit, is the score.

use serde::Deserialize;
use thiserror::Error;

use super::{features, judgement};

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
    /// Reads a model.
    pub(super) fn read(text: &str) -> Result<Self, ModelError> {
        let file: File = serde_json::from_str(text)?;
        Ok(Self {
            first: Ensemble::read(&file.first, &features::names())?,
            second: Ensemble::read(&file.second, &judgement::names())?,
        })
    }
}

/// The sum of many trees.
#[derive(Debug)]
pub(super) struct Ensemble {
    base: i32,
    roots: Vec<u32>,
    nodes: Vec<Node>,
}

/// A test, or a leaf.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The feature's column; [`LEAF`] for a leaf.
    column: u16,
    /// Where the branch for "no" stands; the one for "yes" follows the node.
    otherwise: u32,
    /// The bound of the test, or the leaf's value.
    value: i32,
}

const LEAF: u16 = u16::MAX;

impl Ensemble {
    fn read(stage: &Stage, names: &[String]) -> Result<Self, ModelError> {
        let columns = names.iter().zip(0..).map(|(name, column)| (name.as_str(), column)).collect();
        let mut ensemble = Self { base: stage.base, roots: Vec::new(), nodes: Vec::new() };
        for tree in &stage.trees {
            ensemble.roots.push(ensemble.next());
            let mut words = tree.split_ascii_whitespace();
            ensemble.node(&mut words, &columns, tree)?;
            if words.next().is_some() {
                return Err(ModelError::Tree(tree.clone()));
            }
        }
        Ok(ensemble)
    }

    fn next(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    fn node<'t>(
        &mut self,
        words: &mut impl Iterator<Item = &'t str>,
        columns: &std::collections::HashMap<&str, u16>,
        tree: &str,
    ) -> Result<(), ModelError> {
        let broken = || ModelError::Tree(tree.to_owned());
        let word = words.next().ok_or_else(broken)?;
        let Some((name, bound)) = word.split_once("<=") else {
            let value = word.parse().map_err(|_| broken())?;
            self.nodes.push(Node { column: LEAF, otherwise: 0, value });
            return Ok(());
        };
        let column = *columns.get(name).ok_or_else(|| ModelError::Feature(name.to_owned()))?;
        let here = self.nodes.len();
        let value = bound.parse().map_err(|_| broken())?;
        self.nodes.push(Node { column, otherwise: 0, value });
        self.node(words, columns, tree)?;
        self.nodes[here].otherwise = self.next();
        self.node(words, columns, tree)
    }

    /// The score of a row of features.
    pub(super) fn score(&self, row: &[i32]) -> i32 {
        let leaves = self.roots.iter().map(|&root| self.leaf(root, row));
        leaves.fold(self.base, i32::saturating_add)
    }

    fn leaf(&self, root: u32, row: &[i32]) -> i32 {
        let mut at = root;
        loop {
            let node = self.nodes[at as usize];
            if node.column == LEAF {
                return node.value;
            }
            at = if row[usize::from(node.column)] <= node.value { at + 1 } else { node.otherwise };
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
        assert_eq!(ensemble.score(&[5, 0]), -210);
        assert_eq!(ensemble.score(&[5, 1]), 120);
        assert_eq!(ensemble.score(&[13, 1]), 245);
    }

    #[test]
    fn a_broken_model_is_refused() {
        assert!(matches!(ensemble("words<=12 1"), Err(ModelError::Tree(_))));
        assert!(matches!(ensemble("wrods<=12 1 2"), Err(ModelError::Feature(_))));
    }
}
