//! Writes the boilerplate classifier's features for the program that learns its weights.
//!
//! `boilerplate-features FILES OUT [SCORES]`: FILES lists paths, one a line; SCORES holds the first
//! stage's scores of all rows, one a line. OUT becomes the table of features (little-endian `i32`,
//! row by row), OUT.names the names of the columns, OUT.rows for each row the number of the file and
//! the first and last line of the block.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use copydesk::document::{Document, Format};
use copydesk::furniture::training;
use copydesk::source::Source;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [files, out, scores @ ..] = arguments.as_slice() else {
        return Err("usage: boilerplate-features FILES OUT [SCORES]".into());
    };
    let scores = scores.first().map(read_scores).transpose()?;
    let width = if scores.is_some() { training::names().len() } else { training::first_stage_width() };
    fs::write(format!("{out}.names"), training::names()[..width].join("\n"))?;
    let mut table = BufWriter::new(File::create(out)?);
    let mut rows = BufWriter::new(File::create(format!("{out}.rows"))?);
    let mut done = 0;
    for (number, path) in fs::read_to_string(files)?.lines().enumerate() {
        let source = Source::new(path, fs::read_to_string(path)?);
        let format = Format::from_path(Path::new(path)).unwrap_or(Format::Text);
        let document = Document::parse(&source, format, None);
        let count = training::table(&document, None).rows.len();
        let own = scores.as_ref().map(|scores| &scores[done..done + count]);
        done += count;
        write_table(&training::table(&document, own), number, &document, &mut table, &mut rows)?;
    }
    Ok(())
}

fn read_scores(path: &String) -> Result<Vec<i32>, Box<dyn Error>> {
    Ok(fs::read_to_string(path)?.lines().map(str::parse).collect::<Result<_, _>>()?)
}

fn write_table(
    features: &training::FeatureTable,
    number: usize,
    document: &Document<'_>,
    table: &mut impl Write,
    rows: &mut impl Write,
) -> std::io::Result<()> {
    for (block, row) in features.blocks.iter().zip(&features.rows) {
        for value in row {
            table.write_all(&value.to_le_bytes())?;
        }
        let span = document.block(*block).span;
        let line = |offset| document.source().position(offset).line;
        writeln!(rows, "{number} {} {}", line(span.start), line(span.end))?;
    }
    Ok(())
}
