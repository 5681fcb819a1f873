"""The wheel, the manual page, the completions and the diff, by the programs that take them."""

import re
import subprocess

import pytest

from conftest import CLIENTS, REPOSITORY, git, run

SHELLS = {"bash": ("bash", "-n"), "zsh": ("zsh", "-n"), "fish": ("fish", "--no-execute")}


def test_the_wheel_brings_the_program(drafts):
    version = re.search(r'^version = "(.+)"', (REPOSITORY / "Cargo.toml").read_text(), re.MULTILINE)[1]
    installed = CLIENTS / "fresh" / "bin" / "copydesk"
    assert run(installed, "--version", cwd=drafts, check=0).stdout.split() == ["copydesk", version]
    shown = run(CLIENTS / "fresh" / "bin" / "pip", "show", "copydesk", cwd=drafts, check=0).stdout
    assert f"Version: {version}" in shown
    run(installed, "check", "plug.md", cwd=drafts, check=1)


@pytest.mark.parametrize("shell", SHELLS)
def test_completions_can_be_read_by_their_shell(shell, program, tmp_path):
    checker = program(SHELLS[shell][0])
    script = tmp_path / "completions"
    script.write_text(run("copydesk", "completions", shell, cwd=tmp_path, check=0).stdout)
    assert "write-baseline" in script.read_text()
    run(checker, *SHELLS[shell][1:], script, cwd=tmp_path, check=0)


def test_the_manual_page_has_no_mistakes(program, tmp_path):
    man = program("man")
    page = tmp_path / "copydesk.1"
    page.write_text(run("copydesk", "man", cwd=tmp_path, check=0).stdout)
    env = {"MANWIDTH": "100", "LC_ALL": "C.UTF-8"}
    done = run(man, "--warnings", "--local-file", page, cwd=tmp_path, check=0, env=env)
    assert done.stderr == ""
    text = re.sub(r".\x08", "", done.stdout)
    for expected in ("copydesk check", "--write-baseline", "EXIT STATUS"):
        assert expected in text, text


def test_git_applies_the_diff(drafts):
    (drafts / "desk" / "crlf.md").write_bytes(b"They saw the the boat.\r\nA second line.\r\n")
    git(drafts, "config", "core.autocrlf", "false")
    git(drafts, "add", "--all")
    # A pipe would be read as text, and lose the line endings.
    with (drafts / "fixes.diff").open("wb") as diff:
        subprocess.run(["copydesk", "check", "--diff", "."], cwd=drafts, stdout=diff, check=False)
    git(drafts, "apply", "fixes.diff")
    assert (drafts / "desk" / "crlf.md").read_bytes() == b"They saw the boat.\r\nA second line.\r\n"
    assert run("copydesk", "check", "--diff", ".", cwd=drafts).stdout == ""
