//! A pattern, read for its literals.

use std::iter::Peekable;
use std::str::Chars;

use super::choose::Guard;

/// Choices of one alternation; more are not followed.
const MOST_CHOICES: usize = 400;
/// Characters of a class that are followed one by one.
const MOST_IN_CLASS: usize = 10;
/// What does not stand for itself in a pattern.
const SIGNS: [char; 12] = ['(', ')', '[', '\\', '.', '^', '$', '*', '+', '?', '{', '|'];
/// Groups within groups; deeper ones are not read.
const DEEPEST: usize = 50;

/// What is known of a stretch of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// It matches exactly one of these.
    Exact(Vec<String>),
    /// It matches these, each once or several times.
    Repeated(Vec<String>),
    /// It may match other things too.
    Other(Known),
}

/// What is known of a piece that matches more than a list of texts.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// It holds one of these, if there are any.
    guard: Option<Guard>,
    /// It begins with one of these, of which one may be empty.
    starts: Vec<String>,
}

impl Piece {
    fn empty() -> Self {
        Self::Exact(vec![String::new()])
    }

    fn anything() -> Self {
        Self::Other(Known { guard: None, starts: vec![String::new()] })
    }

    /// What is known of it if it is taken for more than its texts.
    fn known(self) -> Known {
        match self {
            Self::Exact(starts) | Self::Repeated(starts) => Known { guard: guard(&starts), starts },
            Self::Other(known) => known,
        }
    }

    /// The texts of which every match begins with one.
    pub(super) fn starts(self) -> Vec<String> {
        match self {
            Self::Exact(texts) | Self::Repeated(texts) => texts,
            Self::Other(known) => known.starts,
        }
    }

    /// The literals that guard it, sorted; none if it has no guard.
    pub(super) fn required(self) -> Vec<String> {
        let guard = match self {
            Self::Exact(texts) | Self::Repeated(texts) => guard(&texts),
            Self::Other(known) => known.guard,
        };
        let mut literals = guard.map(|guard| guard.literals).unwrap_or_default();
        literals.sort_unstable();
        literals.dedup();
        literals
    }
}

fn guard(texts: &[String]) -> Option<Guard> {
    Guard::of(texts.iter().map(String::as_str))
}

/// Reads a pattern.
pub(super) struct PatternReader<'p> {
    rest: Peekable<Chars<'p>>,
    /// Texts that one stretch of the pattern may stand for; more are not followed.
    most_texts: usize,
    depth: usize,
    is_lost: bool,
    /// Whether it is more than its texts: it looks around, keeps groups, or prefers the shorter match.
    is_more: bool,
}

impl<'p> PatternReader<'p> {
    pub fn new(pattern: &'p str, most_texts: usize) -> Self {
        let rest = pattern.chars().peekable();
        Self { rest, most_texts, depth: 0, is_lost: false, is_more: false }
    }

    /// Whether the pattern matches the texts of its piece wherever they stand, the earlier rather than the
    /// later, and does nothing else.
    pub fn is_texts_alone(&self) -> bool {
        !self.is_more
    }

    /// Whether the whole pattern was read in a way that can be relied on.
    pub fn understood_all(&mut self) -> bool {
        !self.is_lost && self.rest.peek().is_none()
    }

    /// Reads up to the end of the group or the pattern.
    pub fn alternatives(&mut self) -> Piece {
        let mut choices = vec![self.sequence()];
        while self.take('|') {
            choices.push(self.sequence());
        }
        unite(choices)
    }

    /// Reads a pattern that matches at the start of the text only: the texts of which one stands there, or behind
    /// what is no word if `\W*` is first. None if it may match elsewhere.
    pub fn openings(&mut self, skips: &mut bool) -> Option<Vec<String>> {
        let mut all = self.opening(skips)?;
        while self.take('|') {
            all.append(&mut self.opening(skips)?);
        }
        Some(all)
    }

    fn opening(&mut self, skips: &mut bool) -> Option<Vec<String>> {
        if self.take('^') {
            *skips |= self.take_all(r"\W*");
            return Some(self.sequence().starts());
        }
        self.depth += 1;
        if self.depth > DEEPEST || !self.take_all("(?:") {
            return None;
        }
        let inner = self.openings(skips);
        self.depth -= 1;
        let is_once = self.take(')') && !matches!(self.rest.peek(), Some('?' | '*' | '+' | '{'));
        // What follows changes nothing about the start.
        self.sequence();
        inner.filter(|_| is_once)
    }

    fn take_all(&mut self, expected: &str) -> bool {
        let mut rest = self.rest.clone();
        let stands = expected.chars().all(|letter| rest.next() == Some(letter));
        if stands {
            self.rest = rest;
        }
        stands
    }

    fn take(&mut self, expected: char) -> bool {
        self.rest.next_if_eq(&expected).is_some()
    }

    fn sequence(&mut self) -> Piece {
        let mut sequence = PieceSequence::new(self.most_texts);
        while !matches!(self.rest.peek(), None | Some('|' | ')')) && !self.is_lost {
            if let Some(plain) = self.plain() {
                sequence.add(Piece::Exact(vec![plain]));
                continue;
            }
            let piece = self.atom();
            sequence.add(self.repeated(piece));
        }
        sequence.finish()
    }

    /// Reads letters that stand for themselves, up to a sign or to the one that a sign repeats.
    fn plain(&mut self) -> Option<String> {
        let mut plain = String::new();
        let mut before = self.rest.clone();
        while let Some(letter) = self.rest.next_if(|letter| !SIGNS.contains(letter)) {
            if matches!(self.rest.peek(), Some('?' | '*' | '+' | '{')) {
                self.rest = before;
                break;
            }
            plain.push(letter);
            before = self.rest.clone();
        }
        (!plain.is_empty()).then_some(plain)
    }

    fn atom(&mut self) -> Piece {
        match self.rest.next() {
            Some('(') => self.group(),
            Some('[') => self.class(),
            Some('\\') => self.escape(),
            Some('.') => Piece::anything(),
            Some('^' | '$') => {
                self.is_more = true;
                Piece::empty()
            }
            None => Piece::empty(),
            // A repetition of a repetition.
            Some('*' | '+' | '?' | '{') => {
                self.is_lost = true;
                Piece::anything()
            }
            Some(letter) => Piece::Exact(vec![letter.to_string()]),
        }
    }

    fn group(&mut self) -> Piece {
        self.depth += 1;
        let has_head = self.take('?');
        let is_seen_only = has_head && self.group_head();
        self.is_more |= !has_head || is_seen_only;
        if self.depth > DEEPEST || self.is_lost {
            self.is_lost = true;
            return Piece::anything();
        }
        let inner = self.alternatives();
        self.is_lost |= !self.take(')');
        self.depth -= 1;
        // What is only looked at is no part of the match.
        if is_seen_only { Piece::empty() } else { inner }
    }

    /// Reads what follows `(?`; whether the group only looks ahead or behind.
    fn group_head(&mut self) -> bool {
        match self.rest.next() {
            Some(':') => false,
            Some('>') => {
                self.is_more = true;
                false
            }
            Some('=' | '!') => true,
            Some('P') => {
                self.is_lost |= !self.take('<');
                self.is_more = true;
                self.name()
            }
            Some('<') if self.take('=') || self.take('!') => true,
            Some('<') => {
                self.is_more = true;
                self.name()
            }
            // Flags for a group change nothing here, save `x`, by which blanks mean nothing.
            Some(flag) if "imsuU-".contains(flag) => self.flags(),
            _ => {
                self.is_lost = true;
                false
            }
        }
    }

    fn name(&mut self) -> bool {
        self.is_lost |= !self.rest.by_ref().any(|letter| letter == '>');
        false
    }

    /// Reads the flags of `(?i:…)`, or of `(?i)`, which leaves the closing parenthesis for the group.
    fn flags(&mut self) -> bool {
        self.is_more = true;
        while self.rest.next_if(|&flag| "imsuU-".contains(flag)).is_some() {}
        self.is_lost |= !(self.take(':') || self.rest.peek() == Some(&')'));
        false
    }

    fn escape(&mut self) -> Piece {
        match self.rest.next() {
            Some('b' | 'B' | 'A' | 'z' | 'Z' | 'K' | 'G') => {
                self.is_more = true;
                // `\b{start}` and its like.
                if self.rest.peek() == Some(&'{') {
                    self.is_lost = true;
                }
                Piece::empty()
            }
            Some('n') => Piece::Exact(vec!["\n".to_owned()]),
            Some('t') => Piece::Exact(vec!["\t".to_owned()]),
            Some('d' | 'D' | 'w' | 'W' | 's' | 'S') => Piece::anything(),
            Some(digit) if digit.is_ascii_digit() => {
                while self.rest.next_if(char::is_ascii_digit).is_some() {}
                Piece::anything()
            }
            Some('p' | 'P') => {
                self.property();
                Piece::anything()
            }
            Some(sign) if !sign.is_alphanumeric() => Piece::Exact(vec![sign.to_string()]),
            _ => {
                self.is_lost = true;
                Piece::anything()
            }
        }
    }

    fn property(&mut self) {
        if self.rest.next() == Some('{') {
            self.is_lost |= !self.rest.by_ref().any(|letter| letter == '}');
        }
    }

    fn class(&mut self) -> Piece {
        let mut is_listed = !self.take('^');
        let mut letters: Vec<String> = Vec::new();
        let mut is_first = true;
        loop {
            match self.rest.next() {
                Some(']') if !is_first => break,
                Some('[') | None => {
                    self.is_lost = true;
                    break;
                }
                Some('\\') => match self.escape() {
                    Piece::Exact(texts) if texts[0].len() == 1 => letters.extend(texts),
                    _ => is_listed = false,
                },
                // A range; a hyphen at an end, for itself, is taken for one.
                Some('-' | '&' | '~') => is_listed = false,
                Some(letter) => letters.push(letter.to_string()),
            }
            is_first = false;
        }
        let few = (1..=MOST_IN_CLASS).contains(&letters.len());
        if is_listed && few { Piece::Exact(letters) } else { Piece::anything() }
    }

    /// Reads a repetition behind a piece.
    fn repeated(&mut self, piece: Piece) -> Piece {
        let piece = match self.rest.peek() {
            Some('?') => {
                self.rest.next();
                optional(piece, self.most_texts)
            }
            Some('*') => {
                self.rest.next();
                Piece::anything()
            }
            Some('+') => {
                self.rest.next();
                match piece {
                    Piece::Exact(texts) => Piece::Repeated(texts),
                    other => Piece::Other(other.known()),
                }
            }
            Some('{') => self.counted(piece),
            _ => return piece,
        };
        // A lazy or possessive sign changes how, not what.
        self.is_more |= self.rest.next_if(|&sign| sign == '?' || sign == '+').is_some();
        piece
    }

    fn counted(&mut self, piece: Piece) -> Piece {
        self.rest.next();
        let mut least = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            least.push(digit);
        }
        let is_closed = self.rest.by_ref().any(|letter| letter == '}');
        match (least.parse::<usize>(), piece) {
            (Ok(least @ 1..=2), Piece::Exact(texts)) if is_closed && texts.len() == 1 => {
                Piece::Repeated(vec![texts[0].repeat(least)])
            }
            (Ok(0), _) if is_closed => Piece::anything(),
            (Ok(_), piece) if is_closed => Piece::Other(piece.known()),
            _ => {
                self.is_lost = true;
                Piece::anything()
            }
        }
    }
}

/// Pieces one after another.
struct PieceSequence {
    /// What the pieces since the last unknown one stand for.
    texts: Vec<String>,
    /// What the sequence begins with, where there was an unknown one.
    starts: Option<Vec<String>>,
    best: Option<Guard>,
    most_texts: usize,
}

impl PieceSequence {
    fn new(most_texts: usize) -> Self {
        Self { texts: vec![String::new()], starts: None, best: None, most_texts }
    }

    fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Repeated(texts) => {
                // The first round follows what stands before, the last one goes before what stands behind.
                self.add(Piece::Exact(texts.clone()));
                self.close();
                self.texts = texts;
            }
            Piece::Exact(texts) => {
                if self.texts.len() * texts.len() > self.most_texts {
                    self.close();
                }
                self.texts = joined(std::mem::take(&mut self.texts), texts);
            }
            Piece::Other(Known { guard, starts }) => {
                // Of two that are as good, the longer texts guard better.
                self.go_on_with(starts);
                self.close();
                self.best = Guard::better(self.best.take(), guard);
            }
        }
    }

    /// Adds what something begins with of which no more is known.
    fn go_on_with(&mut self, starts: Vec<String>) {
        if starts.iter().all(String::is_empty) || self.texts.len() * starts.len() > self.most_texts {
            return;
        }
        // More letters guard better as a rule, but not more texts of the same.
        self.best = Guard::better(self.best.take(), guard(&self.texts));
        self.texts = joined(std::mem::take(&mut self.texts), starts);
    }

    /// Goes on with nothing behind something unknown.
    fn close(&mut self) {
        let texts = std::mem::replace(&mut self.texts, vec![String::new()]);
        self.best = Guard::better(self.best.take(), guard(&texts));
        self.starts.get_or_insert(texts);
    }

    fn finish(mut self) -> Piece {
        if self.starts.is_none() {
            return Piece::Exact(self.texts);
        }
        self.close();
        Piece::Other(Known { guard: self.best, starts: self.starts.unwrap_or_default() })
    }
}

fn joined(mut starts: Vec<String>, ends: Vec<String>) -> Vec<String> {
    if starts.iter().all(String::is_empty) && starts.len() == 1 {
        return ends;
    }
    if let [end] = ends.as_slice() {
        for start in &mut starts {
            start.push_str(end);
        }
        return starts;
    }
    starts.iter().flat_map(|start| ends.iter().map(move |end| [start.as_str(), end].concat())).collect()
}

fn optional(piece: Piece, most_texts: usize) -> Piece {
    match piece {
        Piece::Exact(mut texts) if texts.len() < most_texts => {
            texts.push(String::new());
            Piece::Exact(texts)
        }
        _ => Piece::anything(),
    }
}

fn unite(mut choices: Vec<Piece>) -> Piece {
    if choices.len() == 1 {
        return choices.remove(0);
    }
    if !choices.iter().all(|choice| matches!(choice, Piece::Exact(_))) {
        return unite_known(choices.into_iter().map(Piece::known).collect());
    }
    let texts: Vec<String> = choices.into_iter().flat_map(Piece::starts).collect();
    if texts.len() > MOST_CHOICES { Piece::anything() } else { Piece::Exact(texts) }
}

fn unite_known(choices: Vec<Known>) -> Piece {
    let (guards, starts): (Vec<_>, Vec<_>) =
        choices.into_iter().map(|choice| (choice.guard, choice.starts)).unzip();
    let mut starts: Vec<String> = starts.into_iter().flatten().collect();
    if starts.len() > MOST_CHOICES || starts.iter().any(String::is_empty) {
        starts = vec![String::new()];
    }
    Piece::Other(Known { guard: Guard::any_of(guards), starts })
}
