"""Reports, read by the programs they are written for."""

import json
import re

import junitparser
import pytest

from conftest import PLUG, REPOSITORY, run

SCHEMAS = REPOSITORY / "tests" / "clients" / "schemas"


def test_findings_fit_our_schema(report, tmp_path):
    schema = REPOSITORY / "schemas" / "report.schema.json"
    run("check-jsonschema", "--schemafile", schema, report("json"), cwd=tmp_path, check=0)


def test_a_report_without_findings_fits_too(drafts):
    run("copydesk", "check", "clean.md", "--output-format", "json", "--output-file", "r.json", cwd=drafts, check=0)
    assert json.loads((drafts / "r.json").read_text()) == []


def test_gitlab_code_quality(report, tmp_path):
    path = report("gitlab")
    run("check-jsonschema", "--schemafile", SCHEMAS / "gitlab.schema.json", path, cwd=tmp_path, check=0)
    issues = json.loads(path.read_text())
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 2


def test_rdjsonl(report, tmp_path):
    lines = report("rdjsonl").read_text().splitlines()
    for number, line in enumerate(lines):
        path = tmp_path / f"diagnostic-{number}.json"
        path.write_text(line)
        run("check-jsonschema", "--schemafile", SCHEMAS / "rdjson.schema.json", path, cwd=tmp_path, check=0)
    doubled = next(json.loads(line) for line in lines if "doubled.md" in line)
    suggestion = doubled["suggestions"][0]
    # Columns are bytes, so the suggestion can be carried out on the bytes.
    text = (tmp_path / "desk" / "doubled.md").read_bytes()
    start, end = (suggestion["range"][side]["column"] - 1 for side in ("start", "end"))
    assert (text[:start] + suggestion["text"].encode() + text[end:]).startswith(b"They saw the boat")


def test_junit(report):
    suites = junitparser.JUnitXml.fromfile(str(report("junit")))
    assert (suites.failures, suites.errors) == (2, 0)
    names = {suite.name for suite in suites}
    assert {"plug.md", "desk/doubled.md", "clean.md"} <= names


def test_sarif_summary(report, tmp_path):
    path = report("sarif")
    told = run("sarif", "summary", path, cwd=tmp_path, check=0).stdout
    assert re.search(r"warning: 2\b", told), told
    told = run("sarif", "ls", path, cwd=tmp_path, check=0).stdout
    assert "report.sarif" in told


def test_sarif_passes_the_rules_of_code_scanning(report, node_package, tmp_path):
    folder = node_package("@microsoft/sarif-multitool-linux")
    binary = next(path for path in folder.rglob("Sarif.Multitool") if path.is_file())
    binary.chmod(0o755)
    told = run(binary, "validate", report("sarif"), "--rule-kind", "Sarif;Ghas", cwd=tmp_path)
    complaints = [line for line in (told.stdout + told.stderr).splitlines() if re.search(r": (error|warning) \w", line)]
    assert told.returncode == 0 and not complaints, told.stdout + told.stderr


def look_at(pages, node_package, program, tmp_path):
    """Has the browser look at HTML reports; it leaves pictures of them."""
    script = REPOSITORY / "tests" / "clients" / "html_report.mjs"
    env = {"PLAYWRIGHT": str(node_package("playwright-core")), "CHROMIUM": program("chromium")}
    told = run(program("node"), script, tmp_path, *pages, cwd=tmp_path, check=0, env=env)
    assert "all is well" in told.stdout, told.stdout + told.stderr
    for page in pages:
        for size in ("telephone", "desk"):
            for theme in ("light", "dark"):
                assert (tmp_path / f"{page.stem}-{size}-{theme}.png").stat().st_size > 1000


def test_html_in_a_browser(report, node_package, program, tmp_path):
    look_at([report("html")], node_package, program, tmp_path)


def test_html_of_many_articles_in_a_browser(drafts, node_package, program, tmp_path):
    story = "The quay was quiet all morning, and the boats stayed where they were.\n\n"
    for number in range(300):
        article = f"# Story {number}\n\n{story * 8}{PLUG}\nThey saw the the boat — “Été”. It’s “never closed.\n"
        (drafts / f"story-{number:03}.md").write_text(article)
    page = drafts / "many.html"
    arguments = ("--output-format", "html", "--output-file", page, "--select", "boilerplate,words,quotes")
    run("copydesk", "check", ".", *arguments, cwd=drafts, check=1)
    look_at([page], node_package, program, tmp_path)


def test_the_action_and_pipelines_fit_the_schemas_of_their_makers(tmp_path):
    examples = REPOSITORY / "examples" / "ci"
    for schema, path in [
        ("vendor.github-actions", REPOSITORY / "action.yml"),
        ("vendor.github-workflows", examples / "github.yml"),
        ("vendor.gitlab-ci", examples / "gitlab.yml"),
    ]:
        run("check-jsonschema", "--builtin-schema", schema, path, cwd=tmp_path, check=0)


@pytest.mark.parametrize("name", ["config", "rules", "report"])
def test_our_schemas_are_schemas(name, tmp_path):
    run("check-jsonschema", "--check-metaschema", REPOSITORY / "schemas" / f"{name}.schema.json", cwd=tmp_path, check=0)


def test_the_built_in_packs_fit_the_schema(tmp_path):
    schema = REPOSITORY / "schemas" / "rules.schema.json"
    run("check-jsonschema", "--schemafile", schema, *sorted((REPOSITORY / "rules").glob("*.yml")), cwd=tmp_path, check=0)
