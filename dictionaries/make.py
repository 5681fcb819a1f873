#!/usr/bin/env python3
"""make.py FOLDER: writes english.txt and english-rare.txt, the common and the rarer words of English, from SCOWL's lists, such as Debian's package `scowl` puts into
/usr/share/dict/scowl (version 2020.12.07). Python's standard library only.

Kept are the words of up to size 70 in American and British spelling with their first variants, and with letters that
have marks also the same word without the marks. Left out are possessives of words that are in the list: a program tells
those by themselves.
"""
import pathlib
import sys
import unicodedata

SPELLINGS = ("english", "american", "british", "british_z", "variant_1", "british_variant_1")
LARGEST = 70
# Words of a greater size are rarer.
COMMON = 40


def plain(word):
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


sizes = {}
for path in pathlib.Path(sys.argv[1]).iterdir():
    name, _, size = path.name.rpartition(".")
    if name.split("-")[0] in SPELLINGS and int(size) <= LARGEST:
        for word in path.read_text(encoding="utf-8").split():
            sizes[word] = min(int(size), sizes.get(word, LARGEST))
for word in list(sizes):
    sizes.setdefault(plain(word), sizes[word])
words = sorted(word for word in sizes if not (word.endswith("'s") and word[:-2] in sizes))
for name, what, is_kept in (
    ("english.txt", f"common words of English, American and British, sizes up to {COMMON}", lambda size: size <= COMMON),
    ("english-rare.txt", f"rarer words of English, sizes up to {LARGEST}", lambda size: size > COMMON),
):
    head = f"# The {what}, from SCOWL 2020.12.07. Made by make.py.\n# Copyright 2000-2018 by Kevin Atkinson and others; LICENSE-SCOWL has the notices.\n"
    text = "".join(f"{word}\n" for word in words if is_kept(sizes[word]))
    (pathlib.Path(__file__).parent / name).write_text(head + text, encoding="utf-8")
