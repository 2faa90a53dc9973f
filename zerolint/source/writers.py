"""Which scripts of a project may hand files to each other, told from their text alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from zerolint.source.digest import digest
from zerolint.source.discovery import DEFAULT_EXCLUDE
from zerolint.source.import_graph import ImportGraph
from zerolint.source.own_modules import SUPPLIED, WRITTEN, Files, Mentions, Search

_WRITES = re.compile(
    rb"\b(?:save|savez|savez_compressed|savetxt|save_model|save_weights|dump|ModelCheckpoint"
    rb"|to_(?:csv|parquet|pickle|feather|hdf|json|excel))[ \t]*\("
)
_READS = re.compile(rb"\b(?:load|load_model|load_weights|read_(?:csv|table|parquet|pickle|feather|json|excel))[ \t]*\(")
_COMPOSING = re.compile(rb"\b(?:hydra|gin)\b")
_NAME = re.compile(rb"""(?<![\w.\-])([\w.\-]+)[/\\]*["']""")
"""The last part of a path that ends a string; the first assertion is for speed alone, each word is tried once."""
_PYTHON = (".py", ".ipynb")
_PARTING = (b".", b"_", b"-")
DATA = tuple(b".csv .h5 .hdf5 .joblib .keras .npy .npz .parquet .feather .pickle .pkl .sav".split())
"""How the names of files end that scripts hand to each other."""
_MOST_FILES = 400
_MOST_FOLDERS = 400
MOST_SURE = 8
"""Scripts that write and mention a file themselves: twice as many as are run to see which of them has written it."""
_MOST_ENTRIES = 2_000
"""Entries of one folder, which may be one of a hundred thousand pictures."""
_LARGEST = 1_000_000
"""Bytes of a file that is looked at."""


class Writer(NamedTuple):
    """A script that may write a file; `parts` are its own file and all that it imports, by absolute path."""

    path: str
    parts: frozenset[str]


def writers(search: Search, path: str) -> list[Writer]:
    """The scripts around one script that write files and mention the name of this one.

    Those that do both themselves come first, those that import a module which does follow; of each kind the nearest
    first. What may become such a script counts as consulted. Where many do, none is given: which wrote it is not known.
    """
    wanted = [path, *_configurations(search, path)]
    sharing: list[str] = []
    sure: set[str] = set()
    writing: set[str] = set()
    naming: set[str] = set()
    for each in islice(_around(search), _MOST_FILES):
        told = mentions(search.files, each)
        if told is None:
            continue
        names = any(mentions_path(told, one) for one in wanted)
        writing |= {each} if told.writes else set()
        naming |= {each} if names else set()
        if each != search.script and _may_share(search.script, each, path):
            sharing.append(each)
            sure |= {each} if told.writes and names else set()
        if len(sure) > MOST_SURE:
            break
    search.consulted |= writing | naming | {f"{WRITTEN}:{search.script}\0{path}"}
    if not writing or not naming or len(sure) > MOST_SURE:
        return []
    graph = ImportGraph(search.files)
    found: list[Writer] = []
    for each in sharing:
        parts = frozenset({each, *graph.reached(each)})
        if parts & writing and parts & naming:
            found.append(Writer(each, parts))
        if len(found) > MOST_SURE:
            return []
    return sorted(found, key=lambda each: each.path not in sure)


def suppliers(search: Search, data: bytes) -> Iterator[str]:
    """The files around a script that write files and mention one that it reads; `data` is what the script holds."""
    graph = ImportGraph(search.files)
    told = with_imports(graph, search.script, _told(data))
    names = {each for each in told.names if each.endswith(DATA)}
    if told.reads and names:
        for each in islice(_around(search), _MOST_FILES):
            other = mentions(search.files, each)
            if other is not None and other.writes and other.names & names and each != search.script:
                yield each


def answers(files: Files) -> dict[str, Callable[[str], str]]:
    """The words that tell whether it is still the same scripts that may have written what one reads."""

    def written(question: str) -> str:
        script, _, path = question.partition("\0")
        return _digest(each.path for each in writers(Search(script, files), path))

    def supplied(script: str) -> str:
        found = suppliers(Search(script, files), files.data(script) or b"")
        return _digest(f"{each} {files.stamp(each)}" for each in found)

    return {WRITTEN: written, SUPPLIED: supplied}


def _digest(lines: Iterable[str]) -> str:
    return digest("\n".join(sorted(lines)))


def with_imports(graph: ImportGraph, path: str, own: Mentions | None = None) -> Mentions:
    """What a script and the modules that it imports mention; `own` is what it mentions itself, where that is known."""
    own = own or mentions(graph.files, path)
    inner = [mentions(graph.files, each) for each in graph.reached(path)]
    parts = [each for each in (own, *inner) if each is not None]
    names = frozenset(name for each in parts for name in each.names)
    return Mentions(names, any(each.writes for each in parts), any(each.reads for each in parts))


def mentions(files: Files, path: str) -> Mentions | None:
    """What one file mentions; None where it can't be read."""
    stamp = files.stamp(path)
    known = files.mentions.get(path)
    if known is not None and stamp is not None and known[0] == stamp:
        return known[1]
    data = files.data(path)
    if data is None or len(data) > _LARGEST:
        return None
    found = _told(data)
    files.mentions[path] = (stamp, found)
    return found


def _told(data: bytes) -> Mentions:
    # The text of a notebook is inside of strings.
    text = data.replace(rb"\"", b'"') if b'"cells"' in data else data
    return Mentions(
        frozenset(_NAME.findall(text)),
        _WRITES.search(text) is not None,
        _READS.search(text) is not None,
        frozenset(_COMPOSING.findall(text)),
    )


def mentions_path(told: Mentions, path: str) -> bool:
    """Whether the strings of a file have the name of another in them, or the end of it: `f"{part}_x.npy"`.

    `np.savez` adds the suffix by itself.
    """
    name = os.path.basename(path)
    stem, suffix = os.path.splitext(name)
    spellings = {each.encode() for each in ((name, stem) if suffix in (".npy", ".npz") else (name,))}
    if told.names & spellings:
        return True
    return any(each[:1] in _PARTING and name.encode().endswith(each) for each in told.names)


def _configurations(search: Search, path: str) -> Iterator[str]:
    """The configuration files that the script has read and in which this path stands."""
    for each in search.consulted:
        if os.path.isabs(each) and not each.endswith(_PYTHON):
            data = search.files.data(each) if search.files.exists(each) else None
            if data is not None and os.path.basename(path).encode() in data:
                yield each


def _may_share(script: str, other: str, path: str) -> bool:
    """Whether two scripts may mean one file by this path, run from one folder.

    A bare name in two folders that lie beside each other is that of two files.
    """
    here, there = (os.path.join(os.path.dirname(each), "") for each in (script, other))
    return bool(os.path.dirname(path)) or here.startswith(there) or there.startswith(here)


def _around(search: Search) -> Iterator[str]:
    """The Python files in the script's folder and below, then those around it, up to the top of the project.

    A text under the name of no file lies beside none.
    """
    if not search.files.exists(search.script):
        return
    seen: set[str] = set()
    waiting: list[str] = []
    for top in search.files.above(os.path.dirname(search.script)):
        waiting.append(top)
        while waiting and len(seen) < _MOST_FOLDERS:
            folder = waiting.pop(0)
            if folder not in seen:
                seen.add(folder)
                own, inner = _listed(search.files, folder)
                yield from own
                waiting += inner


def _listed(files: Files, folder: str) -> tuple[list[str], list[str]]:
    """The Python files in a folder, texts that stand in for files included, and the folders in it."""
    stamp = files.stamp(folder)
    known = files.folders.get(folder)
    if known is None or known[0] != stamp:
        known = files.folders[folder] = (stamp, *_scanned(folder))
    unsaved = [path for path in files.texts if path.endswith(_PYTHON) and os.path.dirname(path) == folder]
    own = [each for each in dict.fromkeys((*known[1], *unsaved)) if files.texts.get(each, b"") is not None]
    return own, known[2]


def _scanned(folder: str) -> tuple[list[str], list[str]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(islice(entries, _MOST_ENTRIES), key=lambda each: each.name)
            own = [each.path for each in found if each.name.endswith(_PYTHON) and each.is_file()]
            inner = [each.path for each in found if each.is_dir(follow_symlinks=False) and _entered(each)]
    except OSError:
        return [], []
    return own, inner


def _entered(folder: os.DirEntry[str]) -> bool:
    if folder.name.startswith(".") or folder.name in DEFAULT_EXCLUDE:
        return False
    return not os.path.exists(os.path.join(folder.path, "pyvenv.cfg"))
