//! What happens when a run is interrupted while it writes.

use crate::files;

/// The exit status of a process that was interrupted, as shells count it.
const INTERRUPTED: i32 = 130;

/// Makes an interrupted run take its temporary files with it. An article is whole before and after.
pub fn leave_nothing_behind() {
    // A handler that is there already does the same.
    let _ = ctrlc::set_handler(|| {
        files::remove_open();
        std::process::exit(INTERRUPTED);
    });
}
