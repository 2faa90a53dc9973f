"""What calls tell of the arguments that functions of the script get from code which is not seen.

`KerasClassifier(build, activation="relu")` calls `build(activation="relu")`, and a search over `activation` puts others
in its place: what `build` has as default says nothing about it.
"""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts.machine import Arguments
from zerolint.facts.values import Known, Value
from zerolint.interp.callables import Bound, Closure, Partial
from zerolint.interp.handed import EVERY
from zerolint.interp.machine import Interpreter

FUNCTIONS = (Closure, Bound, Partial)
PACKED = frozenset({"args", "kwargs", "kwds"})
"""Keywords with what a thread, a process or a pool passes on."""
SEARCHED = frozenset({"param_grid", "param_distributions", "search_spaces", "param_space", "param_name", "params"})
"""Parameters of searches and validation curves that name what they vary."""
SETTING = "set_params"


def note(m: Interpreter, called: str, arguments: Arguments) -> None:
    """Note which parameters a call of code that is not seen, by its last name, has functions of the script get."""
    for value in arguments.values:
        if isinstance(value, FUNCTIONS):
            function, held = _behind(value)
            if isinstance(function, Closure):
                names = set(map(_last, arguments.keywords))
                m.handed.pass_on(function, held | ({EVERY} if arguments.opaque or names & PACKED else names))
    if called == SETTING:
        m.handed.searched |= {EVERY} if arguments.opaque else set(map(_last, arguments.keywords))
    elif "Search" in called or not SEARCHED.isdisjoint(arguments.keywords):
        given = [value for name, value in arguments.keywords.items() if name in SEARCHED] or arguments.positional[1:2]
        for value in given:
            m.handed.searched.update(map(_last, _names(m, value)))


def fixing(m: Interpreter, made: Partial) -> Partial:
    """What `functools.partial` made, given back: whoever calls it passes what it fixes to the function inside."""
    function, names = _behind(made)
    if isinstance(function, Closure):
        m.handed.pass_on(function, names)
    return made


def _last(name: str) -> str:
    """The parameter of a function in that of a wrapper or a pipeline: `net__model__units`."""
    return name.rpartition("__")[2]


def _names(m: Interpreter, value: Value) -> Iterator[str]:
    """The parameters that a search is told to vary: a name, the keys of a dict, those of each dict in a list."""
    if isinstance(value, Known) and isinstance(value.value, str):
        yield value.value
        return
    entries = m.entries(value)
    if entries is not None:
        for key in entries:
            yield key.value if isinstance(key, Known) and isinstance(key.value, str) else EVERY
        return
    items = m.elements(value)
    if items is None:
        yield EVERY
        return
    for each in items:
        yield from _names(m, each)


def _behind(value: Value) -> tuple[Value, set[str]]:
    """The function in methods and partials, and the parameters that these fix."""
    first, names = 0, set[str]()
    while isinstance(value, (Bound, Partial)):
        if isinstance(value, Partial):
            first += len(value.arguments)
            names.update(name for name, _ in value.keywords)
        else:
            first += 1
        value = value.function
    if isinstance(value, Closure):
        parameters = value.node.params
        plain = [each.name.value for each in (*parameters.posonly_params, *parameters.params)]
        names.update(plain[:first])
    return value, names
