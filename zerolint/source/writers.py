"""Which scripts of a project may hand files to each other, told from their text alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zerolint.source.around import around
from zerolint.source.import_graph import ImportGraph
from zerolint.source.mentions import Mentions, decoded, encoded, mentions_path, told
from zerolint.source.own_modules import MENTIONED, WRITTEN, Files, Search

_PYTHON = (".py", ".ipynb")
DATA = tuple(b".csv .h5 .hdf5 .joblib .keras .npy .npz .parquet .feather .pickle .pkl .sav".split())
"""How the names of files end that scripts hand to each other."""
_LARGEST = 1_000_000
"""Bytes of a file that is looked at."""
MOST_SURE = 8
"""Scripts that write and mention a file themselves: twice as many as are run to see which of them has written it."""


class Writer(NamedTuple):
    """A script that may write a file; `parts` are its own file and all that it imports, by absolute path."""

    path: str
    parts: frozenset[str]


def writers(search: Search, path: str) -> list[Writer]:
    """The scripts around one script that write files and mention the name of this one.

    Those that do both themselves come first, those that import a module which does follow; of each kind the nearest
    first. What may become such a script counts as consulted. Where many do, none is given: which wrote it is not known.
    """
    wanted = [path, *sorted(_configurations(search, path))]
    found = searched(search, wanted, ImportGraph(search.files))
    asked = "\0".join((search.script, *wanted))
    search.consulted |= {f"{WRITTEN}:{asked}", *(f"{MENTIONED}:{each}" for each in found.concerned)}
    return found.writers


class Searched(NamedTuple):
    """What a search for writers came to; `concerned` are the files that write any file, or mention the wanted one."""

    writers: list[Writer]
    concerned: set[str]


def searched(search: Search, wanted: Sequence[str], graph: ImportGraph) -> Searched:
    """The search itself: for the first of these paths, which stands in the others."""
    sharing: list[str] = []
    sure: set[str] = set()
    writing: set[str] = set()
    naming: set[str] = set()
    for each in _around(search):
        mentioned = mentions(search.files, each)
        if mentioned is None:
            continue
        names = any(mentions_path(mentioned, one) for one in wanted)
        writing |= {each} if mentioned.writes else set()
        naming |= {each} if names else set()
        if each != search.script and _may_share(search.script, each, wanted[0]):
            sharing.append(each)
            sure |= {each} if mentioned.writes and names else set()
        if len(sure) > MOST_SURE:
            break
    found: list[Writer] = []
    for each in sharing if writing and naming and len(sure) <= MOST_SURE else ():
        parts = frozenset({each, *graph.reached(each)})
        if parts & writing and parts & naming:
            found.append(Writer(each, parts))
        if len(found) > MOST_SURE:
            found = []
            break
    return Searched(sorted(found, key=lambda each: each.path not in sure), writing | naming)


def suppliers(search: Search, data: bytes, graph: ImportGraph) -> Iterator[str]:
    """The files around a script that write files and mention one that it reads; `data` is what the script holds."""
    mentioned = with_imports(graph, search.script, told(data))
    names = {each for each in mentioned.names if each.endswith(DATA)}
    if mentioned.reads and names:
        for each in _around(search):
            other = mentions(search.files, each)
            if other is not None and other.writes and other.names & names and each != search.script:
                yield each


def _around(search: Search) -> Iterator[str]:
    """The Python files around the script; a text under the name of no file lies beside none."""
    return around(search.files, os.path.dirname(search.script)) if search.files.exists(search.script) else iter(())


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
    kept = None if files.known_mentions is None else files.known_mentions.get(path)
    found = _told_anew(files, path) if kept is None else decoded(kept[0])
    files.mentions[path] = (stamp, found)
    return found


def _told_anew(files: Files, path: str) -> Mentions | None:
    data = files.data(path)
    if data is None or len(data) > _LARGEST:
        return None
    found = told(data)
    if files.known_mentions is not None and files.states is not None:
        files.known_mentions.put(path, encoded(found), {path: files.states.word(path)})
    return found


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
