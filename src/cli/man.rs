//! `copydesk man`: the manual page, from what the command line understands.

use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::arguments::Arguments;
use super::{Outcome, fail};

/// What no option tells.
const CLOSING: &str = "\
.SH \"EXIT STATUS\"
.TP
0
No finding at or above what \\fB\\-\\-fail\\-on\\fR names.
.TP
1
Some findings at or above it; with \\fB\\-\\-diff\\fR also when fixing would change something.
.TP
2
Not everything could be done: usage, configuration, a rule file, or a file that could not be read or written.
.SH FILES
.TP
.I .copydesk.yml
The configuration, looked for from each checked file upwards to the root of its repository.
.TP
.I .copydeskignore
What a walk through folders leaves out, written as in .gitignore.
.SH ENVIRONMENT
.TP
NO_COLOR, CLICOLOR
Whether colours are used, where \\fB\\-\\-color\\fR leaves it open.
.TP
GITHUB_STEP_SUMMARY
With \\fB\\-\\-output\\-format github\\fR, the file that the job's page is added to.
";

/// Runs `copydesk man`.
pub fn run() -> Outcome {
    match page().and_then(|page| io::stdout().write_all(&page)) {
        Ok(()) => Outcome::Clean,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Clean,
        Err(error) => fail(error),
    }
}

/// The whole page: the program, then each command with its options.
fn page() -> io::Result<Vec<u8>> {
    let mut program = Arguments::command();
    program.build();
    let mut page = Vec::new();
    let man = Man::new(program.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    page.extend(b".SH COMMANDS\n");
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        write_command(command, &mut page)?;
    }
    page.extend(CLOSING.as_bytes());
    Ok(page)
}

/// A command as a part of a section: its name, what it does, how it is called, its options. One that
/// only has commands of its own is told by these.
fn write_command(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    if command.is_subcommand_required_set() {
        let own = command.get_subcommands().filter(|own| own.get_name() != "help");
        return own.into_iter().try_for_each(|own| write_command(own, page));
    }
    let man = Man::new(command.clone());
    let mut own = Vec::new();
    man.render_synopsis_section(&mut own)?;
    man.render_description_section(&mut own)?;
    man.render_options_section(&mut own)?;
    writeln!(page, ".SS \"{}\"", command.get_bin_name().unwrap_or(command.get_name()))?;
    // A command's sections become paragraphs of its own.
    for line in String::from_utf8_lossy(&own).lines() {
        match line.strip_prefix(".SH ") {
            Some(_) => writeln!(page, ".PP")?,
            None => writeln!(page, "{line}")?,
        }
    }
    Ok(())
}
