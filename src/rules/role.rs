//! What a rule does for the others.

use schemars::JsonSchema;
use serde::Deserialize;

/// What a rule does besides reporting what its check finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// What it finds is site furniture, in which rules without `furniture: true` keep silent.
    Furniture,
    /// What it finds are whole blocks of site furniture, in which other furniture is not reported again.
    FurnitureBlock,
    /// It reports comments that silence no finding.
    UnusedSuppression,
    /// It reports comments that silence findings and give no reason.
    ReasonlessSuppression,
    /// It reports comments to Copydesk that are misspelt.
    MisspeltSuppression,
    /// It reports names in comments that no rule and no pack has.
    UnknownRuleSuppression,
    /// It reports comments that enable what no comment disabled.
    StrayEnable,
}

impl Role {
    /// Whether it reports on comments that silence findings.
    pub fn is_about_suppressions(self) -> bool {
        !matches!(self, Self::Furniture | Self::FurnitureBlock)
    }
}
