//! Findings that hold only where a file is not there.

use serde::{Deserialize, Serialize};

use crate::finding::Finding;

/// A finding about an address that leads to a file of the site. Whether it holds, the disk tells, which no check looks
/// at: what is known of a text stays right whatever lies beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IfMissing {
    /// What is found where the file is missing.
    pub finding: Finding,
    /// The file, as the address names it: with slashes, percent signs decoded, without query and fragment.
    pub target: String,
}
