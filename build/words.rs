//! The phrases of site furniture, a list a line, which need no parser to be read.

use serde_yaml::Value;

/// Parts the words of a line.
const BETWEEN: &str = "\t";

/// The lines: for each class of phrases its name and the phrases.
pub fn lines(file: &Value) -> String {
    let lists = |key: &str| file.get(key).and_then(Value::as_mapping).into_iter().flatten();
    let mut lines = String::new();
    for (class, phrases) in lists("phrases") {
        lines += &[class.as_str().unwrap_or_default(), &texts(phrases).join(BETWEEN)].join(BETWEEN);
        lines.push('\n');
    }
    lines
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_sequence().into_iter().flatten().filter_map(Value::as_str).collect()
}
