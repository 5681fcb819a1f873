//! How far large work has come, for editors that show it.

use std::io;

use serde_json::{Value, json};

use super::editor::{Editor, Question};

/// So many documents to lint are large work.
const MANY: usize = 20;

/// Large work, and how much of it the editor was told.
#[derive(Default)]
pub(super) struct Progress {
    /// How many works there were.
    number: usize,
    /// How many documents there were to lint in the beginning.
    total: usize,
    stage: Stage,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Stage {
    #[default]
    Idle,
    /// The editor was asked whether it will show it.
    Asked,
    /// So many percent were told.
    Told(usize),
}

impl Progress {
    /// Tells how many documents are left to lint.
    ///
    /// # Errors
    /// When the editor has gone.
    pub(super) fn look(&mut self, editor: &mut Editor, left: usize) -> io::Result<()> {
        match self.stage {
            Stage::Idle if left >= MANY && editor.abilities.shows_progress => {
                (self.number, self.total, self.stage) = (self.number + 1, left, Stage::Asked);
                let parameters = json!({ "token": self.token() });
                editor.ask(Question::Progress, "window/workDoneProgress/create", parameters)
            }
            Stage::Told(_) if left == 0 => {
                self.stage = Stage::Idle;
                self.tell(editor, &json!({"kind": "end"}))
            }
            Stage::Told(before) => {
                let percent = self.total.saturating_sub(left) * 100 / self.total.max(1);
                if percent == before {
                    return Ok(());
                }
                self.stage = Stage::Told(percent);
                let message = format!("{left} to go");
                self.tell(editor, &json!({"kind": "report", "message": message, "percentage": percent}))
            }
            Stage::Asked if left == 0 => {
                self.stage = Stage::Idle;
                Ok(())
            }
            Stage::Idle | Stage::Asked => Ok(()),
        }
    }

    /// The editor will show it.
    ///
    /// # Errors
    /// When the editor has gone.
    pub(super) fn granted(&mut self, editor: &Editor) -> io::Result<()> {
        if self.stage != Stage::Asked {
            return Ok(());
        }
        self.stage = Stage::Told(0);
        let title = format!("Copydesk lints {} drafts", self.total);
        self.tell(editor, &json!({"kind": "begin", "title": title, "cancellable": false, "percentage": 0}))
    }

    fn token(&self) -> String {
        format!("copydesk-work-{}", self.number)
    }

    fn tell(&self, editor: &Editor, value: &Value) -> io::Result<()> {
        editor.tell("$/progress", &json!({"token": self.token(), "value": value}))
    }
}
