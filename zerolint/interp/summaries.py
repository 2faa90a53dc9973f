"""Calls that were run before: where nothing they depend on has changed, they are replayed instead of run again.

A replay gives what the call would give: fresh identities, its events once more. (Two calls of `build_model()` are
two models.) Without replays, helpers that call each other twice a level cost 2 ** levels.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, cast

from zerolint.facts.events import Event
from zerolint.facts.machine import Arguments
from zerolint.facts.paths import Label, Labels
from zerolint.facts.places import Place
from zerolint.facts.values import Choice, Sequence, Tensor, Value
from zerolint.interp.callables import ClassValue, Closure, Deferred, Entries
from zerolint.interp.heap import Delta, Slot
from zerolint.interp.machine import Interpreter

MOST_KEPT = 4
"""Summaries kept of one function, the latest ones."""
DEEPEST = 200
"""Levels of things made in one call that are made again without running it."""
IDENTITIES = frozenset({"key", "frame"})
"""Fields that hold an identity; `scopes` holds several, a path label its branch."""
PLAIN = frozenset({"node", "place", "marks"})
"""Fields that hold none; a node is a whole tree."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One call: what it depended on, and what it did.

    Identities above `first` up to `last` were given in it. `branches` are the tests of unknown values that it
    was the first to meet; `fixed` the branches that go by a place, and are the same in every call.
    """

    function: Closure | ClassValue
    arguments: Arguments
    place: Place
    labels: Labels
    contexts: tuple[Value, ...]
    read: dict[Slot, Value | None]
    value: Value
    delta: Delta
    events: tuple[Event, ...]
    first: int
    last: int
    branches: tuple[tuple[int, int], ...]
    fixed: frozenset[int]


def recorded(
    m: Interpreter, function: Closure | ClassValue, arguments: Arguments, place: Place, run: Callable[[], Value]
) -> Value:
    """What `run` gives, which makes this call; or, where the same call was made before, what that gave.

    `place` is where the call's own result is said to be made, if anywhere.
    """
    for summary in reversed(m.summaries.get(id(function.node), [])):
        if summary.place == place and _same_function(summary.function, function) and _applies(m, summary, arguments):
            with suppress(_TooDeep):
                return _repeat(m, summary)
    first, events, branches, irregular = m.newest, len(m.events), len(m.branches), m.irregular
    value, watch, delta = m.heap.watched(first, run)
    deferred = any(isinstance(each, Deferred) for each in delta.values())
    if m.irregular == irregular and m.budget > 0 and not deferred:
        met = list(islice(m.branches.items(), branches, None)) if len(m.branches) > branches else []
        summary = Summary(
            function,
            arguments,
            place,
            m.labels,
            m.contexts,
            watch.read,
            value,
            delta,
            tuple(m.events[events:]),
            first,
            m.newest,
            tuple((identity, branch) for identity, branch in met if isinstance(identity, int)),
            frozenset(branch for identity, branch in met if not isinstance(identity, int)),
        )
        kept = m.summaries.setdefault(id(function.node), [])
        kept.append(summary)
        del kept[:-MOST_KEPT]
    return value


def _same_function(first: Closure | ClassValue, second: Closure | ClassValue) -> bool:
    """Whether two closures of one `def` do the same: they see the same variables and have the same defaults."""
    if first is second or not isinstance(first, Closure) or not isinstance(second, Closure):
        return first is second
    return first.scopes == second.scopes and all(
        same(value, second.defaults.get(name)) for name, value in first.defaults.items()
    )


def _applies(m: Interpreter, summary: Summary, arguments: Arguments) -> bool:
    given = summary.arguments
    return (
        summary.labels == m.labels
        and summary.contexts == m.contexts
        and given.opaque == arguments.opaque
        and len(given.positional) == len(arguments.positional)
        and len(given.after) == len(arguments.after)
        and list(given.keywords) == list(arguments.keywords)
        and all(map(same, given.positional, arguments.positional))
        and all(map(same, given.after, arguments.after))
        and all(same(value, arguments.keywords[name]) for name, value in given.keywords.items())
        and all(same(value, m.heap.get(slot)) for slot, value in summary.read.items())
    )


def same(first: Value | None, second: Value | None) -> bool:
    """Equal, and written at the same places: findings point there."""
    if first is second:
        return True
    if first is None or second is None or type(first) is not type(second):
        return False
    if first.place != second.place or first.marks != second.marks:
        return False
    if isinstance(first, Sequence) and isinstance(second, Sequence):
        return len(first.items) == len(second.items) and all(map(same, first.items, second.items))
    if isinstance(first, Entries) and isinstance(second, Entries):
        pairs = zip(first.items, second.items, strict=False)
        return len(first.items) == len(second.items) and all(same(a, c) and same(b, d) for (a, b), (c, d) in pairs)
    if isinstance(first, Choice) and isinstance(second, Choice):
        arms = zip(first.arms, second.arms, strict=False)
        return len(first.arms) == len(second.arms) and all(a == c and same(b, d) for (a, b), (c, d) in arms)
    return first == second


def _repeat(m: Interpreter, summary: Summary) -> Value:
    rename = _Renaming(summary, m.newest - summary.first)
    value: Value = rename(summary.value)
    events = [rename(event) for event in summary.events]
    changed = [((rename.identity(key), name), rename(each)) for (key, name), each in summary.delta.items()]
    m.skip(summary.last - summary.first)
    for identity, branch in summary.branches:
        m.branches[rename.identity(identity)] = rename.identity(branch)
    delta = {slot: m.heap.holdable(slot, written) for slot, written in changed}
    for key in {key for key, _ in summary.delta}:
        if key in m.attribute_names:
            m.attribute_names[rename.identity(key)] = dict(m.attribute_names[key])
    m.heap.apply(delta)
    m.budget -= len(delta) + len(summary.events)
    for event in events:
        m.again(event)
    return value


@cache
def _fields(kind: Hashable) -> tuple[str, ...]:
    assert isinstance(kind, type)
    return tuple(each.name for each in dataclasses.fields(kind) if each.name not in PLAIN)


class _TooDeep(Exception):
    """What a call made is nested too deeply to be made again."""


class _Renaming:
    """Gives what a call made the identities of another call; raises _TooDeep."""

    def __init__(self, summary: Summary, offset: int) -> None:
        self._summary = summary
        self._offset = offset
        self._done: dict[int, tuple[Any, Any]] = {}
        self._depth = 0

    def identity(self, key: int) -> int:
        """The new identity of something made in the call; others keep theirs."""
        made = self._summary.first < key <= self._summary.last and key not in self._summary.fixed
        return key + self._offset if made else key

    def __call__(self, thing: Any) -> Any:
        """The thing with new identities; the thing itself where nothing in it has one."""
        if isinstance(thing, Label):
            return thing._replace(branch=self.identity(thing.branch))
        if isinstance(thing, (tuple, frozenset)):
            made = [self(each) for each in thing]
            changed = any(new is not old for new, old in zip(made, thing, strict=True))
            return type(thing)(made) if changed else thing
        if isinstance(thing, dict):
            return {key: self(each) for key, each in thing.items()}
        if not dataclasses.is_dataclass(thing) or isinstance(thing, type):
            return thing
        if isinstance(thing, Tensor) and 0 < thing.key <= self._summary.first:
            # Made before the call, as is all that it is made of.
            return thing
        known = self._done.get(id(thing))
        if known is None:
            if self._depth == DEEPEST:
                raise _TooDeep
            self._depth += 1
            # The original is kept beside, so that its address is not given to another.
            known = self._done[id(thing)] = (thing, self._renamed(thing))
            self._depth -= 1
        return known[1]

    def _renamed(self, thing: Any) -> Any:
        changed = {}
        for name in _fields(cast(Hashable, type(thing))):
            before = getattr(thing, name)
            if name in IDENTITIES:
                after = self.identity(before) if isinstance(before, int) else self(before)
            elif name == "scopes":
                after = tuple(map(self.identity, before))
            else:
                after = self(before)
            if (after is not before and after != before) or (after is not before and isinstance(before, (tuple, dict))):
                changed[name] = after
        return dataclasses.replace(thing, **changed) if changed else thing
