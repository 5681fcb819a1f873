//! What an element's attributes say of it: whether readers see it, and what it is by the words of its class.

use std::ops::BitOr;

use super::attributes::Attributes;
use crate::language::Language;

/// What the attributes of one element say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Traits {
    /// Whether a browser leaves it out.
    pub(super) is_hidden: bool,
    /// Whether it is seen, but said to be of no use to those who listen.
    pub(super) is_mute: bool,
    /// What its class, id and role call it.
    pub(super) words: ClassWords,
    /// Its language, where it names one; `und` where it says that the language is not known.
    pub(super) language: Option<Language>,
}

/// What the words of class, id and role call an element, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ClassWords(u32);

impl ClassWords {
    /// Site furniture: a share bar, a newsletter box, related stories.
    pub(super) const FURNITURE: Self = Self(1);
    /// What readers wrote.
    pub(super) const COMMENTS: Self = Self(1 << 1);
    pub(super) const CAPTION: Self = Self(1 << 2);
    pub(super) const PICTURE: Self = Self(1 << 3);
    pub(super) const CREDIT: Self = Self(1 << 4);
    /// A picture that stands for a character.
    pub(super) const EMOJI: Self = Self(1 << 5);
    pub(super) const ICON: Self = Self(1 << 6);
    /// A picture beside the text.
    pub(super) const ASIDE: Self = Self(1 << 7);
    /// A footnote, or the mark of one.
    pub(super) const NOTE: Self = Self(1 << 8);
    /// For those who listen only.
    pub(super) const SPOKEN: Self = Self(1 << 9);
    // Roles that stand for elements of HTML.
    pub(super) const MAIN: Self = Self(1 << 10);
    pub(super) const ARTICLE: Self = Self(1 << 11);
    pub(super) const NAVIGATION: Self = Self(1 << 12);
    pub(super) const BANNER: Self = Self(1 << 13);
    pub(super) const FOOTER: Self = Self(1 << 14);
    pub(super) const COMPLEMENT: Self = Self(1 << 15);
    /// A dialogue, or what is there to be seen only.
    pub(super) const APART: Self = Self(1 << 16);

    pub(super) fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// One comment or more, told by another word beside it.
    const COMMENT: Self = Self(1 << 17);
    const PART: Self = Self(1 << 18);

    /// What words say together: `comment-list`, `comment__body`.
    fn together(self) -> Self {
        if self.has(Self::COMMENT) && self.has(Self::PART) { self | Self::COMMENTS } else { self }
    }

    /// What one word of a class or an id, in small letters, says.
    fn of(word: &[u8]) -> Self {
        match word {
            b"share" | b"sharing" | b"shares" | b"sharebar" | b"social" | b"socials" | b"newsletter"
            | b"newsletters" | b"related" | b"promo" | b"advert" | b"adverts" | b"advertisement"
            | b"advertising" | b"ads" | b"cookie" | b"cookies" | b"consent" | b"breadcrumb"
            | b"breadcrumbs" | b"sidebar" | b"subscribe" | b"signup" | b"paywall" | b"recirculation"
            | b"recommended" | b"recommendations" | b"outbrain" | b"taboola" | b"menu" | b"navbar"
            | b"toolbar" | b"masthead" | b"topbar" | b"pagination" | b"trending" | b"modal" | b"popup" => {
                Self::FURNITURE
            }
            b"comments" | b"commentlist" | b"disqus" | b"respond" | b"viafoura" | b"livefyre" | b"coral" => {
                Self::COMMENTS
            }
            b"comment" => Self::COMMENT,
            b"list" | b"body" | b"thread" | b"author" | b"reply" | b"replies" => Self::PART,
            b"caption" | b"cutline" | b"figcaption" | b"captiontext" | b"bildunterschrift" => Self::CAPTION,
            b"image" | b"img" | b"photo" | b"picture" | b"figure" | b"media" | b"wp" | b"video" => {
                Self::PICTURE
            }
            b"credit" | b"credits" | b"photocredit" | b"imagecredit" => Self::CREDIT,
            b"emoji" | b"emojione" | b"twemoji" | b"smiley" | b"smilies" => Self::EMOJI,
            b"icon" | b"icons" | b"fa" | b"fas" | b"far" | b"fab" | b"glyphicon" | b"dashicons" => Self::ICON,
            b"alignleft" | b"alignright" | b"aligncenter" | b"alignnone" | b"left" | b"right" | b"center"
            | b"float" | b"pull" => Self::ASIDE,
            b"footnote" | b"footnotes" | b"noteref" | b"fn" | b"fnref" => Self::NOTE,
            _ => Self(0),
        }
    }

    /// What a role says.
    fn of_role(role: &str) -> Self {
        match role {
            "main" => Self::MAIN,
            "article" => Self::ARTICLE,
            "navigation" => Self::NAVIGATION,
            "banner" => Self::BANNER,
            "contentinfo" => Self::FOOTER,
            "complementary" => Self::COMPLEMENT,
            "dialog" | "alertdialog" => Self::APART,
            "doc-noteref" | "doc-backlink" => Self::NOTE,
            _ => Self(0),
        }
    }
}

impl BitOr for ClassWords {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Longer words mean nothing here.
const LONGEST_WORD: usize = 16;

/// Classes by which sites hide what is for those who listen.
const SPOKEN: [&str; 5] =
    ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "assistive-text"];

impl Traits {
    pub(super) fn read(attributes: Attributes<'_, '_>) -> Self {
        let mut traits = Self::default();
        for (name, value) in attributes.written() {
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            match name.len() {
                2 if is("id") => traits.words = traits.words | words(value),
                4 if is("role") => traits.words = traits.words | ClassWords::of_role(value.trim()),
                4 if is("lang") => {
                    traits.language = Language::from_tag(value).or_else(|| Language::from_tag("und"));
                }
                5 if is("class") => {
                    traits.words = traits.words | words(value);
                    if value.split_ascii_whitespace().any(|class| SPOKEN.contains(&class)) {
                        traits.words = traits.words | ClassWords::SPOKEN;
                    }
                }
                5 if is("style") => traits.is_hidden |= hides(value),
                6 if is("hidden") => traits.is_hidden = true,
                8 if is("xml:lang") => {
                    traits.language = traits.language.or_else(|| Language::from_tag(value));
                }
                8 if is("itemprop") && value == "comment" => {
                    traits.words = traits.words | ClassWords::COMMENTS;
                }
                11 if is("aria-hidden") && value.eq_ignore_ascii_case("true") => {
                    traits.is_mute = true;
                    traits.words = traits.words | ClassWords::APART;
                }
                _ => {}
            }
        }
        traits
    }
}

/// Whether a style takes an element out of the page.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|line| line.split_once(':')).any(|(name, value)| {
        let is = |name: &str, known: &str| name.trim().eq_ignore_ascii_case(known);
        let value = value.split('!').next().unwrap_or_default();
        (is(name, "display") && is(value, "none")) || (is(name, "visibility") && is(value, "hidden"))
    })
}

/// What the words of a class or an id say; `shareBar`, `share-bar` and `share_bar` are two words each.
fn words(value: &str) -> ClassWords {
    let mut said = ClassWords::default();
    let mut word = [0; LONGEST_WORD];
    let mut length = 0;
    let mut before = b' ';
    for byte in value.bytes().chain([b' ']) {
        let begins = byte.is_ascii_uppercase() && before.is_ascii_lowercase();
        if (begins || !byte.is_ascii_alphabetic()) && length > 0 {
            said = said | word.get(..length).map_or(ClassWords::default(), ClassWords::of);
            length = 0;
        }
        if byte.is_ascii_alphabetic() {
            if let Some(letter) = word.get_mut(length) {
                *letter = byte.to_ascii_lowercase();
            }
            length += 1;
        }
        before = byte;
    }
    said.together()
}
