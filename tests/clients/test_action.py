"""`action.yml`: its steps with the variables that GitHub sets, and a release on this machine."""

import contextlib
import functools
import http.server
import json
import pathlib
import shutil
import threading

import pytest

from action import Runner
from conftest import CLEAN, PLUG, REPOSITORY, git

OWN_RULE = """pack: house
rules:
  harbour:
    check: existence
    message: "No “{match}”."
    why: A test.
    severity: error
    tokens: [harbour]
    examples: {flag: ["The [[harbour]]."], pass: ["The quay."]}
"""


@contextlib.contextmanager
def releases(folder):
    """A repository whose releases are the files of a folder: its address, and the paths that were asked for."""
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.path = "/" + self.path.rpartition("/")[2]
            super().do_GET()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/desk/copydesk", asked
        server.shutdown()


def settle(action, address):
    """Gives the action's repository an address."""
    manifest = (REPOSITORY / "Cargo.toml").read_text().splitlines()
    changed = [f'repository = "{address}"' if line.startswith("repository = ") else line for line in manifest]
    (action / "Cargo.toml").write_text("\n".join(changed))


@pytest.fixture
def release(packages):
    with releases(packages) as served:
        yield served


@pytest.fixture
def action(tmp_path, release):
    """The folder of the action, as GitHub unpacks it."""
    folder = tmp_path / "action"
    shutil.copytree(REPOSITORY / "packaging" / "action", folder / "packaging" / "action")
    settle(folder, release[0])
    return folder


@pytest.fixture
def work(tmp_path):
    """The checked-out repository: a clean draft on `main`, a plug on the branch."""
    folder = tmp_path / "work"
    (folder / "articles").mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    (folder / "articles" / "clean.md").write_text(CLEAN)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")
    git(folder, "checkout", "--quiet", "-b", "branch")
    (folder / "articles" / "plug.md").write_text(PLUG)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "y")
    return folder


@pytest.fixture
def runner(tmp_path, work):
    return Runner(tmp_path)


def test_the_program_is_fetched_checked_and_kept(runner, action, release):
    _, asked = release
    asked.clear()
    status, written, known = runner.run(action, sarif_file="copydesk.sarif")
    assert status == 1, written
    assert "::warning" in written and "file=articles/plug.md" in written
    assert known["steps.check.outputs.status"] == "1"
    archive = known["steps.program.outputs.archive"]
    assert [path.rpartition("/")[2] for path in asked] == ["SHA256SUMS", archive]
    version = json.loads((runner.folder / "work" / "copydesk.sarif").read_text())["runs"][0]["tool"]["driver"]
    assert f"/releases/download/v{version['version']}/" in asked[0]
    assert pathlib.Path(known["steps.program.outputs.folder"], "copydesk").is_file()
    # What was kept is not fetched again.
    runner.run(action)
    assert len(asked) == 2


@pytest.mark.parametrize("sums", [None, "nothing\n"])
def test_an_archive_that_is_not_the_released_one_is_refused(runner, action, packages, tmp_path, sums):
    false = tmp_path / "false"
    shutil.copytree(packages, false)
    archive = next(false.glob("copydesk-*.tgz"))
    archive.write_bytes(archive.read_bytes() + b"\0")
    if sums:
        (false / "SHA256SUMS").write_text(sums)
    with releases(false) as (address, _):
        settle(action, address)
        status, written, _ = runner.run(action)
    assert status == 2 and "is not what the release's SHA256SUMS tells" in written, written


def test_a_release_that_is_not_there_is_told(runner, action, tmp_path):
    (tmp_path / "empty").mkdir()
    with releases(tmp_path / "empty") as (address, asked):
        settle(action, address)
        status, written, _ = runner.run(action, version="v9.9.9")
    assert status == 2 and f"{address}/releases/download/v9.9.9/SHA256SUMS could not be fetched" in written
    assert asked


def test_a_system_without_a_program_is_told(tmp_path, work, action):
    status, written, _ = Runner(tmp_path, machine="ARM").run(action)
    assert status == 2 and "::error title=Copydesk::There is no program for Linux on ARM." in written


def test_a_missing_baseline_is_no_failure_and_the_report_is_there(runner, action):
    status, written, _ = runner.run(action, baseline="known.json", sarif_file="out.sarif", fail_on="error")
    assert status == 0, written
    assert "::notice title=Copydesk::There is no known.json yet" in written
    found = json.loads((runner.folder / "work" / "out.sarif").read_text())["runs"][0]["results"]
    assert [result["ruleId"] for result in found] == ["boilerplate.newsletter"]


def test_known_findings_do_not_count(runner, action, work):
    runner.run(action, args="--write-baseline\nknown.json")
    status, written, _ = runner.run(action, baseline="known.json")
    assert status == 0, written


def test_only_changed_lines_count(runner, action, work):
    (work / "articles" / "old.md").write_text(PLUG)
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "z")
    git(work, "branch", "--force", "main")
    (work / "articles" / "new.md").write_text(PLUG)
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "z")
    status, written, _ = runner.run(action, changed="main")
    assert status == 1
    assert "new.md" in written and "old.md" not in written


@pytest.mark.parametrize("trusted", [True, False])
def test_the_configuration_of_a_trusted_revision(runner, action, work, trusted):
    """What the branch says is no matter: it turns all off, and takes all for known."""
    git(work, "checkout", "--quiet", "main")
    if trusted:
        (work / ".copydesk.yml").write_text("packs: [house.yml]\nrules: {boilerplate: off}\n")
        (work / "house.yml").write_text(OWN_RULE)
    (work / "main.txt").write_text(CLEAN)
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "z")
    git(work, "checkout", "--quiet", "branch")
    (work / ".copydesk.yml").write_text("rules: {'*': off}\n")
    (work / "house.yml").write_text("no pack\n")
    status, written, _ = runner.run(action, config_from="main", paths="articles")
    assert status == 1, written
    assert ("house.harbour" in written) == trusted
    assert ("boilerplate.newsletter" in written) != trusted
    assert git(work, "worktree", "list").stdout.count("\n") == 1
    # The list of known findings is the trusted one too, which is not there.
    runner.run(action, args="--write-baseline\nknown.json")
    status, written, _ = runner.run(action, config_from="main", paths="articles", baseline="known.json")
    assert status == 1 and "::notice" in written


def test_an_unknown_revision_checks_nothing(runner, action):
    status, written, _ = runner.run(action, config_from="nowhere")
    assert status != 0 and "plug.md" not in written
