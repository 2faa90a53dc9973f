"""Objects that hold values by name: namespaces, named tuples, data classes, and what copies them or lists them."""

from __future__ import annotations

from collections.abc import Mapping

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Object, Sequence, Symbol, Unknown, Value
from zerolint.knowledge.registry import transfer

NAMED_TUPLE = "typing.NamedTuple"
"""The kind of every named tuple."""
NAMED_TUPLE_CLASS = "collections.namedtuple"
NAMESPACES = frozenset({"argparse.Namespace", "types.SimpleNamespace", "optparse.Values"})
SETTINGS = frozenset({"pydantic.BaseSettings", "pydantic.v1.BaseSettings", "pydantic_settings.BaseSettings"})
"""Models whose fields the environment overrides."""
MODELS = frozenset({"pydantic.BaseModel", "pydantic.v1.BaseModel", "sqlmodel.SQLModel"}) | SETTINGS
"""Classes of pydantic that make a data class of each subclass."""
RECORDS = NAMESPACES | {NAMED_TUPLE} | MODELS
"""Kinds of objects that are known by their attributes."""
BY_ATTRIBUTE = "by attribute"
"""The slot of a dict whose items are read and set as attributes as well."""
DEEPEST = 8


def _of_models(*methods: str) -> list[str]:
    """Methods of pydantic's models by their full names."""
    return [f"{model}.{method}" for model in sorted(MODELS) for method in methods]


def named(m: Machine, kind: str, attributes: Mapping[str, Value], place: Place) -> Object:
    """A new object with these attributes."""
    made = m.new(kind, place)
    for name, value in attributes.items():
        m.set_attribute(made, name, value)
    return made


def dict_of(m: Machine, items: Mapping[str, Value], place: Place) -> Value:
    """A new dict with these items."""
    return m.call(Symbol("builtins.dict"), (), dict(items), place)


@transfer(*NAMESPACES)
def namespace(m: Machine, call: Call) -> Value:
    """`SimpleNamespace(lr=0.1)`: attributes as given, by a dict in newer versions of Python."""
    first = m.entries(call.rest[0]) if call.rest else None
    given = {str(key.value): value for key, value in (first or {}).items() if isinstance(key, Known)}
    return named(m, call.name, {**given, **call.extra}, call.place)


@transfer(NAMED_TUPLE_CLASS, NAMED_TUPLE)
def named_tuple_class(m: Machine, call: Call) -> Value:
    """`Config = namedtuple("Config", "lr units", defaults=[0.1, 32])`, `NamedTuple("Config", [("lr", float)])`."""
    fields = call.rest[1] if len(call.rest) > 1 else call.extra.get("field_names", call.extra.get("fields"))
    names: list[Value] = []
    if isinstance(fields, Known) and isinstance(fields.value, str):
        names = [Known(name) for name in fields.value.replace(",", " ").split()]
    elif fields is not None:
        pairs = m.elements(fields) or ()
        names = [each.items[0] if isinstance(each, Sequence) and each.items else each for each in pairs]
    if not names or not all(isinstance(name, Known) for name in names):
        return m.unknown("a namedtuple of unknown fields", call.place)
    defaults = m.elements(call.extra["defaults"]) if "defaults" in call.extra else ()
    slots = {"fields": Sequence(tuple(names)), "defaults": Sequence(defaults or ())}
    return m.new(NAMED_TUPLE_CLASS, call.place, slots)


@transfer(f"{NAMED_TUPLE_CLASS}.__call__")
def named_tuple(m: Machine, call: Call) -> Value:
    """`Config(lr=0.1, units=32)`."""
    fields, defaults = _sequence(m, call.owner, "fields"), _sequence(m, call.owner, "defaults")
    names = [str(each.value) for each in fields if isinstance(each, Known)]
    last = names[len(names) - len(defaults) :] if defaults else []
    given = {**dict(zip(last, defaults, strict=False)), **dict(zip(names, call.rest, strict=False)), **call.extra}
    missing = {name: m.unknown(f"the field {name}", call.place) for name in names if name not in given}
    return named(m, NAMED_TUPLE, {name: {**given, **missing}[name] for name in names}, call.place)


@transfer(f"{NAMED_TUPLE_CLASS}._make")
def make_named_tuple(m: Machine, call: Call) -> Value:
    """`Config._make([0.1, 32])`."""
    items = m.elements(call.rest[0]) if call.rest else None
    return m.unknown("a named tuple", call.place) if items is None else m.call(call.owner, items, {}, call.place)


def _sequence(m: Machine, owner: Value, slot: str) -> tuple[Value, ...]:
    held = m.read(owner, slot) if isinstance(owner, Object) else None
    return held.items if isinstance(held, Sequence) else ()


@transfer(f"{NAMED_TUPLE}._asdict", *_of_models("dict", "model_dump"))
def own_dict(m: Machine, call: Call) -> Value:
    """`config._asdict()`, `config.model_dump()`."""
    return listed(m, call.owner, call.place, deep=not call.name.startswith(NAMED_TUPLE))


@transfer("dataclasses.asdict", "attr.asdict", "attrs.asdict")
def as_dict(m: Machine, call: Call) -> Value:
    """`asdict(config)`: the fields, and those of data classes in them."""
    return listed(m, _first(call), call.place, deep=True)


@transfer("dataclasses.astuple", "attr.astuple", "attrs.astuple")
def as_tuple(m: Machine, call: Call) -> Value:
    """`astuple(config)`."""
    owner = _first(call)
    held = m.attributes(owner) if isinstance(owner, Object) else None
    return m.unknown("a tuple", call.place) if not held else Sequence(tuple(held.values()), place=call.place)


def listed(m: Machine, owner: Value, place: Place, *, deep: bool, depth: int = DEEPEST) -> Value:
    """The attributes of an object as a dict."""
    held = m.attributes(owner) if isinstance(owner, Object) else {}
    if not held:
        return m.unknown("the fields of something unknown", place)

    def part(value: Value) -> Value:
        inner = deep and depth and isinstance(value, Object) and m.read(value, "__class__") is not None
        return listed(m, value, place, deep=deep, depth=depth - 1) if inner else value

    return dict_of(m, {name: part(value) for name, value in held.items()}, place)


@transfer("dataclasses.replace", "copy.replace", "attr.evolve", "attrs.evolve")
def replaced(m: Machine, call: Call) -> Value:
    """`replace(config, lr=0.01)`: a copy with other fields."""
    return _changed(m, _first(call), call.extra, call.place)


@transfer(f"{NAMED_TUPLE}._replace")
def own_replaced(m: Machine, call: Call) -> Value:
    """`config._replace(lr=0.01)`."""
    return _changed(m, call.owner, call.extra, call.place)


@transfer(*_of_models("copy", "model_copy"))
def model_copy(m: Machine, call: Call) -> Value:
    """`config.model_copy(update={"lr": 0.01})`."""
    changes = m.entries(call.extra["update"]) if "update" in call.extra else {}
    if changes is None:
        return m.unknown("a copy with unknown changes", call.place)
    named_changes = {str(key.value): value for key, value in changes.items() if isinstance(key, Known)}
    return _changed(m, call.owner, named_changes, call.place)


def _changed(m: Machine, owner: Value, changes: Mapping[str, Value], place: Place) -> Value:
    made = m.copied(owner, place, deep=False)
    if isinstance(made, Object):
        for name, value in changes.items():
            m.set_attribute(made, name, value)
    return made


@transfer(*_of_models("parse_obj", "model_validate"), f"{NAMED_TUPLE}._make", static=True)
def from_mapping(m: Machine, call: Call) -> Value:
    """`Config.model_validate({"lr": 0.1})`, called on the class, which is the first argument."""
    cls, *given = call.rest or (Unknown("a class"),)
    if call.name.endswith("_make"):
        items = m.elements(given[0]) if given else None
        return m.unknown("a named tuple", call.place) if items is None else m.call(cls, items, {}, call.place)
    entries = m.entries(given[0]) if given else None
    if entries is None or not all(isinstance(key, Known) and isinstance(key.value, str) for key in entries):
        return m.unknown("what is validated", call.place)
    return m.call(cls, (), {key.value: each for key, each in entries.items() if isinstance(key, Known)}, call.place)


@transfer("copy.copy", "copy.deepcopy")
def copy(m: Machine, call: Call) -> Value:
    """`deepcopy(config)`."""
    return m.copied(_first(call), call.place, deep=call.name.endswith("deepcopy"))


def _first(call: Call) -> Value:
    return call.rest[0] if call.rest else Unknown("an argument")
