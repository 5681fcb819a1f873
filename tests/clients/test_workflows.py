"""What runs in CI: workflows by the programs that check them, scripts of other systems by their shell."""

import importlib.util
import json
import re
import shutil
import xml.etree.ElementTree as xml

import pytest
import yaml

from conftest import CLEAN, PLUG, REPOSITORY, git, run

EXAMPLES = REPOSITORY / "examples" / "ci"
WORKFLOWS = [*sorted((REPOSITORY / ".github" / "workflows").glob("*.yml")), EXAMPLES / "github.yml"]


def test_workflows_have_no_mistakes(program):
    options = ["-shellcheck", shutil.which("shellcheck") or ""]
    run(program("actionlint"), *options, *WORKFLOWS, cwd=REPOSITORY, check=0)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-actions", [REPOSITORY / "action.yml"]),
        ("dependabot", [REPOSITORY / ".github" / "dependabot.yml"]),
        ("gitlab-ci", [EXAMPLES / "gitlab.yml"]),
    ],
)
def test_files_have_the_form_that_their_system_asks_for(schema, files):
    run("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files, cwd=REPOSITORY, check=0)


def test_every_action_is_pinned_by_version():
    for path in [*WORKFLOWS, REPOSITORY / "action.yml"]:
        for used in re.findall(r"uses: (\S+)", path.read_text()):
            assert used.startswith("./") or re.search(r"@v\d+\.\d+\.\d+$", used), f"{path.name}: {used}"


def test_the_oldest_rust_is_found():
    """The workflows take it out of Cargo.toml by this expression."""
    for path in WORKFLOWS:
        for script in re.findall(r"sed -n '(s/\^rust-version.*?)' Cargo.toml", path.read_text()):
            oldest = run("sed", "-n", script, "Cargo.toml", cwd=REPOSITORY, check=0).stdout
            assert re.fullmatch(r"\d+\.\d+(\.\d+)?\n", oldest)


def test_each_fuzz_target_has_its_job():
    jobs = yaml.safe_load((REPOSITORY / ".github/workflows/maintainers.yml").read_text())["jobs"]
    targets = {path.stem for path in (REPOSITORY / "fuzz" / "fuzz_targets").glob("*.rs")}
    assert set(jobs["fuzz"]["strategy"]["matrix"]["target"]) == targets


def test_each_system_has_its_job():
    spec = importlib.util.spec_from_file_location("targets", REPOSITORY / "packaging" / "targets.py")
    targets = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(targets)
    jobs = yaml.safe_load((REPOSITORY / ".github/workflows/release.yml").read_text())["jobs"]
    assert {one["target"] for one in jobs["build"]["strategy"]["matrix"]["include"]} == set(targets.TARGETS)


@pytest.fixture
def work(tmp_path):
    """A branch with a plug, and an older one on the target branch, whose commit is given."""
    folder = tmp_path / "work"
    (folder / "articles").mkdir(parents=True)
    git(folder, "init", "--quiet")
    (folder / "articles" / "old.md").write_text(PLUG)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")
    before = git(folder, "rev-parse", "HEAD").stdout.strip()
    (folder / "articles" / "new.md").write_text(PLUG)
    (folder / "articles" / "clean.md").write_text(CLEAN)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "y")
    return folder, before


def gitlab(folder, status, **variables):
    """Runs the script as GitLab does: its lines, in a shell that ends at the first that fails. What it reports."""
    job = yaml.safe_load((EXAMPLES / "gitlab.yml").read_text())["copydesk"]
    env = {"CI_PROJECT_DIR": str(folder), "GITLAB_CI": "true", "CI": "true", **job["variables"], **variables}
    run("sh", "-ec", "\n".join(job["script"]), cwd=folder, check=status, env=env)
    report = job["artifacts"]["reports"]["codequality"]
    return [finding["location"]["path"] for finding in json.loads((folder / report).read_text())]


def test_gitlab(work):
    folder, before = work
    assert gitlab(folder, 1) == ["articles/new.md", "articles/old.md"]
    assert gitlab(folder, 1, CI_MERGE_REQUEST_DIFF_BASE_SHA=before) == ["articles/new.md"]
    run("copydesk", "check", "articles", "--write-baseline", ".copydesk-baseline.json", cwd=folder, check=0)
    assert gitlab(folder, 0) == []


def test_jenkins(work, tmp_path):
    folder, _ = work
    scripts = re.findall(r"sh '''(.+?)'''|sh '(.+?)'", (EXAMPLES / "Jenkinsfile").read_text(), re.DOTALL)
    install, check = [one or other for one, other in scripts]
    assert install.startswith("python3 -m venv .venv && .venv/bin/pip install copydesk==")
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "copydesk").symlink_to(shutil.which("copydesk"))
    run("sh", "-xec", check.replace("\\\n", " "), cwd=folder, check=0, env={"WORKSPACE": str(folder), "CI": "true"})
    found = [file.get("name") for file in xml.parse(folder / "copydesk-checkstyle.xml").iter("file")]
    assert any(name.endswith("articles/new.md") for name in found)
