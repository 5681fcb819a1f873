//! Ensembles of decision trees, read from a text that people can read too.
//!
//! A tree stands on one line, a test before its two branches: `words<=12 ends_open<=0 -310 20 145`
//! asks whether the line has at most twelve words; if so, whether it does not end openly, which
//! gives -310 or else 20; if not, 145. The leaves' sum, in thousandths of a logit, is the score.

use std::ops::Range;

use foldhash::HashMap;
use serde::Deserialize;
use thiserror::Error;

use super::features::{self, LANES, Rows};

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
#[derive(Debug)]
pub(super) struct Ensemble {
    base: i32,
    trees: Vec<Tree>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone)]
struct Tree {
    /// Its nodes, the root first.
    nodes: Range<usize>,
    /// The number of tests on the longest way to a leaf.
    depth: usize,
}

/// A test, or a leaf.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The feature's column.
    column: u16,
    /// Where in the tree it goes on, by the test: yes and no.
    next: [u16; 2],
    /// The bound of the test; in a leaf so high that every row goes on to the leaf itself.
    bound: i32,
    /// The leaf's value.
    value: i32,
}

impl Ensemble {
    fn read(stage: &Stage, names: &[String]) -> Result<Self, ModelError> {
        let columns = names.iter().zip(0..).map(|(name, column)| (name.as_str(), column)).collect();
        let mut ensemble = Self { base: stage.base, trees: Vec::new(), nodes: Vec::new() };
        for tree in &stage.trees {
            let mut words = tree.split_ascii_whitespace();
            let mut nodes = Vec::new();
            let depth = node(&mut words, &columns, &mut nodes).map_err(|fault| fault.in_tree(tree))?;
            if words.next().is_some() {
                return Err(ModelError::Tree(tree.clone()));
            }
            let start = ensemble.nodes.len();
            ensemble.nodes.append(&mut nodes);
            ensemble.trees.push(Tree { nodes: start..ensemble.nodes.len(), depth });
        }
        Ok(ensemble)
    }

    /// The scores of rows of features.
    pub(super) fn scores(&self, rows: &Rows) -> Vec<i32> {
        let mut scores = Vec::with_capacity(rows.len());
        let mut lanes = Vec::new();
        while scores.len() < rows.len() {
            rows.side_by_side(scores.len(), &mut lanes);
            scores.extend(self.score(&lanes));
        }
        scores.truncate(rows.len());
        scores
    }

    /// The scores of rows that stand side by side, column by column.
    fn score(&self, lanes: &[[i32; LANES]]) -> [i32; LANES] {
        let mut scores = [self.base; LANES];
        for tree in &self.trees {
            let nodes = &self.nodes[tree.nodes.clone()];
            let mut places = [0_u16; LANES];
            for _ in 0..tree.depth {
                for (lane, place) in places.iter_mut().enumerate() {
                    let node = &nodes[usize::from(*place)];
                    let is_above = lanes[usize::from(node.column)][lane] > node.bound;
                    *place = node.next[usize::from(is_above)];
                }
            }
            for (score, place) in scores.iter_mut().zip(places) {
                *score = score.saturating_add(nodes[usize::from(place)].value);
            }
        }
        scores
    }
}

/// What is wrong with a word of a tree.
enum Fault {
    Feature(String),
    Broken,
}

impl Fault {
    fn in_tree(self, tree: &str) -> ModelError {
        match self {
            Self::Feature(name) => ModelError::Feature(name),
            Self::Broken => ModelError::Tree(tree.to_owned()),
        }
    }
}

/// Reads a node and what hangs from it; how many tests lead to the deepest leaf.
fn node<'t>(
    words: &mut impl Iterator<Item = &'t str>,
    columns: &HashMap<&str, u16>,
    nodes: &mut Vec<Node>,
) -> Result<usize, Fault> {
    let place = |nodes: &Vec<Node>| u16::try_from(nodes.len()).map_err(|_| Fault::Broken);
    let word = words.next().ok_or(Fault::Broken)?;
    let here = place(nodes)?;
    let Some((name, bound)) = word.split_once("<=") else {
        let value = word.parse().map_err(|_| Fault::Broken)?;
        nodes.push(Node { column: 0, bound: i32::MAX, next: [here; 2], value });
        return Ok(0);
    };
    let column = *columns.get(name).ok_or_else(|| Fault::Feature(name.to_owned()))?;
    let bound = bound.parse().map_err(|_| Fault::Broken)?;
    nodes.push(Node { column, bound, next: [here + 1; 2], value: 0 });
    let depth = node(words, columns, nodes)?;
    nodes[usize::from(here)].next[1] = place(nodes)?;
    Ok(1 + depth.max(node(words, columns, nodes)?))
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
        let mut rows = Rows::new(2, 3);
        for row in &[[5, 0], [5, 1], [13, 1]] {
            rows.push(row);
        }
        assert_eq!(ensemble.scores(&rows), [-210, 120, 245]);
    }

    #[test]
    fn a_broken_model_is_refused() {
        assert!(matches!(ensemble("words<=12 1"), Err(ModelError::Tree(_))));
        assert!(matches!(ensemble("wrods<=12 1 2"), Err(ModelError::Feature(_))));
    }
}
