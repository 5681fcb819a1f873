//! Addresses on lines of their own, where a player or a post is put in.

use super::lines::Lines;
use crate::document::{Meaning, Token};
use crate::source::SourceSpan;

/// The hosts whose addresses are put in as what they lead to.
const HOSTS: &[&str] = &[
    "youtube.com",
    "youtu.be",
    "vimeo.com",
    "dailymotion.com",
    "twitter.com",
    "x.com",
    "instagram.com",
    "facebook.com",
    "tiktok.com",
    "soundcloud.com",
    "open.spotify.com",
    "mixcloud.com",
    "bandcamp.com",
    "flickr.com",
    "flic.kr",
    "reddit.com",
    "tumblr.com",
    "ted.com",
    "bsky.app",
    "threads.net",
    "pinterest.com",
    "codepen.io",
    "speakerdeck.com",
    "slideshare.net",
    "scribd.com",
    "issuu.com",
    "imgur.com",
    "giphy.com",
    "kickstarter.com",
    "wordpress.tv",
    "twitch.tv",
];

/// Adds such addresses from a byte on; `apart` if empty lines must stand around them.
pub(super) fn add(lines: &mut Lines, text: &str, start: usize, apart: bool) {
    for at in memchr::memmem::find_iter(&text.as_bytes()[start..], b"http").map(|at| start + at) {
        let before = text[..at].trim_end_matches([' ', '\t']);
        if !(before.is_empty() || before.ends_with('\n')) {
            continue;
        }
        let line = text[at..].split('\n').next().unwrap_or_default();
        let address = line.trim_end();
        if !leads_to_player(address) {
            continue;
        }
        let is_blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
        let is_apart = || {
            is_blank(before.strip_suffix('\n').and_then(|text| text.rsplit('\n').next()))
                && is_blank(text[at + line.len()..].split('\n').nth(1))
        };
        if !apart || is_apart() {
            let span = SourceSpan::from_range(at..at + address.len());
            lines.tokens.push(Token { span, meaning: Meaning::Object, is_alone: false });
        }
    }
}

/// Whether an address is one for which a player or a post is put in.
pub(super) fn leads_to_player(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some((host, path)) = rest.and_then(|rest| rest.split_once('/')) else { return false };
    let is_host =
        |known: &&str| host.strip_suffix(*known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    !path.is_empty() && !address.contains([' ', '<', '>', '"']) && HOSTS.iter().any(is_host)
}
