//! Tells the story from the page around it.

use super::area::{Area, AreaId, Purpose};
use crate::document::Containers;

/// What is held of each area of a page.
pub(super) struct Verdict {
    areas: Vec<Area>,
    /// Whether it is what a page puts around a story, by what its elements say.
    chrome: Vec<bool>,
    /// Whether the story stands in it.
    story: Vec<bool>,
    /// Whether running text stands in it, and not only in those within.
    runs: Vec<bool>,
    /// What it and those around it add to the containers of their text.
    containers: Vec<Containers>,
    /// Whether no element says where the story begins and ends.
    is_loose: bool,
}

/// An aside with less running text than this is a box of the page's.
const SHORTEST_ASIDE: u32 = 200;

impl Verdict {
    /// Looks at all areas of a page, or of a piece of one.
    pub(super) fn of(mut areas: Vec<Area>, is_whole: bool) -> Self {
        let own: Vec<u32> = areas.iter().map(|area| area.running).collect();
        sum_up(&mut areas);
        clear_what_holds_most(&mut areas);
        let chrome = chrome(&areas, is_whole);
        let Roots { areas: roots, beside, is_loose } = Roots::of(&areas, &own, &chrome, is_whole);
        let story = within(&areas, &roots, beside);
        let mut containers: Vec<Containers> = Vec::with_capacity(areas.len());
        for area in &areas {
            let around = containers.get(area.parent.index()).copied().unwrap_or_default();
            containers.push(around | area.purpose.containers());
        }
        let runs = own.iter().map(|running| *running > 0).collect();
        Self { areas, chrome, story, runs, containers, is_loose }
    }

    /// Whether text in an area is not the story's.
    pub(super) fn is_outside(&self, area: AreaId) -> bool {
        self.chrome[area.index()] || !self.story[area.index()]
    }

    /// Whether an area is what a page puts around a story.
    pub(super) fn is_chrome(&self, area: AreaId) -> bool {
        self.chrome[area.index()]
    }

    /// Whether a headline in an area may be that of a story that stands elsewhere.
    pub(super) fn may_lead(&self, area: AreaId) -> bool {
        !self.is_chrome(area) || self.areas[area.index()].purpose == Purpose::Header
    }

    /// Whether running text stands in an area itself.
    pub(super) fn has_running_text(&self, area: AreaId) -> bool {
        self.runs[area.index()]
    }

    /// Whether no element says where the story begins and ends.
    pub(super) fn is_loose(&self) -> bool {
        self.is_loose
    }

    /// What an area and those around it add to the containers of its text.
    pub(super) fn containers(&self, area: AreaId) -> Containers {
        self.containers[area.index()]
    }
}

/// Adds to each area what stands in the areas within; readers' comments are no part of what is around them.
fn sum_up(areas: &mut [Area]) {
    for index in (1..areas.len()).rev() {
        let Area { parent, purpose, running, linked, plain, tells, .. } = areas[index];
        if purpose != Purpose::Comments {
            areas[parent.index()].running += running;
            areas[parent.index()].linked += linked;
            areas[parent.index()].plain += plain;
            areas[parent.index()].tells |= tells;
        }
    }
}

/// Forgets what an area is said to be for, where most of the page's text stands in it: a form around everything.
fn clear_what_holds_most(areas: &mut [Area]) {
    let all = areas[0].running;
    for area in &mut areas[1..] {
        let holds_most = match area.purpose {
            Purpose::Comments => all == 0,
            _ => area.running > 0 && area.running >= all / 2,
        };
        if holds_most && !area.purpose.holds_story() {
            area.purpose = Purpose::None;
        }
    }
}

/// The areas that a page puts around its story, by what their elements say.
fn chrome(areas: &[Area], is_whole: bool) -> Vec<bool> {
    let mut chrome: Vec<bool> = Vec::with_capacity(areas.len());
    let mut in_story: Vec<bool> = Vec::with_capacity(areas.len());
    for area in areas {
        let around = |known: &[bool]| known.get(area.parent.index()).copied().unwrap_or_default();
        let stands_in_story = around(&in_story);
        let own = match area.purpose {
            Purpose::Footer | Purpose::Navigation | Purpose::Form | Purpose::Comments | Purpose::Apart => {
                true
            }
            Purpose::Furniture => is_whole,
            Purpose::Header => is_whole && !stands_in_story,
            Purpose::Aside => {
                is_whole && (!stands_in_story || area.running < SHORTEST_ASIDE.max(area.linked))
            }
            Purpose::Main | Purpose::Article | Purpose::None => false,
        };
        chrome.push(own || around(&chrome));
        in_story.push(area.purpose.holds_story() || stands_in_story);
    }
    chrome
}

/// The areas in which the story stands, with all within.
struct Roots {
    areas: Vec<bool>,
    /// Running text of the longest story, next to which others are teasers.
    beside: u32,
    is_loose: bool,
}

impl Roots {
    /// The articles, if they hold most of the text; else the main part of the page; else all of it; there the
    /// innermost element with nearly all of the text.
    fn of(areas: &[Area], own: &[u32], chrome: &[bool], is_whole: bool) -> Self {
        let mut roots = vec![false; areas.len()];
        let all: u32 = own.iter().zip(chrome).filter(|(_, chrome)| !**chrome).map(|(own, _)| own).sum();
        if !is_whole {
            roots[0] = true;
            return Self { areas: roots, beside: 0, is_loose: false };
        }
        let articles = outermost_articles(areas, chrome);
        let longest = articles.iter().map(|&index| areas[index].running).max().unwrap_or(0);
        let told = articles.into_iter().filter(|&index| !is_teaser(&areas[index], longest));
        let told: Vec<usize> = told.collect();
        let in_articles: u32 = told.iter().map(|&index| areas[index].running).sum();
        if !told.is_empty() && in_articles >= all / 2 {
            for index in told {
                roots[index] = true;
            }
            return Self { areas: roots, beside: longest, is_loose: false };
        }
        let mains = (0..areas.len()).filter(|&index| areas[index].purpose == Purpose::Main && !chrome[index]);
        let main = mains.max_by_key(|&index| areas[index].running);
        let main = main.filter(|&index| areas[index].running >= all / 2);
        roots[innermost(areas, main.unwrap_or(0))] = true;
        Self { areas: roots, beside: all, is_loose: true }
    }
}

/// Whether an article leads to a story told elsewhere; `beside` is the running text of the longest one.
fn is_teaser(area: &Area, beside: u32) -> bool {
    let leads = area.leads_elsewhere || area.linked > area.plain;
    leads && area.running < beside / 2 || !area.tells && area.running < beside / 4
}

/// The innermost area in another one in which nearly all of its running text stands.
fn innermost(areas: &[Area], start: usize) -> usize {
    let mut at = start;
    for (index, area) in areas.iter().enumerate().skip(start + 1) {
        let share = |running: u32| u64::from(running) * 10;
        if area.parent.index() == at
            && share(area.running) >= u64::from(areas[at].running) * 9
            && area.running > 0
        {
            at = index;
        }
    }
    at
}

/// The areas that are roots or stand in one, teasers aside.
fn within(areas: &[Area], roots: &[bool], beside: u32) -> Vec<bool> {
    let mut story: Vec<bool> = Vec::with_capacity(areas.len());
    for (area, is_root) in areas.iter().zip(roots) {
        let around = story.get(area.parent.index()).copied().unwrap_or_default();
        let is_beside = area.purpose == Purpose::Article && is_teaser(area, beside);
        story.push(*is_root || around && !is_beside);
    }
    story
}

/// The articles that stand in no other one, nor in what is put around the story.
fn outermost_articles(areas: &[Area], chrome: &[bool]) -> Vec<usize> {
    let mut in_article: Vec<bool> = Vec::with_capacity(areas.len());
    let mut articles = Vec::new();
    for (index, area) in areas.iter().enumerate() {
        let around = in_article.get(area.parent.index()).copied().unwrap_or_default();
        if area.purpose == Purpose::Article && !around && !chrome[index] {
            articles.push(index);
        }
        in_article.push(around || area.purpose == Purpose::Article);
    }
    articles
}
