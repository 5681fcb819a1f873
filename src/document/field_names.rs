//! What the fields of the metadata are to readers, told by their names.

use super::BlockKind;

/// What a field's text is to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRole {
    /// The headline, or another one for search results, links or menus.
    Headline,
    /// The lines under the headline, or what search results and cards show in their place.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// A picture's caption.
    Caption,
    /// A picture's alternative text.
    Alt,
    /// Who made a picture.
    Credit,
    /// Any other text that readers meet: a kicker, a section's title.
    Text,
    /// Nothing that readers meet as text: a name of a file, a date, an address.
    Hidden,
}

impl FieldRole {
    /// The kind of block that a text in this role becomes.
    pub fn block_kind(self) -> BlockKind {
        match self {
            Self::Headline => BlockKind::Headline,
            Self::Standfirst => BlockKind::Standfirst,
            Self::Byline => BlockKind::Byline,
            Self::Caption => BlockKind::Caption,
            Self::Alt => BlockKind::Alt,
            Self::Credit => BlockKind::Credit,
            Self::Text => BlockKind::Metadata,
            Self::Hidden => BlockKind::Value,
        }
    }
}

/// The last words of fields' names, with what such fields are. The first that fits counts.
const ENDINGS: &[(&[&str], FieldRole)] = &[
    (&["alt", "alts", "alt text", "alttext", "alternative text", "alt description"], FieldRole::Alt),
    (&["caption", "captions", "figcaption"], FieldRole::Caption),
    (&["credit", "credits", "attribution"], FieldRole::Credit),
    (&["byline", "author", "authors", "writer", "writers", "author name", "authors name"], FieldRole::Byline),
    (
        &[
            "standfirst",
            "stand first",
            "description",
            "dek",
            "deck",
            "summary",
            "excerpt",
            "subtitle",
            "sub title",
            "subheading",
            "subhead",
            "sub headline",
            "subheadline",
            "lede",
            "lead",
            "teaser",
            "intro",
            "introduction",
            "abstract",
            "blurb",
            "tagline",
            "strapline",
            "synopsis",
        ],
        FieldRole::Standfirst,
    ),
    (&["title", "headline", "head line", "hed", "heading"], FieldRole::Headline),
    (&["kicker", "eyebrow", "overline", "label", "question", "answer", "tldr", "bio"], FieldRole::Text),
];
/// Words before the ending that name a place where the story itself is told of.
const OF_THE_STORY: &[&str] = &[
    "article",
    "card",
    "citation",
    "content",
    "data",
    "dc",
    "dcterms",
    "display",
    "extra",
    "facebook",
    "feed",
    "full",
    "home",
    "html",
    "link",
    "list",
    "listing",
    "long",
    "main",
    "menu",
    "meta",
    "metadata",
    "mobile",
    "nav",
    "navigation",
    "news",
    "og",
    "opengraph",
    "page",
    "params",
    "parsely",
    "post",
    "preview",
    "print",
    "rss",
    "sailthru",
    "search",
    "seo",
    "share",
    "sharing",
    "short",
    "sidebar",
    "social",
    "story",
    "twitter",
    "web",
    "x",
];
/// Words before the ending that name a picture.
const OF_A_PICTURE: &[&str] = &[
    "banner",
    "cover",
    "figure",
    "illustration",
    "image",
    "images",
    "img",
    "photo",
    "photos",
    "picture",
    "pictures",
    "thumb",
    "thumbnail",
];

/// The names by which a house calls its fields, before those that are known everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// Folded names with what they are.
    own: Vec<(String, FieldRole)>,
}

impl FieldNames {
    /// Adds a house's name for a field. Letter case, `-` and `_` make no difference; a dotted name means
    /// a nested field, and one without dots is met at any depth.
    pub fn add(&mut self, name: &str, role: FieldRole) {
        self.own.push((folded(name), role));
    }

    /// What a field is to readers, by its name; dotted or with colons where it is nested.
    pub fn role(&self, name: &str) -> FieldRole {
        if !self.own.is_empty() {
            let name = folded(name);
            let is_meant = |own: &str| {
                name.strip_suffix(own).is_some_and(|before| before.is_empty() || before.ends_with('.'))
            };
            if let Some((_, role)) = self.own.iter().rev().find(|(own, _)| is_meant(own)) {
                return *role;
            }
        }
        known_role(name)
    }

    /// The kind of block that a field's text becomes.
    pub fn block_kind(&self, name: &str, text: &str) -> BlockKind {
        if is_readable(text) { self.role(name).block_kind() } else { BlockKind::Value }
    }
}

/// A name without what may differ in it.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|letter| !matches!(letter, '-' | '_' | ' '));
    letters.flat_map(char::to_lowercase).map(|letter| if letter == ':' { '.' } else { letter }).collect()
}

/// What a field is by the words of its name.
fn known_role(name: &str) -> FieldRole {
    let words = words(name);
    let endings = ENDINGS.iter().flat_map(|(endings, role)| endings.iter().map(|ending| (*ending, *role)));
    let fitting = endings.filter_map(|(ending, role)| Some((before(&words, ending)?, role)));
    // The longer ending says more: an `alt description` is no description.
    let longest = fitting.reduce(|one, other| if other.0.len() < one.0.len() { other } else { one });
    let Some((before, role)) = longest else { return FieldRole::Hidden };
    let is_of = |known: &[&str]| before.split_whitespace().any(|word| known.contains(&word));
    match role {
        FieldRole::Headline | FieldRole::Standfirst
            if before.split_whitespace().all(|word| OF_THE_STORY.contains(&word)) =>
        {
            role
        }
        FieldRole::Standfirst if is_of(OF_A_PICTURE) => FieldRole::Alt,
        FieldRole::Headline | FieldRole::Standfirst => FieldRole::Text,
        role => role,
    }
}

/// The words before an ending, if a name ends with it.
fn before<'w>(words: &'w str, ending: &str) -> Option<&'w str> {
    words.strip_suffix(ending).filter(|before| before.is_empty() || before.ends_with(' '))
}

/// The words of a name such as `seo.metaTitle` or `og:image:alt`, in lower case, each a space from the next.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for letter in name.chars() {
        let is_break = !letter.is_alphanumeric();
        if (is_break || (was_small && letter.is_uppercase())) && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        was_small = letter.is_lowercase() || letter.is_numeric();
        if !is_break {
            words.extend(letter.to_lowercase());
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Whether a field's value may be text for readers: it is no address, file, key or template.
fn is_readable(text: &str) -> bool {
    let text = text.trim();
    if !text.chars().any(char::is_alphabetic) {
        return false;
    }
    if text.contains(char::is_whitespace) {
        let is_tag = |open: &str, close: &str| {
            text.strip_prefix(open)
                .is_some_and(|rest| rest.find(close) == Some(rest.len() - close.len().min(rest.len())))
        };
        return !is_tag("{{", "}}") && !is_tag("{%", "%}") && !is_tag("<%", "%>");
    }
    let is_sign = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let is_key = text.chars().all(is_sign)
        && text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && text.contains(['.', '_', '-']);
    let has_ending = text.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty()
            && (2..=5).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    !(is_key
        || has_ending
        || text.contains("://")
        || text.is_ascii() && text.contains('/')
        || text.starts_with(['#', '@', '$', '<', '{']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_fields_are() {
        let roles = [
            ("title", FieldRole::Headline),
            ("linkTitle", FieldRole::Headline),
            ("seo.title", FieldRole::Headline),
            ("og:title", FieldRole::Headline),
            ("seo.metaDescription", FieldRole::Standfirst),
            ("dek", FieldRole::Standfirst),
            ("image.alt", FieldRole::Alt),
            ("og:image:alt", FieldRole::Alt),
            ("hero_image_alt_text", FieldRole::Alt),
            ("image_description", FieldRole::Alt),
            ("heroCaption", FieldRole::Caption),
            ("gallery.captions", FieldRole::Caption),
            ("cover.credit", FieldRole::Credit),
            ("author", FieldRole::Byline),
            ("author.name", FieldRole::Byline),
            ("author.title", FieldRole::Text),
            ("sections.title", FieldRole::Text),
            ("image.title", FieldRole::Text),
            ("kicker", FieldRole::Text),
            ("slug", FieldRole::Hidden),
            ("title_class", FieldRole::Hidden),
            ("viewport", FieldRole::Hidden),
            ("twitter:card", FieldRole::Hidden),
            ("tags", FieldRole::Hidden),
            ("", FieldRole::Hidden),
        ];
        for (name, role) in roles {
            assert_eq!(FieldNames::default().role(name), role, "{name}");
        }
    }

    #[test]
    fn a_house_names_its_own() {
        let mut names = FieldNames::default();
        names.add("Bild-Text", FieldRole::Caption);
        names.add("box.text", FieldRole::Text);
        names.add("summary", FieldRole::Hidden);
        assert_eq!(names.role("bildText"), FieldRole::Caption);
        assert_eq!(names.role("hero.bild_text"), FieldRole::Caption);
        assert_eq!(names.role("box.text"), FieldRole::Text);
        assert_eq!(names.role("text"), FieldRole::Hidden);
        assert_eq!(names.role("summary"), FieldRole::Hidden);
        assert_eq!(names.role("title"), FieldRole::Headline);
    }

    #[test]
    fn addresses_and_keys_are_not_read() {
        for text in
            ["The quay", "Ferry", "COVID-19", "文化", "AT&T", "Ærø/Als", "{{ n }} boats and {{ m }} crews"]
        {
            assert!(is_readable(text), "{text}");
        }
        for text in [
            "",
            "2024-05-04",
            "home.hero.title",
            "my-slug",
            "quay.jpg",
            "images/quay.jpg",
            "https://x.test/a",
            "{{ page.title }}",
            "#id",
        ] {
            assert!(!is_readable(text), "{text}");
        }
    }
}
