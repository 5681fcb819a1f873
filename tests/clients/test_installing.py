"""Each way to install, from a registry on this machine, by somebody who has no Rust."""

import json
import pathlib
import shutil
import sys
import tarfile
import tomllib

import pytest

from conftest import REPOSITORY, run

DRAFT = "They saw the the boat.\n"
SHARED = [
    "man/man1/copydesk.1",
    "bash-completion/completions/copydesk",
    "fish/vendor_completions.d/copydesk.fish",
]


@pytest.fixture
def newcomer(tmp_path, python_index):
    """A home without anything, and a path without cargo."""
    (tmp_path / "draft.md").write_text(DRAFT)
    needed = {name: shutil.which(name) for name in ("pipx", "uv", "uvx", "npm", "npx", "node")}
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "python3").symlink_to(pathlib.Path(sys.base_prefix) / "bin" / "python3")
    for name, program in needed.items():
        if program:
            (tools / name).symlink_to(program)
    path = f"{tools}:/usr/bin:/bin"
    assert shutil.which("cargo", path=path) is None
    return {
        "HOME": str(tmp_path),
        "PATH": path,
        "PIP_INDEX_URL": python_index,
        "PIP_NO_CACHE_DIR": "1",
        "UV_DEFAULT_INDEX": python_index,
        "UV_CACHE_DIR": str(tmp_path / "uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(tmp_path / "bin"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }


def finds(*command, cwd, env):
    done = run(*command, "check", "draft.md", cwd=cwd, env=env, check=1)
    assert "the the" in done.stdout


def test_pip(newcomer, tmp_path):
    run("python3", "-m", "venv", "venv", cwd=tmp_path, env=newcomer, check=0)
    run("venv/bin/pip", "install", "--quiet", "copydesk", cwd=tmp_path, env=newcomer, check=0)
    finds("venv/bin/copydesk", cwd=tmp_path, env=newcomer)
    for path in SHARED:
        assert (tmp_path / "venv" / "share" / path).stat().st_size > 1000
    assert list((tmp_path / "venv").rglob("*.dist-info/licenses/LICENSE-MIT"))
    assert "copydesk" in (tmp_path / "venv" / "share" / "zsh" / "site-functions" / "_copydesk").read_text()


def test_pipx(newcomer, program, tmp_path):
    program("pipx")
    run("pipx", "install", "copydesk", cwd=tmp_path, env=newcomer, check=0)
    finds(tmp_path / "bin" / "copydesk", cwd=tmp_path, env=newcomer)


def test_uvx(newcomer, program, tmp_path):
    program("uvx")
    finds("uvx", "copydesk", cwd=tmp_path, env=newcomer)
    run("uv", "tool", "install", "copydesk", cwd=tmp_path, env=newcomer, check=0)
    finds(tmp_path / ".local" / "bin" / "copydesk", cwd=tmp_path, env=newcomer)


@pytest.fixture
def node_user(newcomer, node_registry):
    return {**newcomer, "npm_config_registry": node_registry, "npm_config_cache": newcomer["HOME"] + "/npm"}


def test_npx(node_user, tmp_path):
    finds("npx", "--yes", "copydesk", cwd=tmp_path, env=node_user)


def test_npm(node_user, tmp_path):
    run("npm", "install", "--save-dev", "copydesk", cwd=tmp_path, env=node_user, check=0)
    finds("npx", "copydesk", cwd=tmp_path, env=node_user)
    script = "require('child_process').execFileSync('npx', ['copydesk', '--version'], {stdio: 'inherit'})"
    assert run("node", "-e", script, cwd=tmp_path, env=node_user, check=0).stdout.startswith("copydesk ")
    page = tmp_path / "node_modules" / "copydesk" / "man" / "copydesk.1"
    assert ".TH copydesk 1" in page.read_text()
    # What is read from standard input and the status go through.
    done = run("npx", "copydesk", "check", "-", cwd=tmp_path, env=node_user, text=DRAFT)
    assert done.returncode == 1 and "the the" in done.stdout


def test_npm_without_the_package_of_the_system_says_so(node_user, tmp_path):
    run("npm", "install", "--omit=optional", "copydesk", cwd=tmp_path, env=node_user, check=0)
    done = run("npx", "copydesk", "--version", cwd=tmp_path, env=node_user, check=2)
    assert "--omit=optional" in done.stderr


def test_the_archive(packages, tmp_path):
    archive = next(packages.glob("copydesk-*.tgz"))
    run("sha256sum", "--check", "--ignore-missing", "SHA256SUMS", cwd=packages, check=0)
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path)
    folder = tmp_path / archive.name.removesuffix(".tgz")
    assert run(folder / "copydesk", "--version", cwd=tmp_path, check=0).stdout.startswith("copydesk ")
    for name in ("LICENSE-MIT", "LICENSE-APACHE", "README.md", *(f"share/{path}" for path in SHARED)):
        assert (folder / name).stat().st_size > 0


def test_the_bill_of_materials(packages):
    told = json.loads((packages / "copydesk.cdx.json").read_text())
    locked = tomllib.loads((REPOSITORY / "Cargo.lock").read_text())["package"]
    versions = {(package["name"], package["version"]) for package in locked}
    assert told["bomFormat"] == "CycloneDX" and told["metadata"]["component"]["name"] == "copydesk"
    assert len(told["components"]) > 100
    assert {(component["name"], component["version"]) for component in told["components"]} <= versions


def test_the_package_of_debian(packages, program, tmp_path):
    found = list(packages.glob("*.deb"))
    if not found:
        pytest.skip("cargo-deb is not installed")
    run(program("dpkg-deb"), "--extract", found[0], tmp_path, cwd=tmp_path, check=0)
    assert run(tmp_path / "usr/bin/copydesk", "--version", cwd=tmp_path, check=0).stdout.startswith("copydesk ")
    for path in ("bash-completion/completions/copydesk", "zsh/vendor-completions/_copydesk"):
        assert (tmp_path / "usr/share" / path).stat().st_size > 1000
    assert list((tmp_path / "usr/share/man/man1").glob("copydesk.1*"))
    needed = run("dpkg-deb", "--field", found[0], "Depends", cwd=tmp_path, check=0).stdout
    assert "libc6" in needed


def test_the_crate(tmp_path):
    """Built by cargo from what would be published; not optimised, for that takes minutes."""
    options = ("--no-verify", "--allow-dirty", "--offline", "--target-dir", tmp_path / "packed")
    run("cargo", "package", *options, cwd=REPOSITORY, check=0)
    with tarfile.open(next((tmp_path / "packed" / "package").glob("*.crate"))) as packed:
        packed.extractall(tmp_path)
    folder = next(tmp_path.glob("copydesk-*"))
    run("cargo", "install", "--debug", "--locked", "--offline", "--path", folder, "--root", tmp_path, cwd=folder, check=0)
    (tmp_path / "draft.md").write_text(DRAFT)
    finds(tmp_path / "bin" / "copydesk", cwd=tmp_path, env={})


def test_the_source_packages_hold_what_the_build_needs(packages, tmp_path):
    """Not built here, for that takes minutes: the crate and the sdist hold the same files."""
    listed = run("cargo", "package", "--list", "--allow-dirty", "--offline", cwd=REPOSITORY, check=0).stdout.split()
    for folder in ("src", "rules", "languages", "build", "schemas"):
        stored = run("git", "ls-files", folder, cwd=REPOSITORY, check=0).stdout.split()
        assert set(stored) <= set(listed)
    sdist = next((packages / "python").glob("*.tar.gz"), None)
    if sdist is None:
        pytest.skip("no npm, so no sdist was made")
    with tarfile.open(sdist) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    generated = {"Cargo.toml.orig", ".cargo_vcs_info.json"}
    assert set(listed) - generated <= names
