"""gin: functions and classes of the script whose parameters a file gives, where the call does not.

What was measured in gin-config 0.5: an explicit argument goes before a binding, a later binding before an earlier one,
whichever file it is in; macros are looked up when the value is asked for, so one that is defined below counts; a class
is configured by its own `__init__`, which its subclasses inherit. A selector may leave out parts of the module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Sequence, Symbol, Value
from zerolint.knowledge.overriding import overridable
from zerolint.knowledge.registry import transfer

_STATE = Object(-2, "gin")
"""What was bound so far, by `name.param`: its slots."""
_OPEN = "open"
"""The slot with how often something was bound that is not known: what was bound before may be another thing."""
_MOST_STEPS = 8
"""Macros and references behind each other that are followed, and files that include each other."""


def _spelled(name: str) -> tuple[str, str]:
    """What the package exports is in its module `config` as well."""
    return f"gin.{name}", f"gin.config.{name}"


def is_required(value: Value | None) -> bool:
    """Whether this stands for a value that a file is to give."""
    return isinstance(value, Symbol) and value.name in _spelled("REQUIRED")


def configurable(m: Machine, decorator: Value, name: str, module: str) -> str | None:
    """The full name under which a decorator lets a function or class of this name and module be configured."""
    if isinstance(decorator, Symbol):
        return f"{module}.{name}" if decorator.name in _spelled("configurable") else None
    if not isinstance(decorator, Object) or decorator.kind != "gin.configurable":
        return None
    given, within = _text(m.read(decorator, "name")), _text(m.read(decorator, "module"))
    return f"{within or module}.{given or name}"


def register(m: Machine, full: str, value: Value) -> None:
    """From here on `@name` in a file stands for this."""
    m.write(_STATE, f"@{_last(full)}", value)


def bound(m: Machine, full: str, param: str, default: Value | None, place: Place) -> Value | None:
    """What a parameter of a configurable is where the call does not say; None where nothing says it.

    Another run may be given another file, so a default is overridable as well.
    """
    key = f"{_last(full)}.{param}"
    if m.read(_STATE, f"/{key}") is not None:
        return m.unknown(f"{param}, which gin binds in a scope", place)
    held = m.read(_STATE, key)
    value = None if held is None else m.lift(lambda each: _valid(m, each, full, place), held)
    if value is not None:
        return value
    if _opened(m) != 0:
        return m.unknown(f"{param}, which gin may bind", place)
    return None if default is None or is_required(default) else overridable(m, default)


def others(m: Machine, full: str, place: Place) -> Mapping[str, Value]:
    """All that is bound of a configurable, which may take more by `**` than its parameters."""
    names = [str(each.value) for each in _names(m, full) if isinstance(each, Known)]
    found = {name: bound(m, full, name, None, place) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _valid(m: Machine, held: Value, full: str, place: Place) -> Value:
    """A binding that holds for this configurable, and nothing unknown was bound behind it."""
    if isinstance(held, Sequence) and len(held.items) == 3:
        selector, opened, value = held.items
        named = _text(selector) or ""
        if opened == Known(_opened(m)) and (full == named or full.endswith(f".{named}")):
            return _resolved(m, value, place)
    return m.unknown("a binding of gin's", place)


def _resolved(m: Machine, value: Value, place: Place, steps: int = _MOST_STEPS) -> Value:
    """A value with its macros looked up and its references followed."""
    if not isinstance(value, Object) or value.kind not in ("gin.%", "gin.@") or not steps:
        return value
    name = _text(m.read(value, "name")) or ""
    if value.kind == "gin.%":
        held = m.read(_STATE, f"%{name}")
        found = held.items[2] if isinstance(held, Sequence) and held.items[1] == Known(_opened(m)) else None
        return m.unknown(f"the macro {name}", place) if found is None else _resolved(m, found, place, steps - 1)
    found = None if "/" in name else m.read(_STATE, f"@{_last(name)}")
    if found is None:
        return m.unknown(f"@{name} of gin's", place)
    return m.call(found, (), {}, value.place) if m.read(value, "called") == Known(True) else found


@transfer(*_spelled("configurable"))
def decorating(m: Machine, call: Call) -> Value:
    """`@gin.configurable("name", module="a.b")`; `gin.configurable(function)` is the decorator itself."""
    first = call.rest[0] if call.rest else call.extra.get("name_or_fn", NONE)
    if first != NONE and not isinstance(first, Known):
        return m.unknown("a configurable", call.place)
    return m.new("gin.configurable", call.place, {"name": first, "module": call.extra.get("module", NONE)})


@transfer(*_spelled("parse_config_file"))
def parse_config_file(m: Machine, call: Call) -> Value:
    """Bind what stands in a file."""
    _read(m, call.rest[0] if call.rest else call.extra.get("config_file", NONE), call.place)
    return NONE


@transfer(*_spelled("parse_config"))
def parse_config(m: Machine, call: Call) -> Value:
    """Bind what stands in a text, or in several."""
    _bind_texts(m, call.rest[0] if call.rest else call.extra.get("bindings", NONE), call.place)
    return NONE


@transfer(*_spelled("parse_config_files_and_bindings"))
def parse_config_files_and_bindings(m: Machine, call: Call) -> Value:
    """Bind what stands in files, and then in texts."""
    given = dict(zip(("config_files", "bindings"), call.rest, strict=False)) | dict(call.extra)
    files = given.get("config_files", NONE)
    for each in _listed(m, files) if files != NONE else ():
        _read(m, each, call.place)
    _bind_texts(m, given.get("bindings", NONE), call.place, overriding=True)
    return NONE


@transfer(*_spelled("bind_parameter"))
def bind_parameter(m: Machine, call: Call) -> Value:
    """`gin.bind_parameter("train.lr", 0.1)`."""
    given = (*call.rest, NONE, NONE)
    _bind(m, given[0], overridable(m, given[1]), call.place)
    return NONE


@transfer(*_spelled("query_parameter"))
def query_parameter(m: Machine, call: Call) -> Value:
    """What was bound: `gin.query_parameter("train.lr")`, `gin.query_parameter("%macro")`."""
    key = _text(call.rest[0]) if call.rest else None
    held = None if key is None else m.read(_STATE, key if key.startswith("%") else ".".join(key.split(".")[-2:]))
    if isinstance(held, Sequence) and held.items[1] == Known(_opened(m)):
        return _resolved(m, held.items[2], call.place)
    return m.unknown("a binding of gin's", call.place)


@transfer(*_spelled("clear_config"))
def clear_config(m: Machine, call: Call) -> Value:
    """Nothing is bound any more; here: nothing is known of it."""
    _forget(m)
    return NONE


def _read(m: Machine, path: Value, place: Place, steps: int = _MOST_STEPS) -> None:
    found = m.config_file("gin", path, place) if steps else None
    if found is None:
        _forget(m)
        return
    _bind_all(m, found, place, steps)


def _bind_texts(m: Machine, texts: Value, place: Place, *, overriding: bool = False) -> None:
    """Bind what stands in texts; of those that only override what is bound anyway, one that is not known is left."""
    for each in _listed(m, texts) if texts != NONE else ():
        found = m.config_file("gin", each, place, is_text=True)
        if found is not None:
            _bind_all(m, found, place, _MOST_STEPS)
        elif isinstance(each, Known) or not overriding:
            _forget(m)


def _bind_all(m: Machine, found: Value, place: Place, steps: int) -> None:
    for each in m.elements(found) or ():
        if isinstance(each, Sequence):
            selector, value = each.items
            if selector == Known("include"):
                _read(m, value, place, steps - 1)
            else:
                _bind(m, selector, value, place)


def _bind(m: Machine, selector: Value, value: Value, place: Place) -> None:
    text = _text(selector)
    if text is None:
        _forget(m)
        return
    scope, _, name = text.rpartition("/")
    path, _, param = name.rpartition(".")
    held = Sequence((Known(path), Known(_opened(m)), value), place=place)
    if scope and path:
        # Which scope is entered where is not followed.
        m.write(_STATE, f"/{_last(path)}.{param}", Known(True))
    elif path:
        m.write(_STATE, f"{_last(path)}.{param}", held)
        names = _names(m, path)
        if Known(param) not in names:
            m.write(_STATE, f"{_last(path)}:", Sequence((*names, Known(param))))
    else:
        m.write(_STATE, f"%{text}", held)


def _names(m: Machine, path: str) -> tuple[Value, ...]:
    """The parameters that were bound of a configurable."""
    held = m.read(_STATE, f"{_last(path)}:")
    return held.items if isinstance(held, Sequence) else ()


def _forget(m: Machine) -> None:
    """Something was bound that is not known."""
    m.write(_STATE, _OPEN, Known(abs(_opened(m)) + 1))


def _opened(m: Machine) -> int:
    """How often that happened; where only some paths did it, a number that none of them has."""
    held = m.read(_STATE, _OPEN)
    if held is None:
        return 0
    return held.value if isinstance(held, Known) and isinstance(held.value, int) else -1


def _listed(m: Machine, value: Value) -> Iterator[Value]:
    """The items of a list, or the one thing that is given in its stead."""
    items = None if isinstance(value, Known) else m.elements(value)
    yield from (value,) if items is None else items


def _text(value: Value | None) -> str | None:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


def _last(dotted: str) -> str:
    return dotted.rpartition(".")[2]
