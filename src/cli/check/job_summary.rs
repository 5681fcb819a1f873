//! The page that GitHub shows of a job.

use std::io::Write;

use crate::cli::arguments::Check;
use crate::cli::say;
use crate::report::{JobSummary, OutputFormat, Summary};

/// The variable that names the file for the page of a job.
const JOB_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Adds to the page of the job, where a GitHub workflow runs.
pub(super) fn write(arguments: &Check, job_summary: &JobSummary, summary: &Summary) {
    let wanted = arguments.output_format() == OutputFormat::Github;
    let Some(path) = std::env::var_os(JOB_SUMMARY).filter(|path| wanted && !path.is_empty()) else {
        return;
    };
    let page = job_summary.markdown(summary);
    let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
    if let Err(error) = file.and_then(|mut file| file.write_all(page.as_bytes())) {
        say::tell(format!("copydesk: the job summary ({JOB_SUMMARY}) was not written: {error}\n"));
    }
}
