//! Words that a team has accepted or rejected.

use std::io;
use std::path::Path;

use crate::files::Inputs;

/// What a team's vocabularies say, in the order in which they say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Patterns of words that are right as they are.
    pub accepted: Vec<String>,
    /// Patterns of words that must not be used.
    pub rejected: Vec<String>,
}

impl Vocabulary {
    /// Adds the two lists of a folder, `accept.txt` and `reject.txt`; either may be missing.
    ///
    /// # Errors
    /// When a list is there and cannot be read.
    pub fn add_folder(&mut self, folder: &Path, inputs: &mut Inputs) -> io::Result<()> {
        self.accepted.extend(lines(&folder.join("accept.txt"), inputs)?);
        self.rejected.extend(lines(&folder.join("reject.txt"), inputs)?);
        Ok(())
    }
}

/// One pattern a line; `# ` begins a comment.
fn lines(path: &Path, inputs: &mut Inputs) -> io::Result<Vec<String>> {
    let text = match inputs.read(path) {
        Ok(bytes) => {
            String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let words = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# "));
    Ok(words.map(str::to_owned).collect())
}
