//! What a house calls the fields of its front matter.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::document::{FieldNames, FieldRole};
use crate::rules::OneOrMany;

/// Names of fields by what they are to readers. A dotted name means a nested field, and one without dots is met at any
/// depth; letter case, `-` and `_` make no difference.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NamesByRole {
    /// Headlines.
    headline: Option<OneOrMany>,
    /// The lines under the headline.
    standfirst: Option<OneOrMany>,
    /// Who wrote the story.
    byline: Option<OneOrMany>,
    /// Captions of pictures.
    caption: Option<OneOrMany>,
    /// Alternative texts of pictures.
    alt: Option<OneOrMany>,
    /// Who made pictures.
    credit: Option<OneOrMany>,
    /// Any other text that readers meet.
    text: Option<OneOrMany>,
    /// Fields that no reader sees, whatever their names.
    hidden: Option<OneOrMany>,
}

/// Names of fields with what they are to readers; later ones override earlier ones.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(from = "NamesByRole")]
#[schemars(with = "NamesByRole")]
pub struct FrontMatter(Vec<(String, FieldRole)>);

impl From<NamesByRole> for FrontMatter {
    fn from(names: NamesByRole) -> Self {
        let roles = [
            (names.headline, FieldRole::Headline),
            (names.standfirst, FieldRole::Standfirst),
            (names.byline, FieldRole::Byline),
            (names.caption, FieldRole::Caption),
            (names.alt, FieldRole::Alt),
            (names.credit, FieldRole::Credit),
            (names.text, FieldRole::Text),
            (names.hidden, FieldRole::Hidden),
        ];
        let mut all = Vec::new();
        for (names, role) in &roles {
            let names = names.iter().flat_map(OneOrMany::as_slice);
            all.extend(names.map(|name| (name.clone(), *role)));
        }
        Self(all)
    }
}

impl FrontMatter {
    /// These names on top of others.
    pub(super) fn over(self, base: Self) -> Self {
        Self(base.0.into_iter().chain(self.0).collect())
    }

    /// Whether it names no field.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names as documents are read by them.
    pub(super) fn names(&self) -> FieldNames {
        let mut names = FieldNames::default();
        self.0.iter().for_each(|(name, role)| names.add(name, *role));
        names
    }
}
