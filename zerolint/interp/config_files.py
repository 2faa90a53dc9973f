"""What a script reads from configuration files of its project: `yaml.safe_load(open("config.yaml"))`.

A value stands in the file, and that is its place. Another run may be given another file, so it is overridable.
"""

from __future__ import annotations

import os
from pathlib import PurePath

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import OVERRIDABLE, Known, Object, Sequence, Unknown, Value
from zerolint.interp.callables import Entries
from zerolint.interp.machine import Interpreter
from zerolint.source.configuration import Item, parse
from zerolint.source.read import Source, Spot

PATH = "path"
"""The slot of an open file, which is unknown otherwise."""
OPENING = frozenset({"open", "read_text", "read_bytes"})
"""Methods of a path that give the file or its text."""


def opened(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`open("config.yaml")`: a file of this path, of which nothing else is known."""
    path = arguments.positional[0] if arguments.positional else arguments.keywords.get("file")
    return opened_at(m, path, place)


def opened_at(m: Interpreter, path: Value | None, place: Place) -> Value:
    """A file, or its text, under a path that may be known."""
    file = m.unknown("call of open", place)
    if isinstance(path, Known) and isinstance(path.value, (str, PurePath)):
        m.write(Object(file.key, "file"), PATH, path)
    return file


def config_file(m: Interpreter, kind: str, source: Value, place: Place) -> Value | None:
    """What a file of this format holds, given its path or the open file; None where it can't be had."""
    path = m.read(Object(source.key, "file"), PATH) if isinstance(source, Unknown) and source.key else source
    search = m.project.search
    if search is None or not isinstance(path, Known) or not isinstance(path.value, (str, PurePath)):
        return None
    found = search.file(os.fspath(path.value))
    data = search.files.data(found) if found is not None else None
    if found is None or data is None:
        return None
    text = data.decode("utf-8", "replace")
    tree = parse(kind, text)
    return None if tree is None else _value(m, tree, Source(found, text, text))


def _value(m: Interpreter, item: Item, source: Source) -> Value:
    place = m.place_of(Spot(source, item.span))
    if isinstance(item.value, dict):
        pairs = tuple((Known(key), _value(m, each, source)) for key, each in item.value.items())
        return m.new("dict", place, {"entries": Entries(pairs, place=place)})
    if isinstance(item.value, list):
        return m.new("list", place, {"items": Sequence(tuple(_value(m, each, source) for each in item.value))})
    return Known(item.value, place=place, marks=frozenset({OVERRIDABLE}))
