//! What the editor sends, read in a thread of its own.
//!
//! What came in one piece is handed over in one piece: of a hundred changes that are there already, the last one counts.

use std::io::{self, BufReader, Read};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use lsp_server::Message;

use super::messages::{self, Malformed};

/// What an editor sends.
pub(super) type Incoming = Result<Message, Malformed>;

/// As much as a pipe holds, and more, in bytes.
const BUFFER: usize = 1 << 20;
/// So many messages are handed over together at most.
const MOST_TOGETHER: usize = 10_000;

/// Reads standard input; each time the messages that are there.
pub(super) fn listen() -> Receiver<Vec<Incoming>> {
    let (sender, messages) = mpsc::channel();
    thread::spawn(move || {
        let mut input = BufReader::with_capacity(BUFFER, io::stdin());
        while let Some(together) = next(&mut input) {
            if sender.send(together).is_err() {
                return;
            }
        }
    });
    messages
}

/// The messages that are there; none when the editor has gone.
fn next<R: Read>(input: &mut BufReader<R>) -> Option<Vec<Incoming>> {
    let mut together = Vec::new();
    // What cannot be read any more is an editor that has gone.
    while let Ok(Some(message)) = messages::read(input) {
        // What follows one that cannot be read may be anything, and never end.
        let is_odd = message.is_err();
        together.push(message);
        if is_odd || input.buffer().is_empty() || together.len() >= MOST_TOGETHER {
            break;
        }
    }
    (!together.is_empty()).then_some(together)
}

/// Reads all messages, for the fuzzer.
#[cfg(fuzzing)]
pub fn read_messages(mut input: &[u8]) {
    while let Ok(Some(message)) = messages::read(&mut input) {
        if let Err(malformed) = message {
            let _ = messages::refuse(&mut io::sink(), &malformed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_comes_together() {
        let message = "Content-Length: 14\r\n\r\n{\"method\":\"m\"}";
        let text = message.repeat(100);
        let mut input = BufReader::with_capacity(BUFFER, text.as_bytes());
        assert_eq!(next(&mut input).unwrap().len(), 100);
        assert!(next(&mut input).is_none());
    }
}
