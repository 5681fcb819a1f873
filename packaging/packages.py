#!/usr/bin/env python3
"""Makes the packages that people install, from one build of the program for each system.

    packaging/packages.py build [--target TRIPLE] [--zig] [--out FOLDER] [--told-by PROGRAM] [PACKAGE...]
    packaging/packages.py finish [--partial] [--out FOLDER]

`build` makes the packages of one system (archive, wheel, npm, deb); `finish` what a release has once, when those of all
systems lie in the folder. Needs Python 3.11, cargo, maturin, npm, cargo-deb for Debian's package, and zig for --zig.
"""

import argparse
import pathlib
import subprocess

import build
import finish
import manifest
from targets import TARGETS

PACKAGES = ["archive", "wheel", "npm", "deb"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("build")
    one.add_argument("packages", nargs="*", metavar="PACKAGE", help=f"{', '.join(PACKAGES)}; all without a name")
    one.add_argument("--target", choices=TARGETS, help="the system; without it, this one")
    one.add_argument("--zig", action="store_true", help="link for the oldest C library, by zig")
    one.add_argument("--told-by", type=pathlib.Path, help="a program of this version that runs here, to tell the options")
    last = commands.add_parser("finish")
    last.add_argument("--partial", action="store_true", help="go without the systems that have no archive")
    for command in (one, last):
        command.add_argument("--out", type=pathlib.Path, default=manifest.ROOT / "target" / "packages")
    return parser.parse_args()


def host():
    told = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    return next(line.removeprefix("host: ") for line in told.splitlines() if line.startswith("host: "))


def main():
    options = arguments()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if options.command == "finish":
        finish.finish(manifest.read(), options, out)
        return
    unknown = set(options.packages) - set(PACKAGES)
    if unknown:
        raise SystemExit(f"no package is called {', '.join(sorted(unknown))}; there are {', '.join(PACKAGES)}")
    options.packages = options.packages or PACKAGES
    options.cross = bool(options.target) or options.zig
    target = TARGETS[options.target or host()]
    build.build(manifest.read(), target, options, out)


main()
