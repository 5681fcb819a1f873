//! The questions that make a rule.

use std::io::{self, BufRead, Write};

use super::draft::Draft;
use super::what::What;
use super::words;

/// Asks on one side and reads the answers on the other.
pub struct Asker<'a> {
    /// Where answers come from, a line each.
    pub answers: &'a mut dyn BufRead,
    /// Where questions go.
    pub questions: &'a mut dyn Write,
}

/// Asks what a rule is to catch.
type Question = fn(&mut Asker<'_>) -> io::Result<What>;

/// What can be caught.
const KINDS: [(&str, Question); 6] = [
    ("a word or phrase", |asker| Ok(What::Phrases(asker.several("The word or phrase")?))),
    ("a wrong form that has a right one", |asker| Ok(What::Swaps(asker.swaps()?))),
    ("too many of something in a paragraph", |asker| {
        let text = asker.some("The word or mark")?;
        Ok(What::TooMany(text, asker.number("How often it may stand there", 1)?))
    }),
    ("a word said twice in a sentence", |asker| Ok(What::Repeated(asker.some("The word")?))),
    ("a front matter field that must be there", |asker| {
        Ok(What::Required(asker.several("The field's name")?))
    }),
    ("a front matter field that must not be there", |asker| {
        Ok(What::Forbidden(asker.several("The field's name")?))
    }),
];

const SEVERITIES: [&str; 3] = ["error", "warning", "suggestion"];

impl Asker<'_> {
    /// Fills in what a draft leaves open.
    ///
    /// # Errors
    /// When there are no more answers.
    pub fn draft(&mut self, draft: &mut Draft) -> io::Result<()> {
        self.say("What is to be caught?\n")?;
        for (index, (name, _)) in KINDS.iter().enumerate() {
            self.say(&format!("  {}  {name}\n", index + 1))?;
        }
        let kinds: Vec<String> = (1..=KINDS.len()).map(|number| number.to_string()).collect();
        let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
        let kind = self.one_of("Number", &kinds, "1")?;
        draft.what = KINDS[kind].1(self)?;
        if draft.message.is_none() {
            draft.message = Some(self.line("What the finding says", &draft.what.message())?);
        }
        if draft.why.is_none() {
            let why = self.line("Why it matters to readers (may stay empty)", "")?;
            draft.why = Some(why).filter(|why| !why.is_empty());
        }
        if draft.severity.is_none() {
            let severity = self.one_of("How much: error, warning or suggestion", &SEVERITIES, "warning")?;
            draft.severity = Some(SEVERITIES[severity]);
        }
        if draft.pass.is_empty() {
            let near = self.line("A sentence that comes near and is all right (may stay empty)", "")?;
            draft.pass.extend(Some(near).filter(|near| !near.is_empty()));
        }
        while !words::is_name(&draft.name) {
            draft.name = self.line("The rule's name", &draft.what.name())?;
        }
        Ok(())
    }

    fn swaps(&mut self) -> io::Result<Vec<(String, String)>> {
        let mut swaps = Vec::new();
        for wrong in self.several("The wrong form")? {
            let right = self.some(&format!("What to write for “{wrong}”"))?;
            swaps.push((wrong, right));
        }
        Ok(swaps)
    }

    /// At least one text.
    fn several(&mut self, question: &str) -> io::Result<Vec<String>> {
        let mut texts = vec![self.some(question)?];
        loop {
            let text = self.line("Another (Enter for none)", "")?;
            if text.is_empty() {
                return Ok(texts);
            }
            texts.push(text);
        }
    }

    /// A text that is not empty.
    fn some(&mut self, question: &str) -> io::Result<String> {
        loop {
            let text = self.line(question, "")?;
            if !text.is_empty() {
                return Ok(text);
            }
        }
    }

    fn number(&mut self, question: &str, default: usize) -> io::Result<usize> {
        loop {
            if let Ok(number) = self.line(question, &default.to_string())?.parse() {
                return Ok(number);
            }
        }
    }

    /// Which of the known answers is given.
    fn one_of(&mut self, question: &str, known: &[&str], default: &str) -> io::Result<usize> {
        loop {
            let answer = self.line(question, default)?;
            if let Some(index) = known.iter().position(|known| *known == answer) {
                return Ok(index);
            }
        }
    }

    /// A line, the default if it is empty.
    fn line(&mut self, question: &str, default: &str) -> io::Result<String> {
        let hint = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        self.say(&format!("{question}{hint}: "))?;
        let mut answer = String::new();
        if self.answers.read_line(&mut answer)? == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the questions were not all answered"));
        }
        let answer = answer.trim();
        Ok(if answer.is_empty() { default } else { answer }.to_owned())
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.questions.write_all(text.as_bytes())?;
        self.questions.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What answers make of an empty draft, and the questions.
    fn drafted(answers: &str) -> (io::Result<Draft>, String) {
        let (mut draft, mut questions) = (Draft::default(), Vec::new());
        let result = Asker { answers: &mut answers.as_bytes(), questions: &mut questions }.draft(&mut draft);
        (result.map(|()| draft), String::from_utf8(questions).unwrap())
    }

    #[test]
    fn answers_make_a_draft() {
        let (draft, questions) =
            drafted("2\nIsle Line\nIsland Lines\n\nIsland Line\nIsland Line\n\nIt was renamed.\nerror\n\n\n");
        let draft = draft.unwrap();
        let pairs = [("Isle Line", "Island Line"), ("Island Lines", "Island Line")];
        assert_eq!(draft.what, What::Swaps(pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()));
        assert_eq!(draft.name, "isle-line");
        assert_eq!((draft.severity, draft.why.as_deref()), (Some("error"), Some("It was renamed.")));
        assert!(questions.contains("What to write for “Isle Line”"), "{questions}");
    }

    #[test]
    fn a_wrong_answer_is_asked_for_again_and_none_is_an_error() {
        let (draft, _) = drafted("9\n3\n\n!\nmany\n2\n\n\n\n\nshouts\n");
        let draft = draft.unwrap();
        assert_eq!((draft.what, draft.name.as_str()), (What::TooMany("!".to_owned(), 2), "shouts"));
        assert!(drafted("1\nutilise\n").0.is_err());
    }
}
