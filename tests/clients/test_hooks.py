"""Commits, with the hooks that people put in front of them."""

import os
import shutil

import pytest

from conftest import CLEAN, CLIENTS, DOUBLED, PLUG, REPOSITORY, git, run

MANAGERS = pytest.mark.parametrize("manager", ["pre-commit", "prek"])
EXAMPLES = REPOSITORY / "examples" / "ci"

# Rules that compare articles are off unless asked for, and are no more than suggestions then.
COMPARED = "rules:\n  'archive.*': warning\n"
ARTICLE = """# Harbour bridge closes

The harbour bridge will close for three weeks from Monday while the county replaces its bearings, the council said.

Buses will take the northern road, and a ferry will run every half hour until midnight for those who walk.
"""


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
def newsroom(tmp_path, hook_repository, monkeypatch, program):
    """A repository with a hook of ours, installed by a program that manages hooks."""
    home = hook_repository.parent / "home"
    monkeypatch.setenv("PRE_COMMIT_HOME", str(home / "pre-commit"))
    monkeypatch.setenv("PREK_HOME", str(home / "prek"))
    git(tmp_path, "init", "--quiet")

    def install(hook, manager="pre-commit"):
        config = f"repos:\n- repo: {hook_repository}\n  rev: v0.0.1\n  hooks:\n  - id: {hook}\n"
        (tmp_path / ".pre-commit-config.yaml").write_text(config)
        run(program(manager), "install", cwd=tmp_path, check=0)
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", "--message", "x")
        return tmp_path

    return install


@pytest.fixture
def from_index(python_index, monkeypatch):
    """The program comes from the index on this machine, whoever asks."""
    monkeypatch.setenv("PIP_INDEX_URL", python_index)
    monkeypatch.setenv("UV_DEFAULT_INDEX", python_index)


def commit(folder, check):
    git(folder, "add", "--all")
    done = git(folder, "commit", "--message", "x", check=check)
    return done.stdout + done.stderr


def refuses_a_defect_and_lets_a_clean_draft_through(folder):
    (folder / "a.md").write_text(PLUG)
    assert "boilerplate.newsletter" in commit(folder, check=1)
    (folder / "a.md").write_text(CLEAN)
    commit(folder, check=0)
    assert git(folder, "log", "--oneline", "--", "a.md").stdout != ""


def test_the_manifest_is_valid():
    run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=REPOSITORY, check=0)
    run("pre-commit", "validate-config", "examples/ci/pre-commit-config.yaml", cwd=REPOSITORY, check=0)


@MANAGERS
def test_a_hook_brings_the_built_program(newsroom, from_index, manager):
    refuses_a_defect_and_lets_a_clean_draft_through(newsroom("copydesk", manager))


def test_a_hook_from_source(newsroom):
    """Built by cargo."""
    refuses_a_defect_and_lets_a_clean_draft_through(newsroom("copydesk-src"))


@MANAGERS
def test_the_fixing_hook_mends_and_asks_for_another_look(newsroom, from_index, manager):
    folder = newsroom("copydesk-fix", manager)
    (folder / "a.md").write_text(DOUBLED)
    assert "files were modified" in commit(folder, check=1)
    assert (folder / "a.md").read_text() == DOUBLED.replace("the the", "the")
    commit(folder, check=0)


@MANAGERS
def test_articles_of_one_commit_are_compared(newsroom, manager):
    folder = newsroom("copydesk-system", manager)
    (folder / ".copydesk.yml").write_text(COMPARED)
    for number in range(60):
        (folder / f"{number}.md").write_text(CLEAN)
    (folder / "0.md").write_text(ARTICLE)
    (folder / "z.md").write_text(ARTICLE)
    assert "archive." in commit(folder, check=1)


@MANAGERS
def test_an_article_is_compared_with_those_of_the_repository(newsroom, from_index, manager):
    folder = newsroom("copydesk-all", manager)
    (folder / ".copydesk.yml").write_text(COMPARED)
    (folder / "0.md").write_text(ARTICLE)
    commit(folder, check=0)
    (folder / "z.md").write_text(ARTICLE)
    assert "archive." in commit(folder, check=1)


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


def put_before_commits(folder, example):
    hook = folder / ".git" / "hooks" / "pre-commit"
    shutil.copy(EXAMPLES / example, hook)
    os.chmod(hook, 0o755)


def test_the_plain_git_hook(drafts):
    put_before_commits(drafts, "git-pre-commit")
    assert "boilerplate.newsletter" in commit(drafts, check=1)
    run("copydesk", "check", "--write-baseline", ".copydesk-baseline.json", cwd=drafts, check=0)
    (drafts / ".copydesk.yml").write_text("baseline: .copydesk-baseline.json\n")
    commit(drafts, check=0)
    (drafts / "desk" / "new draft.md").write_text(PLUG)
    assert "new draft.md" in commit(drafts, check=1)


def looks_at_what_is_staged(folder):
    """The staged copy counts, be it better or worse than what lies in the work tree."""
    draft = folder / "staged.md"
    draft.write_text(PLUG)
    git(folder, "add", "--all")
    draft.write_text(CLEAN)
    git(folder, "commit", "--message", "x", check=1)
    git(folder, "add", "--all")
    draft.write_text(PLUG)
    git(folder, "commit", "--quiet", "--message", "x")
    assert draft.read_text() == PLUG
    git(folder, "checkout", "--quiet", "staged.md")


def test_the_plain_git_hook_looks_at_what_is_staged(drafts):
    commit(drafts, check=0)
    put_before_commits(drafts, "git-pre-commit")
    looks_at_what_is_staged(drafts)


def test_husky(drafts, node_package):
    husky = node_package("husky") / "bin.js"
    commit(drafts, check=0)
    run("node", husky, cwd=drafts, check=0)
    shutil.copy(EXAMPLES / "husky-pre-commit", drafts / ".husky" / "pre-commit")
    looks_at_what_is_staged(drafts)
    # What a file had before is no matter.
    (drafts / "plug.md").write_text(PLUG + "\nA new and clean paragraph.\n")
    commit(drafts, check=0)
    (drafts / "plug.md").write_text(PLUG + "\nThe work will cost TK million.\n")
    assert "leftovers.placeholder" in commit(drafts, check=1)


def test_lefthook(drafts, node_package, monkeypatch):
    lefthook = node_package("lefthook") / "bin" / "index.js"
    commit(drafts, check=0)
    shutil.copy(EXAMPLES / "lefthook.yml", drafts)
    run("node", lefthook, "install", cwd=drafts, check=0)
    monkeypatch.setenv("LEFTHOOK_BIN", str(lefthook))
    looks_at_what_is_staged(drafts)
    (drafts / "page.svg").write_text(PLUG)
    commit(drafts, check=0)
