"""The packages of one system, all with the same program."""

import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import node_packages
from manifest import ROOT

# Where maturin looks for what a wheel brings besides the program: files in `copydesk.data`, and licences.
WHEEL = ROOT / "packaging" / "pypi"
SHARED = {
    "man/man1/copydesk.1": ["man"],
    "bash-completion/completions/copydesk": ["completions", "bash"],
    "zsh/site-functions/_copydesk": ["completions", "zsh"],
    "fish/vendor_completions.d/copydesk.fish": ["completions", "fish"],
}


def maturin(command, *arguments):
    """Runs maturin on the wheel's project."""
    subprocess.run(
        ["maturin", command, *map(str, arguments)], check=True, cwd=WHEEL, stdout=sys.stderr
    )


def build_wheel(target, cross, zig, out):
    """Builds the program, if it is not built, and its wheel; the path of the program."""
    arguments = ["--release", "--locked", "--out", out]
    if cross:
        arguments += ["--target", target.triple]
    if zig:
        arguments += ["--zig", "--compatibility", target.compatibility]
    maturin("build", *arguments)
    folder = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
    return folder / (target.triple if cross else "") / "release" / target.program


def share(program, told_by):
    """Writes the manual page and the completions beside a program, as `told_by` tells them; their folder."""
    folder = program.parent / "share"
    shutil.rmtree(folder, ignore_errors=True)
    for name, arguments in SHARED.items():
        path = folder / name
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            subprocess.run([told_by, *arguments], check=True, stdout=file)
    return folder


def archive(target, program, shared, out):
    """The archive of a release: a folder with the program, its licences and `share`."""
    name = f"copydesk-{target.triple}"
    held = {name + "/" + target.program: program}
    for path in [*ROOT.glob("LICENSE-*"), ROOT / "README.md", ROOT / "CHANGELOG.md"]:
        held[f"{name}/{path.name}"] = path
    for path in SHARED:
        held[f"{name}/share/{path}"] = shared / path
    path = out / target.archive
    if target.os == "win32":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for stored, source in held.items():
                packed.write(source, stored)
    else:
        with tarfile.open(path, "w:gz") as packed:
            for stored, source in held.items():
                packed.add(source, stored, filter=_owned_by_nobody)
    return path


def _owned_by_nobody(entry):
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def wheel(target, cross, zig, shared, out):
    """The wheel once more, with what it brings besides the program."""
    data = WHEEL / "copydesk.data"
    licences = [shutil.copy2(licence, WHEEL) for licence in ROOT.glob("LICENSE-*")]
    shutil.copytree(shared, data / "data" / "share")
    try:
        build_wheel(target, cross, zig, out / "python")
    finally:
        shutil.rmtree(data)
        for licence in licences:
            pathlib.Path(licence).unlink()


def debian(target, cross, out):
    arguments = ["--no-build", "--output", out]
    if cross:
        arguments += ["--target", target.triple, "--no-strip"]
    subprocess.run(["cargo", "deb", *map(str, arguments)], check=True, cwd=ROOT)


def build(manifest, target, options, out):
    """Makes the packages of a target that were asked for."""
    # Only when the program is there can it tell its options.
    with tempfile.TemporaryDirectory() as work:
        program = build_wheel(target, options.cross, options.zig, pathlib.Path(work))
    shared = share(program, options.told_by or program)
    if "archive" in options.packages:
        archive(target, program, shared, out)
    if "wheel" in options.packages:
        wheel(target, options.cross, options.zig, shared, out)
    if "npm" in options.packages:
        node_packages.platform(manifest, target, program, out)
    if "deb" in options.packages and target.libc == "glibc":
        debian(target, options.cross, out)
