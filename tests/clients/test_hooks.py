"""Commits, with the hooks that people put in front of them."""

import os
import shutil

import pytest

from conftest import CLEAN, DOUBLED, PLUG, REPOSITORY, git, run


@pytest.fixture(scope="session")
def hook_repository(tmp_path_factory):
    """The work tree as a repository that pre-commit can install from."""
    folder = tmp_path_factory.mktemp("hooks") / "copydesk"
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", cwd=REPOSITORY, check=0)
    for name in filter(None, listed.stdout.split("\0")):
        source, target = REPOSITORY / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")
    git(folder, "tag", "v0.0.1")
    return folder


@pytest.fixture
def newsroom(tmp_path, hook_repository, monkeypatch):
    """A repository with a hook of ours installed by pre-commit."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(hook_repository.parent / "home"))
    git(tmp_path, "init", "--quiet")

    def install(hook):
        config = f"repos:\n- repo: {hook_repository}\n  rev: v0.0.1\n  hooks:\n  - id: {hook}\n"
        (tmp_path / ".pre-commit-config.yaml").write_text(config)
        run("pre-commit", "install", cwd=tmp_path, check=0)
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", "--message", "x")
        return tmp_path

    return install


def commit(folder, check):
    git(folder, "add", "--all")
    done = git(folder, "commit", "--message", "x", check=check)
    return done.stdout + done.stderr


def test_the_manifest_is_valid():
    run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=REPOSITORY, check=0)
    run("pre-commit", "validate-config", "examples/ci/pre-commit-config.yaml", cwd=REPOSITORY, check=0)


def test_a_defect_is_refused_and_a_clean_draft_goes_through(newsroom):
    """The hook as users get it: built from source by pre-commit."""
    folder = newsroom("copydesk")
    (folder / "a.md").write_text(PLUG)
    assert "boilerplate.newsletter" in commit(folder, check=1)
    (folder / "a.md").write_text(CLEAN)
    commit(folder, check=0)
    assert git(folder, "log", "--oneline", "--", "a.md").stdout != ""


def test_the_fixing_hook_mends_and_asks_for_another_look(newsroom):
    folder = newsroom("copydesk-fix")
    (folder / "a.md").write_text(DOUBLED)
    assert "files were modified" in commit(folder, check=1)
    assert (folder / "a.md").read_text() == DOUBLED.replace("the the", "the")
    commit(folder, check=0)


def test_only_what_is_staged_is_checked_and_what_is_excluded_is_not(newsroom):
    folder = newsroom("copydesk-system")
    (folder / ".copydeskignore").write_text("wire/\n")
    (folder / "wire").mkdir()
    (folder / "wire" / "a.md").write_text(PLUG)
    (folder / "picture.svg").write_text(PLUG)
    commit(folder, check=0)
    (folder / "left-out.md").write_text(PLUG)
    (folder / "staged.md").write_text(CLEAN)
    git(folder, "add", "staged.md")
    git(folder, "commit", "--quiet", "--message", "x")


def test_thousands_of_staged_files_are_split(newsroom):
    folder = newsroom("copydesk-system")
    for number in range(3000):
        # Long names, so that one command line could not hold them all.
        (folder / f"{number:04}-{'a' * 100}.md").write_text(CLEAN)
    (folder / "plug.md").write_text(PLUG)
    assert "plug.md" in commit(folder, check=1)
    (folder / "plug.md").unlink()
    commit(folder, check=0)


def test_the_plain_git_hook(drafts):
    hook = drafts / ".git" / "hooks" / "pre-commit"
    shutil.copy(REPOSITORY / "examples" / "ci" / "git-pre-commit", hook)
    os.chmod(hook, 0o755)
    assert "boilerplate.newsletter" in commit(drafts, check=1)
    run("copydesk", "check", "--write-baseline", ".copydesk-baseline.json", cwd=drafts, check=0)
    commit(drafts, check=0)
    (drafts / "desk" / "new draft.md").write_text(PLUG)
    assert "new draft.md" in commit(drafts, check=1)


def test_the_husky_hook(drafts):
    commit(drafts, check=0)
    hook = drafts / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\n" + (REPOSITORY / "examples" / "ci" / "husky-pre-commit").read_text())
    os.chmod(hook, 0o755)
    (drafts / "plug.md").write_text(PLUG + "\nA new and clean paragraph.\n")
    commit(drafts, check=0)
    (drafts / "plug.md").write_text(PLUG + "\nThe work will cost TK million.\n")
    assert "leftovers.placeholder" in commit(drafts, check=1)
