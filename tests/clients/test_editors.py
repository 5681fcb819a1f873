"""Editors' own clients of the language server: pygls, Node's protocol library, Neovim, Emacs' eglot.

Each goes through the same afternoon, in its own way, and writes down what its user sees: a draft is opened, a finding
mended, another one silenced, the configuration broken and mended, the draft renamed, a second folder opened.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys

import pytest

from conftest import CLIENTS, REPOSITORY

EDITORS = REPOSITORY / "tests" / "clients" / "editors"

CONFIG = "packs: [house.yml]\n"
HOUSE = """pack: house
rules:
  quay:
    check: existence
    message: Write “pier”.
    tokens: [quay]
"""
# Columns behind an emoji and CJK signs differ in bytes, UTF-16 units and characters.
DRAFT = "# News of the harbour\n\n🙂 漢字 The quay is shut.\n\n👨‍👩‍👧 We read the the plan.\n"


def pygls():
    if importlib.util.find_spec("pygls") is None:
        pytest.skip("pygls is not installed")
    return [sys.executable, EDITORS / "with_pygls.py"]


def node():
    if shutil.which("node") is None or not (CLIENTS / "node/node_modules/vscode-languageserver-protocol").is_dir():
        pytest.skip("vscode-languageserver-protocol is not installed")
    return ["node", EDITORS / "with_node.mjs"]


def neovim():
    if shutil.which("nvim") is None:
        pytest.skip("nvim is not installed")
    return ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {EDITORS / 'with_neovim.lua'}"]


def emacs():
    if shutil.which("emacs") is None:
        pytest.skip("emacs is not installed")
    has_eglot = subprocess.run(["emacs", "--batch", "--eval", "(require 'eglot)"], capture_output=True)
    if has_eglot.returncode != 0:
        pytest.skip("eglot is not installed")
    return ["emacs", "--batch", "-l", EDITORS / "with_eglot.el"]


def large():
    """A draft of 5,000 words with a finding at its end."""
    words = "The council met at noon to hear what the harbour needs before the winter comes to the town. "
    paragraph = words * 5 + "\n\n"
    return "# News of the harbour\n\n" + paragraph * 58 + "We read the the plan.\n"


@pytest.fixture(params=[pygls, node, neovim, emacs], ids=lambda client: client.__name__)
def seen(request, tmp_path):
    """What the user of a client saw."""
    command = request.param()
    house, second = tmp_path / "house", tmp_path / "second"
    for folder, config in ((house, CONFIG), (second, "rules: {words.doubled: off}\n")):
        (folder / ".git").mkdir(parents=True)
        (folder / ".copydesk.yml").write_text(config)
        (folder / "draft.md").write_text(DRAFT)
    (house / "house.yml").write_text(HOUSE)
    (house / "large.md").write_text(large())
    written = tmp_path / "seen.json"
    environment = {
        **os.environ,
        "HOUSE": str(house),
        "SECOND": str(second),
        "SEEN": str(written),
        "NODE_MODULES": str(CLIENTS / "node" / "node_modules"),
        "XDG_STATE_HOME": str(tmp_path),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [str(part) for part in command], cwd=house, env=environment, capture_output=True, text=True, timeout=240
    )
    assert written.exists(), f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    told = json.loads(written.read_text())
    assert "error" not in told, f"{told}\n{done.stdout}\n{done.stderr}"
    return told


def test_an_afternoon_in_an_editor(seen):
    both = [["house.quay", "quay"], ["words.doubled", "the the"]]
    assert sorted(seen["opened"]) == both, "the words are underlined, whatever stands before them"
    assert seen["fixed"] == DRAFT.replace("the the", "the")
    assert seen["left"] == [["house.quay", "quay"]]
    comment = "<!-- copydesk-disable-next-line house.quay -- the reason -->\n"
    assert seen["silenced"].replace("${1:the reason}", "the reason") == seen["fixed"].replace("🙂", comment + "🙂")
    assert seen["silent"] == []
    # The configuration is broken, and the rule of the house speaks on.
    assert seen["broken"] == [["house.quay", "quay"]]
    assert seen["mistake"]["line"] == 1
    assert "rulez" in seen["mistake"]["message"]
    assert seen["mended"] == []
    assert seen["renamed"] == both
    assert seen["second"] == [], "there the rule is off, and the pack of the other house is not known"
    # Shown by `tests/clients/run -s -k editors`; machines differ, so nothing is asked of it.
    for name, what in (("milliseconds", "a key"), ("milliseconds_after_a_save", "a key after a save")):
        if took := sorted(seen.get(name, [])):
            print(f"{what} to diagnostics, 5,000 words: {took[len(took) // 2]:.1f} ms, at most {took[-1]:.1f} ms")
