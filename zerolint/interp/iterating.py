"""Built-in functions that give or take iterators: nothing runs before an item is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.sizes import ENDLESS
from zerolint.facts.values import NONE, Known, Object, Sequence, Unknown, Value, choose, ordinary_alternatives
from zerolint.interp import containers
from zerolint.interp.concrete import truth
from zerolint.interp.dunders import special
from zerolint.interp.machine import Interpreter, soft


def zip_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`zip(a, b)`: as long as the shortest."""
    sources = arguments.positional

    def run() -> tuple[Value, ...] | None:
        if len(set(sources)) < len(sources) and all(isinstance(each, Object) for each in sources):
            return _taking_turns(m, sources)
        columns = [containers.consume(m, each) for each in sources]
        known = [column for column in columns if column is not None]
        if len({len(column) for column in known}) > 1:
            # The shortest ends it; the longer ones have items left.
            for each in sources:
                containers.begin(m, each)
        return None if len(known) < len(columns) else tuple(map(Sequence, zip(*known, strict=False)))

    def typical() -> Value:
        return Sequence(tuple(containers.element(m, each, place) for each in sources))

    lengths = {containers.length(m, each) for each in sources} - {ENDLESS}
    length = lengths.pop() if len(lengths) == 1 else Unknown("the shortest of several")
    return containers.make_iterator(m, run, typical, place, length, aligned=True)


def columns(m: Interpreter, rows: Value, place: Place) -> Value | None:
    """`zip(*rows)` of rows of unknown number: a list for each of their items; None where these are not known."""
    typical = containers.typical(m, rows)
    kinds = [each for _, each in ordinary_alternatives(typical)] if typical is not None else []
    known = [each for each in kinds if isinstance(each, Sequence)]
    if len({len(each.items) for each in known}) != 1:
        return None
    made: list[Value] = []
    branch = m.fresh()
    for items in zip(*(each.items for each in known), strict=True):
        element = choose([(soft(branch, arm), each) for arm, each in enumerate(items)])
        made.append(m.new("list", place, {"items": Unknown("an item of each row"), "element": element}))
    return Sequence(tuple(made), place=place)


def _taking_turns(m: Interpreter, sources: tuple[Value, ...]) -> tuple[Value, ...] | None:
    """`zip(it, it)`: the same iterator is asked in turns."""
    columns = {each: containers.consume(m, each) for each in dict.fromkeys(sources)}
    if None in columns.values():
        return None
    shared: dict[Value, Iterator[Value]] = {each: iter(items or ()) for each, items in columns.items()}
    walked = [
        shared[each] if isinstance(each, Object) and each.kind in containers.ITERATORS else iter(columns[each] or ())
        for each in sources
    ]
    return tuple(map(Sequence, zip(*walked, strict=False)))


def enumerate_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`enumerate(items, start)`."""
    if not arguments.positional:
        return m.unknown("call of enumerate", place)
    source = arguments.positional[0]
    start = arguments.positional[1] if len(arguments.positional) > 1 else arguments.keywords.get("start", Known(0))
    first = start.value if isinstance(start, Known) and isinstance(start.value, int) else None

    def run() -> tuple[Value, ...] | None:
        items = containers.consume(m, source)
        if items is None or first is None:
            return None
        return tuple(Sequence((Known(first + i), item)) for i, item in enumerate(items))

    def typical() -> Value:
        return Sequence((m.unknown("a position", place), containers.element(m, source, place)))

    return containers.make_iterator(m, run, typical, place, containers.length(m, source), aligned=True)


def reversed_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`reversed(items)`."""
    source = arguments.positional[0] if arguments.positional else NONE

    def run() -> tuple[Value, ...] | None:
        items = containers.elements(m, source)
        return None if items is None else items[::-1]

    typical = partial(containers.element, m, source, place)
    return containers.make_iterator(m, run, typical, place, containers.length(m, source))


def map_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`map(function, *iterables)`: the function runs for each item that is asked for."""
    function, *sources = arguments.positional or (NONE,)

    def run() -> tuple[Value, ...] | None:
        columns = [containers.consume(m, each) for each in sources]
        known = [column for column in columns if column is not None]
        if len(known) < len(columns) or not columns:
            return None
        return tuple(m.call(function, each, {}, place) for each in zip(*known, strict=False))

    def typical() -> Value:
        return m.call(function, [containers.element(m, each, place) for each in sources], {}, place)

    length = containers.length(m, sources[0]) if len(sources) == 1 else None
    return containers.make_iterator(m, run, typical, place, length)


def filter_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`filter(function, items)`."""
    if len(arguments.positional) != 2:
        return m.unknown("call of filter", place)
    function, source = arguments.positional

    def keeps(item: Value) -> bool | None:
        return truth(m, item if function == NONE else m.call(function, (item,), {}, place))

    def run() -> tuple[Value, ...] | None:
        items = containers.consume(m, source)
        verdicts = [keeps(each) for each in items or ()]
        if items is None or None in verdicts:
            return None
        return tuple(each for each, kept in zip(items, verdicts, strict=True) if kept)

    return containers.make_iterator(m, run, lambda: containers.element(m, source, place), place)


def next_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`next(iterator, default)`: takes the first item that is left."""
    if not arguments.positional:
        return m.unknown("next", place)
    source = arguments.positional[0]
    if isinstance(source, Object) and source.kind in containers.ITERATORS:
        items = containers.asked(m, source)
        if items:
            m.write(source, "items", Sequence(items[1:]))
            return items[0]
        if items is not None:
            return arguments.positional[1] if len(arguments.positional) > 1 else m.unknown("an empty iterator", place)
    own = special(m, "next", source, (), place)
    if own is None and len(arguments.positional) > 1:
        containers.element(m, source, place)
        return m.unknown("an item of an iterator that may have none", place)
    return own if own is not None else containers.element(m, source, place)


def iter_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`iter(items)`: a new iterator over a container, an iterator itself."""
    if len(arguments.positional) != 1:
        return m.unknown("iter", place)
    source = arguments.positional[0]
    if isinstance(source, Sequence) or (isinstance(source, Object) and source.kind in containers.CONTAINERS):
        return containers.make_iterator(
            m,
            lambda: containers.elements(m, source),
            lambda: containers.element(m, source, place),
            place,
            containers.length(m, source),
        )
    own = special(m, "iter", source, (), place)
    return own if own is not None else source
