"""Python's own containers and their methods, on the heap."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zerolint.facts import rows as rowsets
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Choice, Known, Object, Sequence, Symbol, Tensor, Unknown, Value, choose
from zerolint.interp.callables import Entries
from zerolint.interp.machine import Interpreter
from zerolint.knowledge import item_set
from zerolint.knowledge.tensors import ITEM, make

MOST_ITEMS = 512
KEYS = (Known, Sequence, Symbol, Object, Tensor)
"""What a dict can be keyed by and still be known: constants, and things that go by identity."""
TEXT_METHODS = frozenset(
    "lower upper strip lstrip rstrip replace format startswith endswith split join title capitalize zfill count find "
    "index isdigit removeprefix removesuffix rsplit splitlines partition encode".split()
)


def elements(m: Interpreter, value: Value) -> tuple[Value, ...] | None:
    """The items of an iterable of known length, in order; None where unknown."""
    value = m.here(value)
    if isinstance(value, Sequence):
        return value.items
    if isinstance(value, Known) and isinstance(value.value, str) and len(value.value) <= MOST_ITEMS:
        return tuple(Known(character, place=value.place) for character in value.value)
    if isinstance(value, Object):
        if value.kind in ("list", "set"):
            items = m.read(value, "items")
            return items.items if isinstance(items, Sequence) else None
        if value.kind == "dict":
            known = entries(m, value)
            return None if known is None else tuple(known)
    return None


def entries(m: Interpreter, value: Value) -> Mapping[Value, Value] | None:
    """The items of a dict with known keys; None where unknown."""
    if isinstance(value, Object) and value.kind == "dict":
        contents = m.read(value, "entries")
        if isinstance(contents, Entries):
            return dict(contents.items)
    return None


def element(m: Interpreter, value: Value, place: Place) -> Value:
    """A typical item of an iterable whose length is not known."""
    if isinstance(value, Object):
        typical = m.read(value, "element")
        if typical is not None:
            return typical
        items = m.read(value, "items")
        if isinstance(items, Choice):
            found = [each for _, arm in items.arms if isinstance(arm, Sequence) for each in arm.items]
            if found:
                return m.unknown("an item of a list that differs by branch", place)
    if isinstance(value, Tensor):
        return make(m, ITEM, (value,), place)
    return m.unknown("an item of an unknown iterable", place)


def length(m: Interpreter, value: Value) -> Value:
    """How many items an iterable gives; of arrays a formula over their size."""
    items = elements(m, value)
    if items is not None:
        return Known(len(items))
    if isinstance(value, Object):
        return m.read(value, "length") or Unknown(f"the items of a {value.kind}")
    value = m.current(value)
    if isinstance(value, Tensor) and value.rows is not None:
        return rowsets.size(value.rows)
    return Unknown("the items of something unknown")


def make_list(m: Interpreter, items: tuple[Value, ...], place: Place) -> Object:
    """A new list object."""
    return m.new("list", place, {"items": Sequence(items, place=place)})


def make_dict(m: Interpreter, items: Mapping[Value, Value], place: Place) -> Object:
    """A new dict object with known keys."""
    return m.new("dict", place, {"entries": Entries(tuple(items.items()), place=place)})


def forget(m: Interpreter, value: Value, reason: str) -> None:
    """Something unseen may have changed this list, dict or object: forget its contents."""
    if isinstance(value, Object):
        for slot in ("items", "entries", "layers", "updated", "_loss_tracker"):
            if m.read(value, slot) is not None:
                m.write(value, slot, Unknown(reason))


def store(m: Interpreter, owner: Value, index: Value, value: Value) -> None:
    """`owner[index] = value`."""
    if not isinstance(owner, Object) or owner.kind not in ("dict", "list"):
        item_set(m, owner, index, value)
        return
    if owner.kind == "dict":
        known = entries(m, owner)
        if known is not None and isinstance(index, KEYS):
            m.write(owner, "entries", Entries((*({**known, index: value}).items(),)))
        else:
            m.write(owner, "entries", Unknown("a key that is not known"))
    elif owner.kind == "list":
        items = elements(m, owner)
        if (
            items is not None
            and isinstance(index, Known)
            and type(index.value) is int
            and -len(items) <= index.value < len(items)
        ):
            changed = list(items)
            changed[index.value] = value
            m.write(owner, "items", Sequence(tuple(changed)))
        else:
            m.write(owner, "items", Unknown("an index that is not known"))


ListMethod = Callable[[Interpreter, Object, tuple[Value, ...], Place], Value]


def _change(m: Interpreter, owner: Object, function: Callable[[tuple[Value, ...]], tuple[Value, ...]]) -> Value:
    """Replace the items on each alternative; an unknown list stays unknown."""

    def apply(items: Value) -> Value:
        return (
            Sequence(function(items.items))
            if isinstance(items, Sequence) and len(items.items) < MOST_ITEMS
            else Unknown("a long or unknown list")
        )

    items = m.read(owner, "items")
    if isinstance(items, Choice):
        m.write(owner, "items", choose([(labels, apply(arm)) for labels, arm in items.arms]))
    elif items is not None:
        m.write(owner, "items", apply(items))
    return NONE


def _extend(m: Interpreter, owner: Object, arguments: tuple[Value, ...], place: Place) -> Value:
    more = elements(m, arguments[0]) if arguments else None
    if more is None:
        m.write(owner, "items", Unknown("extended by something unknown"))
        return NONE
    return _change(m, owner, lambda items: items + more)


def _insert(m: Interpreter, owner: Object, arguments: tuple[Value, ...], place: Place) -> Value:
    if len(arguments) == 2 and isinstance(arguments[0], Known) and isinstance(arguments[0].value, int):
        index = arguments[0].value
        return _change(m, owner, lambda items: (*items[:index], arguments[1], *items[index:]))
    m.write(owner, "items", Unknown("an index that is not known"))
    return NONE


def _pop(m: Interpreter, owner: Object, arguments: tuple[Value, ...], place: Place) -> Value:
    items = elements(m, owner)
    index = arguments[0].value if arguments and isinstance(arguments[0], Known) else -1
    if items and isinstance(index, int) and -len(items) <= index < len(items):
        left = list(items)
        taken = left.pop(index)
        m.write(owner, "items", Sequence(tuple(left)))
        return taken
    m.write(owner, "items", Unknown("an item was removed"))
    return m.unknown("an item of an unknown list", place)


LIST_METHODS: dict[str, ListMethod] = {
    "append": lambda m, owner, arguments, place: _change(m, owner, lambda items: (*items, *arguments[:1])),
    "add": lambda m, owner, arguments, place: _change(m, owner, lambda items: (*items, *arguments[:1])),
    "extend": _extend,
    "update": _extend,
    "insert": _insert,
    "pop": _pop,
    "clear": lambda m, owner, arguments, place: _change(m, owner, lambda items: ()),
    "reverse": lambda m, owner, arguments, place: _change(m, owner, lambda items: items[::-1]),
    "copy": lambda m, owner, arguments, place: m.new(owner.kind, place, {"items": m.read(owner, "items") or Unknown()}),
}


def list_method(m: Interpreter, owner: Object, name: str, arguments: tuple[Value, ...], place: Place) -> Value:
    """A method of a list or set; one that is not modelled forgets the contents if it may change them."""
    method = LIST_METHODS.get(name)
    if method is not None:
        return method(m, owner, arguments, place)
    if name in ("sort", "remove", "discard", "intersection_update", "difference_update"):
        forget(m, owner, f"list.{name}")
        return NONE
    return m.unknown(f"list.{name}", place)


def dict_method(
    m: Interpreter, owner: Object, name: str, arguments: tuple[Value, ...], keywords: Mapping[str, Value], place: Place
) -> Value:
    """A method of a dict."""
    known = entries(m, owner)
    if name in ("update", "setdefault", "pop", "clear", "popitem"):
        return _change_dict(m, owner, name, arguments, keywords, place)
    if known is None:
        return m.unknown("a dict whose keys are not known", place)
    if name == "get" and arguments:
        if isinstance(arguments[0], Known):
            return known.get(arguments[0], arguments[1] if len(arguments) > 1 else NONE)
        return m.unknown("a key that is not known", place)
    if name == "items":
        return make_list(m, tuple(Sequence((key, value)) for key, value in known.items()), place)
    if name in ("keys", "values"):
        return make_list(m, tuple(known if name == "keys" else known.values()), place)
    if name == "copy":
        return make_dict(m, known, place)
    return m.unknown(f"dict.{name}", place)


def _change_dict(
    m: Interpreter, owner: Object, name: str, arguments: tuple[Value, ...], keywords: Mapping[str, Value], place: Place
) -> Value:
    known = entries(m, owner)
    if known is None:
        return m.unknown("a dict whose keys are not known", place)
    changed = dict(known)
    result: Value = NONE
    if name == "update":
        more = entries(m, arguments[0]) if arguments else {}
        if more is None:
            m.write(owner, "entries", Unknown("updated by something unknown"))
            return NONE
        changed.update(more)
        changed.update({Known(key): value for key, value in keywords.items()})
    elif name in ("setdefault", "pop") and arguments and isinstance(arguments[0], Known):
        default = arguments[1] if len(arguments) > 1 else NONE
        result = (
            changed.setdefault(arguments[0], default) if name == "setdefault" else changed.pop(arguments[0], default)
        )
    elif name == "clear":
        changed = {}
    else:
        m.write(owner, "entries", Unknown("a key that is not known"))
        return m.unknown("a key that is not known", place)
    m.write(owner, "entries", Entries(tuple(changed.items())))
    return result


def text_method(
    m: Interpreter, owner: Known, name: str, arguments: tuple[Value, ...], keywords: Mapping[str, Value], place: Place
) -> Value:
    """A method of a str with constant arguments, as Python computes it."""
    values: list[object] = []
    for argument in arguments:
        if isinstance(argument, Known):
            values.append(argument.value)
            continue
        items = elements(m, argument)
        if items is None or not all(isinstance(item, Known) for item in items):
            return m.unknown(f"str.{name}", place)
        values.append([item.value for item in items if isinstance(item, Known)])
    if name not in TEXT_METHODS or not all(isinstance(value, Known) for value in keywords.values()):
        return m.unknown(f"str.{name}", place)
    try:
        result = getattr(owner.value, name)(
            *values, **{key: value.value for key, value in keywords.items() if isinstance(value, Known)}
        )
    except Exception:
        # A wrong argument: the script raises here, and nothing is known behind it.
        return m.unknown(f"str.{name} raises", place)
    if isinstance(result, list):
        return make_list(m, tuple(Known(each, place=place) for each in result), place)
    if isinstance(result, tuple):
        return Sequence(tuple(Known(each, place=place) for each in result), place=place)
    return Known(result, place=place)


def truth(m: Interpreter, value: Value) -> bool | None:
    """Python's truth of a value; None where unknown."""
    match value:
        case Known():
            return bool(value.value)
        case Sequence():
            return bool(value.items)
        case Object(kind="list" | "set"):
            items = elements(m, value)
            return None if items is None else bool(items)
        case Object(kind="dict"):
            known = entries(m, value)
            return None if known is None else bool(known)
        case Unknown() | Tensor() | Choice():
            return None
        case Object():
            return True
    return None
