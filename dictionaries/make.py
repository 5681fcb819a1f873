#!/usr/bin/env python3
"""make.py FOLDER > english.txt: the words of English from SCOWL's lists, such as Debian's package `scowl` puts into
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


def plain(word):
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


words = set()
for path in pathlib.Path(sys.argv[1]).iterdir():
    name, _, size = path.name.rpartition(".")
    if name.split("-")[0] in SPELLINGS and int(size) <= LARGEST:
        words.update(path.read_text(encoding="utf-8").split())
words |= {plain(word) for word in words}
words = {word for word in words if not (word.endswith("'s") and word[:-2] in words)}
print("# The words of English, American and British, from SCOWL 2020.12.07, sizes up to 70. Made by make.py.")
print("# Copyright 2000-2019 by Kevin Atkinson and others; LICENSE-SCOWL has the notices.")
print("\n".join(sorted(words)))
