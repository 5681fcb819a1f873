//! Documents in formats that are not read: named, never taken for text, and counted where they were met.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use support::{copydesk, folder, stderr};

const PLUG: &[u8] = b"Sign up for our morning newsletter today.\n";
/// The beginning of an archive that holds a Word document.
const DOCX: &[u8] = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml word/document.xml";

#[test]
fn a_document_that_is_named_is_an_error_and_the_others_are_checked() {
    let files: [(&str, &[u8], &str); 9] = [
        ("story.docx", DOCX, "a Word document"),
        ("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "a Word document"),
        ("story.odt", b"PK\x03\x04", "an OpenDocument text"),
        ("story.rtf", b"{\\rtf1 The the boat.}", "an RTF document"),
        ("story.pdf", b"%PDF-1.7", "a PDF file"),
        ("story.adoc", b"= The the boat\n", "an AsciiDoc document"),
        ("story.rst", b"The the boat\n============\n", "a reStructuredText document"),
        ("story.json", b"{\"title\": \"The the boat\"}", "a JSON file"),
        ("story.xml", b"<p>The the boat</p>", "an XML file"),
    ];
    for (name, content, kind) in files {
        let here = folder(&[(name, content), ("plug.md", PLUG)]);
        let output = copydesk(here.path()).args(["check", name, "plug.md"]).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(told.starts_with(&format!("copydesk: {name}: is {kind}, which is not read yet; ")), "{told}");
        let found = String::from_utf8(output.stdout).unwrap();
        assert!(found.contains("boilerplate.newsletter") && !found.contains("words.doubled"), "{name}");
    }
}

#[test]
fn what_a_file_holds_goes_before_its_name() {
    for (name, content, kind) in [
        ("story.txt", &b"%PDF-1.7 ..."[..], "a PDF file"),
        ("story.md", DOCX, "a Word document"),
        ("story", &b"\x89PNG\r\n\x1A\n\0\0"[..], "a picture"),
        ("data", &b"\x01\xFF\0\x02"[..], "holds no text"),
    ] {
        let here = folder(&[(name, content)]);
        let mut command = copydesk(here.path());
        command.args(["check", name]);
        command.assert().code(2);
        let told = stderr(&mut command);
        assert!(told.contains(name) && told.contains(kind), "{told}");
    }
}

#[test]
fn a_folder_says_what_was_left_out() {
    let here = folder(&[("a.docx", DOCX), ("b.docx", DOCX), ("c.pdf", b"%PDF-1.7"), ("d.png", b"\x89PNG")]);
    let mut command = copydesk(here.path());
    command.args(["check", "."]);
    command.assert().code(0);
    let told = stderr(&mut command);
    assert!(told.contains("found no article") && told.contains("2 Word documents"), "{told}");
    assert!(told.contains("a PDF file") && told.contains("a picture"), "{told}");
    copydesk(here.path()).args(["check", ".", "--require-articles"]).assert().code(2);
    // Beside articles, only drafts are worth a word.
    std::fs::write(here.path().join("e.md"), "The boat is back.\n").unwrap();
    let told = stderr(copydesk(here.path()).args(["check", ".", "--require-articles"]));
    assert_eq!(told, "copydesk: left out 2 Word documents, not read yet\n");
    copydesk(here.path()).args(["check", ".", "--require-articles"]).assert().code(0);
    std::fs::write(here.path().join(".copydeskignore"), "*.docx\n").unwrap();
    assert_eq!(stderr(copydesk(here.path()).args(["check", "."])), "");
}

#[test]
fn nothing_at_all_is_no_error_unless_articles_are_asked_for() {
    let here = folder(&[("full/blank.txt", b" \n\t\n"), ("full/empty.md", b"")]);
    std::fs::create_dir(here.path().join("empty")).unwrap();
    copydesk(here.path()).args(["check", "empty"]).assert().code(0);
    copydesk(here.path()).args(["check", "empty", "--require-articles"]).assert().code(2);
    copydesk(here.path()).args(["check", "full", "--require-articles"]).assert().code(0);
}

#[test]
fn standard_input_and_the_stream_name_them_too() {
    let here = folder(&[]);
    let stdin = |name: &str, content: &[u8]| {
        let mut command = copydesk(here.path());
        command.args(["check", "-", "--stdin-filename", name]).write_stdin(content);
        command.assert().code(2);
        stderr(&mut command)
    };
    assert!(stdin("story.docx", b"The the boat.").contains("a Word document"));
    assert!(stdin("story.md", b"%PDF-1.7").contains("a PDF file"));
    let lines = "{\"id\": 1, \"text\": \"%PDF-1.7\"}\n{\"id\": 2, \"text\": \"The boat.\"}\n";
    let output = copydesk(here.path()).arg("stream").write_stdin(lines).output().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<&str> = answers.lines().collect();
    assert!(answers[0].contains("a PDF file") && answers[1].contains("findings"), "{answers:?}");
}

#[test]
fn the_configuration_may_have_any_extension_read() {
    let here = folder(&[("a.rst", PLUG), (".copydesk.yml", b"formats: {rst: text}\n")]);
    copydesk(here.path()).args(["check", "a.rst"]).assert().code(1);
    copydesk(here.path()).args(["check", "."]).assert().code(1);
}
