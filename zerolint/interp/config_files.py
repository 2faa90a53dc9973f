"""What a script reads from configuration files of its project: `yaml.safe_load(open("config.yaml"))`.

A value stands in the file, and that is its place. Another run may be given another file, so it is overridable.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import PurePath

from zerolint.facts.machine import Arguments
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.values import OVERRIDABLE, Known, Object, Sequence, Value
from zerolint.interp.callables import Entries
from zerolint.interp.machine import Interpreter
from zerolint.interp.saved_files import PATH, path_of
from zerolint.source.configuration import Item, parse
from zerolint.source.gin import NotGin, Reference, statements
from zerolint.source.read import Source, Spot

OPENING = frozenset({"open", "read_text", "read_bytes"})
"""Methods of a path that give the file or its text."""


def opened(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`open("config.yaml")`: a file of this path, of which nothing else is known."""
    given = arguments.positional
    path = given[0] if given else arguments.keywords.get("file")
    return opened_at(m, path, given[1] if len(given) > 1 else arguments.keywords.get("mode"), place)


def opened_at(m: Interpreter, path: Value | None, mode: Value | None, place: Place) -> Value:
    """A file, or its text, under a path that may be known; what is opened to be written holds nothing known yet."""
    file = m.unknown("call of open", place)
    if isinstance(path, Known) and isinstance(path.value, (str, PurePath)):
        m.write(Object(file.key, "file"), PATH, path)
        if isinstance(mode, Known) and isinstance(mode.value, str) and set("wax") & set(mode.value):
            m.save(path, m.unknown("what is written into a file", place))
    return file


def config_file(m: Interpreter, kind: str, source: Value, place: Place) -> Value | None:
    """What a file of this format holds, given its path or the open file; None where it can't be had."""
    path = path_of(m, source)
    search = m.project.search
    if search is None or not isinstance(path, Known) or not isinstance(path.value, (str, PurePath)):
        return None
    found = search.file(os.fspath(path.value))
    data = search.files.data(found) if found is not None else None
    if found is None or data is None:
        return None
    text = data.decode("utf-8", "replace")
    file = Source(found, text, text)
    return _read(m, kind, text, lambda item: m.place_of(Spot(file, item.span)))


def config_text(m: Interpreter, kind: str, source: Value, place: Place) -> Value | None:
    """What a text of this format holds; all of it stands where the text does."""
    if not isinstance(source, Known) or not isinstance(source.value, str):
        return None
    at = place if source.place == NOWHERE else source.place
    return _read(m, kind, source.value, lambda _: at)


def _read(m: Interpreter, kind: str, text: str, place_of: Callable[[Item], Place]) -> Value | None:
    if kind != "gin":
        tree = parse(kind, text)
        return None if tree is None else _value(m, tree, place_of)
    try:
        found = statements(text)
    except NotGin:
        return None
    return Sequence(tuple(Sequence((Known(selector), _value(m, item, place_of))) for selector, item in found))


def _value(m: Interpreter, item: Item, place_of: Callable[[Item], Place]) -> Value:
    place = place_of(item)
    match item.value:
        case dict():
            pairs = tuple((Known(key), _value(m, each, place_of)) for key, each in item.value.items())
            return m.new("dict", place, {"entries": Entries(pairs, place=place)})
        case list():
            return m.new("list", place, {"items": Sequence(tuple(_value(m, each, place_of) for each in item.value))})
        case tuple():
            return Sequence(tuple(_value(m, each, place_of) for each in item.value), place=place)
        case Reference(name, sign, called):
            return m.new(f"gin.{sign}", place, {"name": Known(name), "called": Known(called)})
    return Known(item.value, place=place, marks=frozenset({OVERRIDABLE}))
