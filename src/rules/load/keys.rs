//! Which keys of a rule are not its check's; the build parts the built-in rules by them.

/// The keys of every rule; a test holds them against [`RuleFields`].
pub const RULE_KEYS: &[&str] = &[
    "check",
    "severity",
    "level",
    "enabled",
    "message",
    "summary",
    "why",
    "help",
    "scope",
    "lang",
    "quotations",
    "furniture",
    "role",
    "yields_to",
    "limit",
    "fix",
    "safe",
    "link",
    "examples",
];
