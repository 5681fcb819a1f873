//! `script`: what a small program finds.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::passages::Passage;
use crate::checking::{Check, Compiler, Context, FromVale, Parameters, Sink};
use crate::scripts::{Script, ScriptError, ScriptMatch};
use crate::yaml::Path;

/// What a small program finds, as the scripts of Vale's styles do.
///
/// The program is written in the part of [Tengo](https://tengolang.com) that such scripts use, with the modules `text`,
/// `fmt` and `math`. It finds the text in the variable `scope`, and what it has in `matches` at its end are its findings,
/// as bytes of the text: `[{begin: 0, end: 4}]`; one may bring a `message`. It sees no files, and a program that takes too
/// long is given up for that document.
///
/// Flags what `matches` names; leaves all else alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScriptParameters {
    /// The program, or the name of a file in the `config/scripts` of Vale's styles that holds it.
    script: String,
}

struct ScriptCheck(Option<Script>);

impl Parameters for ScriptParameters {
    const KIND: &'static str = "script";
    const EXAMPLE: &'static str = r###"rules:
  long-line:
    check: script
    message: "“{match}” is repeated."
    scope: heading
    script: |
      text := import("text")
      matches := []
      words := text.fields(scope)
      for i := 1; i < len(words); i++ {
        if words[i] == words[i-1] {
          start := text.index(scope, words[i] + " " + words[i])
          matches = append(matches, {begin: start, end: start + len(words[i])})
        }
      }
    examples:
      flag: ["## The [[quay]] quay"]
      pass: ["## The quay"]
"###;
    const VALE: Option<FromVale> = Some(FromVale::same(&[]));

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let at = Path::root().key("script");
        let named = std::path::Path::new(self.script.trim());
        let is_file =
            named.extension().is_some_and(|ending| ending == "tengo") && !self.script.trim().contains('\n');
        let written = if is_file { compiler.read_file(&at, named).unwrap_or_default() } else { self.script };
        let script = match Script::read(&written) {
            Ok(script) => Some(script),
            Err(error) => {
                compiler.value_problem(&at, format!("this script cannot be read: {error}"));
                None
            }
        };
        Box::new(ScriptCheck(script))
    }
}

impl Check for ScriptCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(script) = &self.0 else { return };
        let mut has_failed = false;
        for passage in context.all_passages() {
            match script.run(passage.text) {
                Ok(found) => found.into_iter().for_each(|place| report(context, sink, &passage, place)),
                // What cannot be done with one text may be done with the next; that it cannot is said once.
                Err(error @ ScriptError::Failed(_)) if !has_failed => {
                    has_failed = true;
                    let start = passage.part(0..0);
                    sink.report(start)
                        .message(format!("The script of this rule fails here: {error}."))
                        .emit();
                }
                Err(ScriptError::Failed(_)) => {}
                Err(_) => return context.give_up(passage.text),
            }
        }
    }
}

fn report(context: &Context<'_>, sink: &mut Sink<'_>, passage: &Passage<'_>, place: ScriptMatch) {
    let span = passage.part(place.range);
    if !context.speaks_at(span) {
        return;
    }
    let report = sink.report(span);
    match place.message {
        Some(message) => report.message(message).emit(),
        None => report.emit(),
    }
}
