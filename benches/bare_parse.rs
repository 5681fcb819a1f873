//! `bare-parse FOLDER`: the seconds that the Markdown parser alone takes for the `.md` files of a folder.
//!
//! The texts are in memory when the clock starts, one core does the work, and the best of some rounds is
//! printed. `benches/peers` sets a whole run beside it.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use pulldown_cmark::Parser;

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: bare-parse FOLDER")?;
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            texts.push(String::from_utf8_lossy(&fs::read(path)?).into_owned());
        }
    }
    let least = (0..ROUNDS).map(|_| round(&texts)).min().unwrap_or_default();
    println!("{}", least.as_secs_f64());
    Ok(())
}

fn round(texts: &[String]) -> Duration {
    let start = Instant::now();
    for text in texts {
        black_box(Parser::new(black_box(text)).count());
    }
    start.elapsed()
}
