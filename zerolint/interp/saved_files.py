"""What scripts of the project write into files and read from them again: the same thing, wherever it is read.

A file that this run did not write may be the work of another script of the project. That one is run first, as it was
when the file was written, and what it did is part of this run from there on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath

from zerolint.facts.events import Event
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.saved import TakenOver
from zerolint.facts.values import NONE, Choice, Known, Object, Sequence, Unknown, Value, alternatives
from zerolint.interp.callables import Entries
from zerolint.interp.handed import Handed
from zerolint.interp.heap import UNSET, Delta
from zerolint.interp.machine import EVALUATIONS_PER_NODE, Interpreter
from zerolint.interp.own_modules import from_folder_of, named, refused, run_body
from zerolint.interp.project import MODULE_KIND, SAVED
from zerolint.knowledge.saving import PICKLES
from zerolint.source.import_graph import ImportGraph
from zerolint.source.own_modules import OwnModule
from zerolint.source.writers import Writer, writers

PATH = "path"
"""The slot of an open file, which is unknown otherwise."""
MOST_WRITERS = 4
"""Scripts that are tried for one file."""
MOST_TEXT = 400_000
"""Bytes of these scripts and of all that they import."""
MOST_RUNS = 8
"""Scripts that are run for one script, as writers of what it reads."""
MOST_EVALUATIONS = 60_000
"""By which one of them may lengthen the run."""
DEEPEST = 4
"""Levels of tuples, lists and dicts that are kept as they were."""


def save(m: Interpreter, file: Value, value: Value) -> None:
    """A file, given by its path or open, holds this value from here on."""
    kept, path = _as_it_is(m, value), path_of(m, file)
    for _, each in alternatives(path or NONE):
        for key in _keys(m, each):
            # Which of several files it is that is written, is not known of any of them.
            m.heap.set((SAVED, key), kept if isinstance(path, Known) else m.unknown("one of several files"))
            if not m.project.running:
                m.project.foreign.discard(key)


def saved(m: Interpreter, file: Value, place: Place) -> Value | None:
    """What a file holds, given by its path or open; None where that is not known."""
    path = path_of(m, file)
    keys = _keys(m, path)
    value = _held(m, keys)
    if value is None and keys and isinstance(path, Known):
        _run_writer(m, os.fspath(path.value), keys)
        value = _held(m, keys)
    if value is None:
        return None
    if not m.project.running and any(key in m.project.foreign for key in keys):
        m.event(TakenOver(place=place, values=tuple(_parts(m, value))))
    return _as_it_is(m, value)


def path_of(m: Interpreter, file: Value) -> Value | None:
    """The path of a file that is given by it, or open."""
    if isinstance(file, Unknown) and file.key:
        return m.read(Object(file.key, "file"), PATH)
    return m.here(file)


def _keys(m: Interpreter, path: Value | None) -> tuple[str, ...]:
    """The names of a file in the table: counted from the script's folder, and as it is written, if not from the top.

    Which folder a script is run from is not known; two that write one path the same way are run from the same.
    """
    if not isinstance(path, Known) or not isinstance(path.value, (str, PurePath)) or m.project.search is None:
        return ()
    text = os.path.normpath(os.fspath(path.value))
    absolute = os.path.normpath(os.path.join(os.path.dirname(m.project.search.script), text))
    return (absolute,) if os.path.isabs(text) else (absolute, os.path.join(os.curdir, text))


def _held(m: Interpreter, keys: tuple[str, ...]) -> Value | None:
    found = next((held for key in keys if (held := m.heap.get((SAVED, key))) is not None), None)
    if found is None:
        return None
    return m.lift(lambda each: m.unknown("a file from before") if each is UNSET else each, m.here(found))


def _as_it_is(m: Interpreter, value: Value, depth: int = DEEPEST) -> Value:
    """A value as it is now: arrays in their present order, tuples, lists and dicts of their own."""

    def part(each: Value) -> Value:
        return _as_it_is(m, each, depth - 1)

    value = m.current(value)
    if not depth or not isinstance(value, (Choice, Sequence, Object)):
        return value
    if isinstance(value, Choice):
        return m.lift(part, value)
    if isinstance(value, Sequence):
        return replace(value, items=tuple(map(part, value.items)))
    items, entries = _items(m, value), m.entries(value) if value.kind == "dict" else None
    if items is not None:
        return m.new(value.kind, value.place, {"items": Sequence(tuple(map(part, items)))})
    if entries is not None:
        pairs = tuple((key, part(each)) for key, each in entries.items())
        return m.new("dict", value.place, {"entries": Entries(pairs)})
    return value


def _items(m: Interpreter, value: Object) -> tuple[Value, ...] | None:
    if value.kind == PICKLES:
        held = m.read(value, "items")
        return held.items if isinstance(held, Sequence) else None
    return m.elements(value) if value.kind == "list" else None


def _parts(m: Interpreter, value: Value, depth: int = DEEPEST) -> Iterator[Value]:
    """What a tuple, a list or a dict holds, and what these hold; anything else is its own part."""
    inner: Iterable[Value] | None = None
    if isinstance(value, Sequence):
        inner = value.items
    elif isinstance(value, Object):
        entries = m.entries(value) if value.kind == "dict" else None
        inner = _items(m, value) if entries is None else entries.values()
    if not depth or inner is None:
        yield value
        return
    for each in inner:
        yield from _parts(m, each, depth - 1)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What the run of a script did, to be done once more or left."""

    delta: Delta
    events: tuple[Event, ...]
    definitions: tuple[object, ...]
    loaded: tuple[OwnModule, ...]
    modules: dict[str, Value]
    handed: Handed
    sought: frozenset[str]
    foreign: frozenset[str]


def _run_writer(m: Interpreter, path: str, keys: tuple[str, ...]) -> None:
    """Run the one script of the project that writes a file; where there are several, what is in it is not known."""
    search = m.project.search
    if search is None or keys[0] in m.project.sought or len(m.project.running) >= MOST_WRITERS:
        return
    m.project.sought.add(keys[0])
    found: list[tuple[Writer, _Trial]] = []
    # What runs already is asked for what it has not written yet.
    candidates = [each for each in writers(search, path) if each.path not in m.project.running]
    graph = ImportGraph(search.files)
    if len(candidates) > MOST_WRITERS:
        return
    search.consulted.update(*(each.parts for each in candidates))
    if sum(graph.extent(each.path) for each in candidates) > MOST_TEXT:
        return
    for each in candidates:
        if not any(other.path in each.parts for other, _ in found):
            trial = _tried(m, each.path)
            if trial is not None and any((SAVED, key) in trial.delta for key in keys):
                found.append((each, trial))
    if len(found) == 1:
        _keep(m, found[0][1])


def _tried(m: Interpreter, path: str) -> _Trial | None:
    """Run a script, and take back what it did; None where it can't be run."""
    assert m.project.search is not None
    module = m.project.search.files.module(path)
    if module is None or refused(m, module) is not None or m.project.runs >= MOST_RUNS:
        return None
    m.project.runs += 1
    project, before = m.project, dict(m.project.modules)
    events, definitions, loaded = len(m.events), len(m.definitions), len(project.loaded)
    handed, sought, foreign = m.handed.copy(), set(project.sought), set(project.foreign)
    with _as_a_script(m, path), m.heap.trial() as delta:
        owner = m.new(MODULE_KIND, NOWHERE)
        project.paths[owner.key] = path
        named(m, owner, path, "__main__")
        project.add(module)
        run_body(m, module, owner)
    trial = _Trial(
        delta,
        tuple(m.events[events:]),
        tuple(m.definitions[definitions:]),
        tuple(project.loaded[loaded:]),
        {each: value for each, value in project.modules.items() if each not in before},
        m.handed,
        frozenset(project.sought),
        frozenset({name for key, name in delta if key == SAVED}) | project.foreign,
    )
    del m.events[events:], m.definitions[definitions:]
    project.remove(trial.loaded, trial.modules)
    m.handed, project.sought, project.foreign = handed, sought, foreign
    return trial


def _keep(m: Interpreter, trial: _Trial) -> None:
    with m.heap.on_every_path():
        m.heap.apply(trial.delta)
    for event in trial.events:
        m.events.append(replace(event, order=len(m.events)))
    m.definitions += trial.definitions
    m.project.modules.update(trial.modules)
    for module in trial.loaded:
        m.project.add(module)
        m.project.earlier.add(module.path)
    m.handed, m.project.sought, m.project.foreign = trial.handed, set(trial.sought), set(trial.foreign)


@contextmanager
def _as_a_script(m: Interpreter, path: str) -> Iterator[None]:
    """Run something as a script of its own: with its own budget, and imports that start from its folder."""
    project, search = m.project, m.project.search
    assert search is not None
    saved = m.budget, m.unused, m.uncalled, m.irregular
    module = search.files.module(path)
    own = EVALUATIONS_PER_NODE * (len(module.source.text) // 4) if module is not None else 0
    m.budget, m.unused, m.uncalled = min(own + 5_000, MOST_EVALUATIONS), NOWHERE, False
    project.running.append(path)
    try:
        with from_folder_of(m, path):
            yield
    finally:
        project.running.pop()
        m.budget, m.unused, m.uncalled, irregular = saved
        # What a script of its own does is no matter of the call around it, which is not to be replayed.
        m.irregular = irregular + 1
