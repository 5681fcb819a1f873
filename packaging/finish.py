"""What a release has once: the checksums, the source packages, and the files that name archives by checksum."""

import hashlib
import pathlib
import re
import tarfile
import tempfile
import zipfile

import node_packages
from build import maturin
from manifest import ROOT
from targets import TARGETS

# Filled in with names, version and checksums.
TEMPLATES = [
    "homebrew/copydesk.rb",
    "winget/copydesk.yaml",
    "winget/copydesk.installer.yaml",
    "winget/copydesk.locale.en-US.yaml",
]
BLANK = re.compile(r"@(\w+)(?::([\w.-]+))?@")
# Stands for the checksum of an archive that was not made.
NONE = "0" * 64


def finish(manifest, options, out):
    """Makes what remains when the packages of all systems lie in a folder."""
    made = [target for target in TARGETS.values() if (out / target.archive).is_file()]
    missing = sorted(set(TARGETS) - {target.triple for target in made})
    if missing and not options.partial:
        raise SystemExit(f"no archive for {', '.join(missing)}; --partial goes without")
    with tempfile.TemporaryDirectory() as work:
        node_packages.main(manifest, made, _manual_page(made, out, pathlib.Path(work)), out)
    maturin("sdist", "--out", out / "python")
    _bill_of_materials(out)
    sums = write_checksums(out)
    for name in TEMPLATES:
        source = ROOT / "packaging" / name
        target = out / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(fill(source.read_text(encoding="utf-8"), manifest, sums), encoding="utf-8")


def write_checksums(out):
    """Writes `SHA256SUMS`; the sum of each file that lies in the folder."""
    files = sorted(path for path in out.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    lines = "".join(f"{value}  {name}\n" for name, value in sums.items())
    (out / "SHA256SUMS").write_text(lines, encoding="utf-8", newline="\n")
    return sums


def fill(text, manifest, sums):
    def value(blank):
        name, of = blank.groups()
        return sums.get(of, NONE) if name == "sha256" else getattr(manifest, name)

    return BLANK.sub(value, text)


def _bill_of_materials(out):
    """What the program is built of, as maturin lists it in each wheel."""
    wheel = next((out / "python").glob("*.whl"))
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".cyclonedx.json"))
        (out / "copydesk.cdx.json").write_bytes(packed.read(name))


def _manual_page(made, out, work):
    """The manual page, taken out of an archive into a folder."""
    target = next(target for target in made if target.os != "win32")
    with tarfile.open(out / target.archive) as packed:
        member = packed.extractfile(f"copydesk-{target.triple}/share/man/man1/copydesk.1")
        page = work / "copydesk.1"
        page.write_bytes(member.read())
    return page
