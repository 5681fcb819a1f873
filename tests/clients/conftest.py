"""What the tests of real clients share."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import time
import urllib.request

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


@pytest.fixture(scope="session")
def packages():
    """The folder of the packages that `run` made."""
    return CLIENTS / "packages"


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@contextlib.contextmanager
def served(command, address, log):
    """A server that runs as long as its address is used; it is there when the address answers."""
    with log.open("wb") as output:
        server = subprocess.Popen([str(part) for part in command], stdout=output, stderr=output)
        try:
            for _ in range(300):
                assert server.poll() is None, log.read_text()
                try:
                    urllib.request.urlopen(address, timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait()


@pytest.fixture(scope="session")
def python_index(packages, tmp_path_factory):
    """The address of a Python index with our wheel; what it has not is asked of PyPI."""
    program = shutil.which("pypi-server")
    if program is None:
        pytest.skip("pypi-server is not installed")
    folder = tmp_path_factory.mktemp("python-index")
    for wheel in (packages / "python").glob("*.whl"):
        shutil.copy2(wheel, folder)
    port = free_port()
    command = (program, "run", "--interface", "127.0.0.1", "--port", port, folder)
    with served(command, f"http://127.0.0.1:{port}/simple/", folder.parent / "python-index.log") as address:
        yield address


@pytest.fixture(scope="session")
def node_registry(packages, tmp_path_factory):
    """The address of an npm registry with our packages and no other."""
    program = CLIENTS / "node" / "node_modules" / ".bin" / "verdaccio"
    if not program.exists() or not (packages / "npm").is_dir():
        pytest.skip("verdaccio is not installed")
    folder = tmp_path_factory.mktemp("node-registry")
    (folder / "config.yaml").write_text(
        f"storage: {folder}/storage\n"
        "packages:\n  '**': {access: $all, publish: $all}\n"
        "log: {type: stdout, level: warn}\n"
        "max_body_size: 100mb\n"
    )
    port = free_port()
    command = (program, "--config", folder / "config.yaml", "--listen", f"127.0.0.1:{port}")
    with served(command, f"http://127.0.0.1:{port}/", folder / "log") as address:
        settings = folder / "npmrc"
        settings.write_text(f"registry={address}\n//127.0.0.1:{port}/:_authToken=nobody\n")
        # In the order of the release: the programs, then the package that names them.
        for package in [*(packages / "npm" / "systems").iterdir(), *(packages / "npm").glob("*.tgz")]:
            run("npm", "publish", package, "--userconfig", settings, cwd=folder, check=0)
        yield address
