//! The reference of the configuration file: a page in Markdown made from its schema.

use std::fmt::Write as _;

use super::fields::{Config, Override};
use super::front_matter::FrontMatter;
use crate::rules::Page;
use crate::yaml::{Described, Parameter};

/// What stands before the keys.
const OPENING: &str = "<!-- Made from src/config by `UPDATE=1 cargo test --test generated`. Edit that, not this. -->

# Configuration

Copydesk looks for `.copydesk.yml` in the folder of each file and in those above it, up to the root of the repository;
the first one found holds. `copydesk init` writes one. Without any, the built-in rules run as they are.

```yaml
# yaml-language-server: $schema=.copydesk/config.schema.json
lang: en
extends: news
packs: [house.yml]
rules:
  boilerplate: error                              # every rule of a pack
  headline.length: {max: 60, severity: warning}   # one rule, with options
  words.doubled: {exceptions: {add: [had]}}       # a list is replaced, or edited
overrides:
  - paths: ['opinion/**']
    rules: {attribution.missing: off}
```

Every option of every rule can be set: `copydesk explain RULE` lists them with the values in force and where each comes
from, and [the pages on kinds of check](kinds/README.md) say what each is for. Values are merged in layers: the rule
itself, what the file `extends`, the file, and the `overrides` that match the checked file. Mistakes are underlined in
the file, with the nearest name.
";

/// The page: every key with what may stand there and what it is for.
pub fn reference() -> Page {
    let mut text = OPENING.to_owned();
    section(&mut text, "Keys", &Described::of::<Config>().parameters);
    section(&mut text, "Keys of an entry of `overrides`", &Described::of::<Override>().parameters);
    section(&mut text, "Keys of `front-matter`", &Described::of::<FrontMatter>().parameters);
    Page { name: "configuration.md".to_owned(), text }
}

fn section(text: &mut String, title: &str, keys: &[Parameter]) {
    if keys.is_empty() {
        return;
    }
    // Writing to a string cannot fail.
    let _ = write!(text, "\n## {title}\n\n| key | value | meaning |\n| --- | --- | --- |\n");
    for key in keys {
        let about = key.about.replace('|', "\\|").replace("\n\n", " ");
        let _ = writeln!(text, "| `{}` | {} | {about} |", key.name, key.shape);
    }
}
