//! Chooses the cheapest reading of one paragraph's marks.
//!
//! Each mark may open, close, stand without a partner, or be no quotation mark at all; every
//! choice has its cost. Going through the marks once, the parser keeps the few cheapest readings
//! so far, one for each stack of open marks, so its time is linear and one missing mark costs one
//! defect where it hurts the neighbours least. Choices to which no reading goes back any more are
//! forgotten now and then, so its room is little more than that of the marks.

use super::conventions::Conventions;
use super::glyph::{Family, Fit, Glyph};
use super::weigh::{Cost, LONE, Mark, Stands};

/// How many readings are kept in flight.
const BEAM: usize = 24;
/// Readings dearer than the best by this much are given up.
const SLACK: Cost = 320;
/// Deeper nesting than this is not followed.
const DEEPEST: usize = 7;
/// An opener that costs this much looks too much like a closer to begin a long quotation.
const DOUBTFUL: Cost = 25;
/// How many unclosed marks one closer may pass over.
const PASSED: usize = 2;
/// Fewer choices than this are not looked through for those that may be forgotten.
const FEW: usize = 4096;
/// The place of a link that is forgotten.
const GONE: u32 = u32::MAX;

/// What a mark was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// No quotation mark.
    Neither,
    /// Opens.
    Open,
    /// Closes the mark with this number.
    Close(usize, Fit),
    /// Closes nothing.
    Unopened,
}

/// A paragraph's cheapest reading.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What each mark was taken for.
    pub steps: Vec<Step>,
    /// The marks whose quotations run on into the next paragraph, the outermost first.
    pub runs_on: Vec<usize>,
}

/// A stack of open marks as a linked list, so that readings share their common part.
#[derive(Clone, Copy)]
struct Node {
    below: Option<u32>,
    mark: usize,
}

/// One choice, linked to the choices before it.
#[derive(Clone, Copy)]
struct Choice {
    before: Option<u32>,
    step: Step,
}

#[derive(Clone, Copy)]
struct State {
    cost: Cost,
    stack: Option<u32>,
    /// The shapes of the open marks: a byte for each, the topmost lowest. So two stacks are compared at once.
    shapes: u64,
    trace: Option<u32>,
}

/// The open marks, the topmost first.
#[derive(Default)]
struct Open {
    marks: [usize; DEEPEST],
    depth: usize,
}

impl Open {
    fn marks(&self) -> &[usize] {
        &self.marks[..self.depth]
    }
}

/// What the paragraph behind says about the end of this one.
#[derive(Debug, Clone, Default)]
pub(super) struct Ahead {
    /// The marks that the next paragraph begins with.
    pub reopens: Vec<Glyph>,
    /// What it costs to run on into them.
    pub price: Cost,
    /// Where in this paragraph somebody was last named as having said what stands before; a
    /// quotation that was open there should have been closed.
    pub told: usize,
}

struct QuotationParser<'m> {
    marks: &'m [Mark],
    conventions: &'m Conventions<'m>,
    nodes: Vec<Node>,
    choices: Vec<Choice>,
    /// From so many choices on it is worth while to forget some.
    most: usize,
}

/// Reads a paragraph.
pub(super) fn read(marks: &[Mark], ahead: &Ahead, conventions: &Conventions<'_>) -> Reading {
    if marks.is_empty() {
        return Reading::default();
    }
    QuotationParser { marks, conventions, nodes: Vec::new(), choices: Vec::new(), most: FEW }.read(ahead)
}

/// Keeps of some linked lists the links that can be reached from their heads; where each link then stands.
///
/// What a link leads to stands before it.
fn keep<L>(
    links: &mut Vec<L>,
    heads: impl Iterator<Item = Option<u32>>,
    before: impl Fn(&mut L) -> &mut Option<u32>,
) -> Vec<u32> {
    let mut places = vec![GONE; links.len()];
    for mut head in heads {
        while let Some(at) = head.filter(|&at| places[at as usize] == GONE) {
            places[at as usize] = 0;
            head = *before(&mut links[at as usize]);
        }
    }
    for (place, left) in places.iter_mut().filter(|place| **place != GONE).zip(0..) {
        *place = left;
    }
    let mut number = 0;
    links.retain_mut(|link| {
        let is_kept = places[number] != GONE;
        number += 1;
        if is_kept {
            let before = before(link);
            *before = moved(*before, &places);
        }
        is_kept
    });
    links.shrink_to(links.len() * 2);
    places
}

/// Where a link stands that stood elsewhere before.
fn moved(link: Option<u32>, places: &[u32]) -> Option<u32> {
    link.map(|at| places[at as usize])
}

/// The cost of a mark without a partner.
fn lone(glyph: Glyph) -> Cost {
    match glyph.family() {
        Family::Single => LONE - 15,
        _ => LONE,
    }
}

impl QuotationParser<'_> {
    fn read(mut self, ahead: &Ahead) -> Reading {
        let mut states = vec![State { cost: 0, stack: None, shapes: 0, trace: None }];
        let mut next = Vec::new();
        for mark in 0..self.marks.len() {
            for &state in &states {
                self.extend(state, mark, &mut next);
            }
            Self::prune(&mut next);
            std::mem::swap(&mut states, &mut next);
            next.clear();
            if self.choices.len() >= self.most {
                self.forget(&mut states);
                // Twice as many as are left, so that each is looked at but a few times in all.
                self.most = self.most.max(self.choices.len() * 2);
            }
        }
        self.finish(&states, ahead)
    }

    /// Forgets the choices and the open marks to which no reading in flight goes back.
    fn forget(&mut self, states: &mut [State]) {
        let kept =
            keep(&mut self.choices, states.iter().map(|state| state.trace), |choice| &mut choice.before);
        for state in states.iter_mut() {
            state.trace = moved(state.trace, &kept);
        }
        let kept = keep(&mut self.nodes, states.iter().map(|state| state.stack), |node| &mut node.below);
        for state in states.iter_mut() {
            state.stack = moved(state.stack, &kept);
        }
    }

    /// Adds every reading of a mark that may follow a state.
    fn extend(&mut self, state: State, number: usize, next: &mut Vec<State>) {
        let mark = &self.marks[number];
        let (glyph, open, close, neither) = (mark.glyph, mark.open, mark.close, mark.neither);
        if let Some(cost) = neither {
            next.push(self.step(state, cost, Step::Neither));
        }
        let open_marks = self.open(state.stack);
        let stack = open_marks.marks();
        if glyph.may_open() && stack.len() < DEEPEST {
            let cost = open + self.nesting(glyph, stack) + self.shape_as_opener(glyph);
            let node = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            self.nodes.push(Node { below: state.stack, mark: number });
            let opened =
                State { stack: Some(node), shapes: state.shapes << 8 | u64::from(glyph.number()), ..state };
            next.push(self.step(opened, cost, Step::Open));
        }
        self.close(state, number, close, stack, next);
        if glyph.may_close() && (glyph.is_closer_shape(self.conventions) || stack.len() >= DEEPEST) {
            next.push(self.step(state, close + lone(glyph), Step::Unopened));
        } else if stack.len() >= DEEPEST {
            next.push(self.step(state, open + lone(glyph), Step::Unopened));
        }
    }

    /// Adds the readings in which a mark closes one of the topmost open ones.
    fn close(&mut self, state: State, number: usize, close: Cost, stack: &[usize], next: &mut Vec<State>) {
        let mut below = state;
        let mut passed = 0;
        for &opener in stack.iter().take(PASSED + 1) {
            below.stack = below.stack.and_then(|node| self.nodes[node as usize].below);
            below.shapes >>= 8;
            let glyph = self.marks[opener].glyph;
            if let Some(fit) = glyph.fit(self.marks[number].glyph, self.conventions) {
                let misfit = self.fit_cost(fit, glyph, number) + self.emptiness(opener, number);
                let cost = passed + close + misfit + self.inversion(opener, number);
                next.push(self.step(below, cost, Step::Close(opener, fit)));
            }
            passed += lone(glyph);
        }
    }

    fn fit_cost(&self, fit: Fit, opener: Glyph, closer: usize) -> Cost {
        let closer = self.marks[closer].glyph;
        match fit {
            Fit::Pair if opener == Glyph::AnglesRight && closer == Glyph::AnglesLeft => {
                if self.conventions.inward_guillemets { 0 } else { 10 }
            }
            Fit::Pair => 0,
            Fit::TurnedOpener | Fit::TurnedCloser => 55,
            Fit::Mixed if opener.family() == closer.family() => 55,
            Fit::Mixed => 75,
        }
    }

    /// Two marks of which each stands where the other should lost their partners: `A, he said. B` of `“A”, he
    /// said. “B”`.
    fn inversion(&self, opener: usize, closer: usize) -> Cost {
        let is_inverted =
            self.marks[opener].stands == Stands::Closing && self.marks[closer].stands == Stands::Opening;
        if is_inverted { LONE + LONE / 2 } else { 0 }
    }

    /// Nothing between two marks is hardly ever meant.
    fn emptiness(&self, opener: usize, closer: usize) -> Cost {
        let empty = self.marks[opener].range.end == self.marks[closer].range.start;
        if empty && self.marks[opener].glyph.family() != Family::Bracket { 60 } else { 0 }
    }

    /// What it costs to open a mark inside those already open.
    fn nesting(&self, glyph: Glyph, stack: &[usize]) -> Cost {
        let mut open = stack.iter().map(|&mark| self.marks[mark].glyph);
        let Some(top) = open.find(|glyph| glyph.family() != Family::Bracket) else { return 0 };
        match (top.family(), glyph.family()) {
            (_, Family::Bracket) | (Family::Double, Family::Single) => 0,
            (Family::Single, Family::Double) => 3,
            _ if top.is_straight() && glyph.is_straight() => 80,
            _ if top == glyph => 35,
            _ => 5,
        }
    }

    /// What it costs to open with a mark that looks like a closing one.
    fn shape_as_opener(&self, glyph: Glyph) -> Cost {
        let closes_only = match glyph {
            Glyph::High99 | Glyph::Single9 => !self.conventions.nordic,
            Glyph::AnglesRight | Glyph::SingleAngleRight => {
                !self.conventions.inward_guillemets && !self.conventions.nordic
            }
            Glyph::AnglesLeft | Glyph::SingleAngleLeft => self.conventions.inward_guillemets,
            _ => false,
        };
        if closes_only { 20 } else { 0 }
    }

    /// The open marks of a stack; none is deeper than [`DEEPEST`].
    fn open(&self, mut top: Option<u32>) -> Open {
        let mut open = Open::default();
        while let Some(node) = top.map(|node| self.nodes[node as usize]).filter(|_| open.depth < DEEPEST) {
            open.marks[open.depth] = node.mark;
            open.depth += 1;
            top = node.below;
        }
        open
    }

    /// A state after one more choice, with the marks open that `from` has.
    fn step(&mut self, from: State, cost: Cost, step: Step) -> State {
        let trace = u32::try_from(self.choices.len()).unwrap_or(u32::MAX);
        self.choices.push(Choice { before: from.trace, step });
        State { cost: from.cost + cost, trace: Some(trace), ..from }
    }

    /// Keeps the cheapest reading of each stack, and of those the cheapest few.
    fn prune(states: &mut Vec<State>) {
        states.sort_by_key(|state| state.cost);
        let dearest = states.first().map_or(0, |best| best.cost + SLACK);
        let (mut seen, mut count) = ([0; BEAM], 0);
        states.retain(|state| {
            let is_new = state.cost <= dearest && count < BEAM && !seen[..count].contains(&state.shapes);
            if is_new {
                seen[count] = state.shapes;
                count += 1;
            }
            is_new
        });
    }

    fn finish(self, states: &[State], ahead: &Ahead) -> Reading {
        let Some((_, runs_on, best)) = states
            .iter()
            .map(|state| {
                let (cost, runs_on) = self.ending(state.stack, ahead);
                (state.cost + cost, runs_on, state)
            })
            .min_by_key(|&(cost, ..)| cost)
        else {
            return Reading::default();
        };
        let mut steps = Vec::with_capacity(self.marks.len());
        let mut trace = best.trace;
        while let Some(choice) = trace.map(|at| self.choices[at as usize]) {
            steps.push(choice.step);
            trace = choice.before;
        }
        steps.reverse();
        Reading { steps, runs_on }
    }

    /// Whether a mark may open a quotation that runs on into the next paragraph: no fragment, nothing
    /// that should have closed before, and not the first of a doubled mark.
    fn may_run_on(&self, number: usize, ahead: &Ahead) -> bool {
        let mark = &self.marks[number];
        let doubled = self
            .marks
            .get(number + 1)
            .is_some_and(|next| next.range.start == mark.range.end && next.glyph == mark.glyph);
        // In guillemets a French clause that names the speaker stands within the quotation.
        let is_told = !mark.glyph.is_guillemet() && mark.range.start < ahead.told;
        mark.open < DOUBTFUL && !is_told && !mark.begins_fragment && !doubled
    }

    /// What the marks still open at the end cost, and which of them run on.
    fn ending(&self, stack: Option<u32>, ahead: &Ahead) -> (Cost, Vec<usize>) {
        let mut cost = 0;
        let mut runs_on = Vec::new();
        for (depth, &mark) in self.open(stack).marks().iter().rev().enumerate() {
            let glyph = self.marks[mark].glyph;
            let is_reopened = runs_on.len() == depth && ahead.reopens.get(depth) == Some(&glyph);
            if is_reopened && self.may_run_on(mark, ahead) {
                cost += ahead.price;
                runs_on.push(mark);
            } else {
                cost += lone(glyph);
            }
        }
        (cost, runs_on)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::{Language, Languages};
    use crate::reading::quotations::scan::scan;

    proptest! {
        #[test]
        fn what_is_forgotten_is_not_missed(text in "([“”‘’\"'(),] ?|a ?|, he said ){0,60}") {
            let languages = Languages::default();
            let conventions = Conventions::learn(&[], &languages, Some(Language::ENGLISH));
            let marks = scan(&text, &[], &conventions);
            let read = |most| {
                let (nodes, choices) = (Vec::new(), Vec::new());
                QuotationParser { marks: &marks, conventions: &conventions, nodes, choices, most }.read(&Ahead::default())
            };
            let (all, few) = (read(usize::MAX), read(1));
            prop_assert_eq!((few.steps, few.runs_on), (all.steps, all.runs_on));
        }
    }
}
