//! Whether an HTML file is a page that was made already, or one that a generator fills in.

/// Whether a text is a whole page of HTML.
pub(super) fn is_page(text: &str) -> bool {
    let head: Vec<u8> = text.bytes().take(1024).map(|byte| byte.to_ascii_lowercase()).collect();
    ["<!doctype", "<html", "<head>", "<body"]
        .into_iter()
        .any(|sign| memchr::memmem::find(&head, sign.as_bytes()).is_some())
}

/// Whether a text says by its front matter or its attributes that a generator or a script fills it in. `start` is
/// where its body begins.
pub(super) fn is_template(text: &str, start: usize) -> bool {
    let has = |sign: &str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    start > 0
        || text.starts_with("---")
        || [" v-if=", " v-for=", " v-bind:", " ng-app", " ng-repeat=", " ng-if=", " x-data="]
            .into_iter()
            .any(has)
}
