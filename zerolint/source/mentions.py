"""What a file mentions by name, and whether it writes or reads files: all that a search for writers asks of it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Any

_WRITES = re.compile(
    rb"\b(?:save|savez|savez_compressed|savetxt|save_model|save_weights|dump|ModelCheckpoint"
    rb"|to_(?:csv|parquet|pickle|feather|hdf|json|excel))[ \t]*\("
)
_READS = re.compile(rb"\b(?:load|load_model|load_weights|read_(?:csv|table|parquet|pickle|feather|json|excel))[ \t]*\(")
_COMPOSING = re.compile(rb"\b(?:hydra|gin)\b")
_NAME = re.compile(rb"""(?<![\w.\-])([\w.\-]+)[/\\]*["']""")
"""The last part of a path that ends a string; the first assertion is for speed alone, each word is tried once."""
_PARTING = (b".", b"_", b"-")


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names of files that end a string of a file, and whether it calls anything that writes or reads a file.

    `composing`: libraries it names that put a configuration together of files which no script mentions. `endings`:
    the names that may be the end of one, as in `f"{part}_x.npy"`.
    """

    names: frozenset[bytes]
    writes: bool
    reads: bool
    composing: frozenset[bytes] = frozenset()
    endings: tuple[bytes, ...] = ()


def told(data: bytes) -> Mentions:
    """What the text of a file mentions."""
    # The text of a notebook is inside of strings.
    text = data.replace(rb"\"", b'"') if b'"cells"' in data else data
    return _mentions(
        _NAME.findall(text),
        _WRITES.search(text) is not None,
        _READS.search(text) is not None,
        _COMPOSING.findall(text),
    )


def _mentions(names: list[bytes], writes: bool, reads: bool, composing: list[bytes]) -> Mentions:
    different = frozenset(names)
    endings = tuple(each for each in different if each[:1] in _PARTING)
    return Mentions(different, writes, reads, frozenset(composing), endings)


def encoded(found: Mentions) -> list[Any]:
    """As JSON."""
    names, composing = (b" ".join(sorted(each)).decode("ascii") for each in (found.names, found.composing))
    return [names, found.writes, found.reads, composing]


def decoded(stored: list[Any]) -> Mentions:
    """What was made into this."""
    names, writes, reads, composing = stored
    return _mentions(names.encode().split(), writes, reads, composing.encode().split())


def mentions_path(mentioned: Mentions, path: str) -> bool:
    """Whether the strings of a file have the name of another in them, or the end of it: `f"{part}_x.npy"`.

    `np.savez` adds the suffix by itself.
    """
    name = os.path.basename(path)
    stem, suffix = os.path.splitext(name)
    if name.encode() in mentioned.names or name.encode().endswith(mentioned.endings):
        return True
    return suffix in (".npy", ".npz") and stem.encode() in mentioned.names
