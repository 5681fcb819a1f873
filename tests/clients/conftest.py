"""What the tests of real clients share."""

import os
import pathlib
import shutil
import subprocess

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
CLIENTS = pathlib.Path(os.environ["CLIENTS"])

PLUG = "Sign up for our morning newsletter today.\n"
DOUBLED = "They saw the the boat — “Été”.\n"
CLEAN = "All is well in the harbour.\n"


def run(*command, cwd, check=None, env=None, text=None):
    """Runs a command; where a status is given it must end with it."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=text,
        capture_output=True,
        text=True,
    )
    if check is not None:
        assert done.returncode == check, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def git(folder, *arguments, check=0):
    """Git as every user has it, whatever this machine's configuration says."""
    env = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    author = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    return run("git", *author, *arguments, cwd=folder, check=check, env=env)


@pytest.fixture
def drafts(tmp_path):
    """A repository with a clean draft and two with findings."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "clean.md").write_text(CLEAN)
    (tmp_path / "plug.md").write_text(PLUG)
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "doubled.md").write_text(DOUBLED)
    return tmp_path


@pytest.fixture
def report(drafts):
    """Writes a report of the drafts in a format; its path."""

    def write(name):
        path = drafts / f"report.{name}"
        arguments = ("--output-format", name, "--output-file", path)
        run("copydesk", "check", ".", *arguments, cwd=drafts, check=1)
        return path

    return write


@pytest.fixture
def node_package():
    """The folder of an installed npm package; the test is left out where there is none."""

    def find(name):
        path = CLIENTS / "node" / "node_modules" / name
        if not path.is_dir():
            pytest.skip(f"npm package {name} is not installed")
        return path

    return find


@pytest.fixture
def program():
    """The path of a program; the test is left out where there is none."""

    def find(name):
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find
