"""The npm packages: one for each system with the program, and one that starts the right one."""

import json
import pathlib
import shutil
import subprocess
import tempfile

from manifest import ROOT

# The oldest Node.js that the starting script runs on.
NODE = ">=18"


def platform(manifest, target, program, out):
    """Packs the program of a target."""
    described = {
        "description": f"The program of {manifest.name} for {target.node_suffix}",
        "os": [target.os],
        "cpu": [target.cpu],
        "program": f"bin/{target.program}",
        "files": ["bin"],
        "preferUnplugged": True,
    }
    if target.libc:
        described["libc"] = [target.libc]
    _pack(manifest, manifest.node_name(target), described, {"bin": program}, out / "npm" / "systems")


def main(manifest, targets, page, out):
    """Packs what people install, for so many targets; `page` is the manual page."""
    described = {
        "description": manifest.description,
        "keywords": manifest.keywords,
        "bin": {"copydesk": "bin/copydesk.js"},
        "man": ["man/copydesk.1"],
        "files": ["bin", "man"],
        "engines": {"node": NODE},
        "optionalDependencies": {manifest.node_name(target): manifest.version for target in targets},
    }
    held = {"bin": ROOT / "packaging" / "npm" / "copydesk.js", "man": page, ".": ROOT / "README.md"}
    _pack(manifest, manifest.name, described, held, out / "npm")


def _pack(manifest, name, described, held, out):
    """Packs files, each named by the folder that it goes to."""
    shared = {
        "name": name,
        "version": manifest.version,
        "license": manifest.licence,
        "homepage": manifest.repository,
        "repository": {"type": "git", "url": f"git+{manifest.repository}.git"},
        "publishConfig": {"access": "public"},
    }
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        text = json.dumps({**shared, **described}, indent=2) + "\n"
        (folder / "package.json").write_text(text, encoding="utf-8")
        for licence in ROOT.glob("LICENSE-*"):
            shutil.copy2(licence, folder)
        for place, source in held.items():
            (folder / place).mkdir(exist_ok=True)
            shutil.copy2(source, folder / place)
        # By its full name, for Windows has `npm.cmd`.
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "pack", "--silent", "--pack-destination", str(out)], cwd=folder, check=True)
