"""Classes of the script, their instances, and how attributes are found on them."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Choice, Known, Object, Symbol, Value, choose
from zerolint.interp import dicts
from zerolint.interp.callables import Bound, ClassValue, Closure, Entries, FieldsInit, Partial
from zerolint.interp.enums import ENUMS, make_members, mark_members, member_of, names_assigned
from zerolint.interp.fields import initialise_fields, make_fields
from zerolint.interp.frames import Frame
from zerolint.interp.functions import call_function, decorated
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.scopes import assign_name
from zerolint.interp.summaries import recorded
from zerolint.knowledge import attribute_dicts, construct, is_class_method, is_dataclass, is_record_base
from zerolint.knowledge.records import BY_ATTRIBUTE

OWN_CLASS = "object"
"""The kind of an instance whose class has no base in a known library."""
DICT_CLASSES = frozenset({"builtins.dict", "collections.OrderedDict", "typing.TypedDict", *attribute_dicts.DICTS})
"""Base classes whose instances are dicts."""
MAKING = ("__new__", "__init__", "__call__", "__prepare__", "__getattr__", "__getattribute__", "__instancecheck__")
"""What a metaclass does with its classes beyond what every class does."""

BASES = "__bases__"
"""What a class looks its attributes up in, as an assignment changes it."""


def define_class(m: Interpreter, node: cst.ClassDef) -> None:
    """A `class` statement: its body runs once, in a frame of its own."""
    bases = tuple(m.evaluate(base.value) for base in node.bases if base.star == "")
    decorators = [m.evaluate(each.decorator) for each in node.decorators]
    outer = m.frames[-1]
    key = m.fresh()
    behind = _merged([base for base in bases if isinstance(base, ClassValue)])
    is_data = any(map(is_dataclass, decorators)) or any(map(_makes_records, bases))
    made = ClassValue(key, node.name.value, bases, node, is_data, behind, outer.scopes[-1], place=m.place(node))
    m.definitions.append(made)
    keywords = {each.keyword.value: m.evaluate(each.value) for each in node.keywords if each.keyword is not None}
    frame = Frame(key, (key, *outer.scopes), m.heap.depth, m.labels, node, outer.function, made, mangles=made.name)
    m.frames.append(frame)
    try:
        m.block(node.body)
    finally:
        m.frames.pop()
    if made.dataclass:
        options = next((each for each in decorators if is_dataclass(each)), None)
        make_fields(m, made, ancestry(made)[1:], options if isinstance(options, Object) else None)
    assign_name(m, node.name.value, _finished(m, made, keywords, decorators))


def _finished(m: Interpreter, made: ClassValue, keywords: dict[str, Value], decorators: list[Value]) -> Value:
    """What happens to a class behind its body: names told to descriptors, its bases told of it, its decorators run."""
    for name in names_assigned(made):
        told = descriptor(m, m.heap.get((made.key, name)), "__set_name__")
        if told is not None:
            m.call(told, (made, Known(name)), {}, made.place)
    if library_base(made) in ENUMS:
        make_members(m, made, names_assigned(made), find(m, made, "__init__"))
    elif any(base.startswith("enum.") for base in library_bases(made)):
        mark_members(m, made, names_assigned(made))
    metaclass = keywords.pop("metaclass", None)
    told = find(m, made, "__init_subclass__", behind=made)
    if isinstance(told, Closure):
        m.call(Bound(told, made), (), keywords, made.place)
    value: Value = made
    if isinstance(metaclass, ClassValue) and any(find(m, metaclass, each) is not None for each in MAKING):
        value = m.unknown(f"a class made by {metaclass.name}", made.place)
    for decorator in reversed(decorators):
        value = decorated(m, value, decorator, made.place)
    return value


def _makes_records(base: Value) -> bool:
    """Whether a base class makes data classes of its subclasses."""
    names = library_bases(base) if isinstance(base, ClassValue) else [base.name] if isinstance(base, Symbol) else []
    return any(map(is_record_base, names))


def ancestry(cls: ClassValue) -> tuple[ClassValue, ...]:
    """The class and its bases that the script defines, in the order attributes are looked up."""
    return (cls, *cls.behind)


def _merged(bases: list[ClassValue]) -> tuple[ClassValue, ...]:
    """These bases and theirs, in the order attributes are looked up."""
    lines = [[*ancestry(base)] for base in bases] + [bases]
    order: list[ClassValue] = []
    while any(lines):
        heads = [line[0] for line in lines if line]
        # C3: the first that stands behind no other; without one, Python refuses the class.
        chosen = next((head for head in heads if not any(head in line[1:] for line in lines)), heads[0])
        order.append(chosen)
        lines = [[each for each in line if each is not chosen] for line in lines]
    return tuple(order)


def library_bases(cls: ClassValue) -> Iterator[str]:
    """The canonical names of the base classes that libraries define."""
    for each in ancestry(cls):
        for base in each.bases:
            if isinstance(base, Symbol) and base.name != "builtins.object":
                yield base.name


def library_base(cls: ClassValue) -> str | None:
    """The canonical name of the first base class that a library defines."""
    return next(library_bases(cls), None)


def unknown_base(cls: ClassValue) -> bool:
    """Whether some base is neither the script's nor a library's."""
    return any(not isinstance(base, (ClassValue, Symbol)) for each in ancestry(cls) for base in each.bases)


def class_of(m: Interpreter, owner: Value) -> ClassValue | None:
    """The script's class of an instance."""
    if isinstance(owner, Object):
        cls = m.heap.get((owner.key, "__class__"))
        return cls if isinstance(cls, ClassValue) else None
    return None


def find(m: Interpreter, cls: ClassValue, name: str, behind: ClassValue | None = None) -> Value | None:
    """A class attribute, looked up along the ancestry, or behind one class of it (`super()`)."""
    if m.mentions(BASES) and any(m.heap.get((each.key, BASES)) is not None for each in ancestry(cls)):
        return m.unknown("a class that got other bases")
    order = ancestry(cls)
    if behind is not None and behind in order:
        order = order[order.index(behind) + 1 :]
    return _find_in(m, order, name)


def _find_in(m: Interpreter, order: tuple[ClassValue, ...], name: str) -> Value | None:
    for position, each in enumerate(order, start=1):
        value = m.heap.get((each.key, name))
        value = m.here(value) if value is not None else UNSET
        if isinstance(value, Choice) and any(arm is UNSET for _, arm in value.arms):
            # Where some paths do not set it, they see that of the next class.
            rest = _find_in(m, order[position:], name)
            arms = [(labels, arm if arm is not UNSET else rest) for labels, arm in value.arms]
            return choose([(labels, arm) for labels, arm in arms if arm is not None])
        if value is not UNSET:
            return value
    return None


def bind_method(m: Interpreter, value: Value, owner: Value, cls: ClassValue, place: Place, name: str = "") -> Value:
    """What reading the class attribute `name` through an instance gives."""
    if isinstance(value, Closure):
        match value.role:
            case "staticmethod":
                return value
            case "classmethod":
                return Bound(value, cls)
            case "property":
                return call_function(m, value, Arguments((owner,)), place)
            case "cached_property":
                made = call_function(m, value, Arguments((owner,)), place)
                if isinstance(owner, Object):
                    m.write(owner, name, made)
                return made
        return Bound(value, owner)
    if isinstance(value, FieldsInit):
        return Partial(value, (owner,), ())
    getter = descriptor(m, value, "__get__")
    return value if getter is None else m.call(getter, (owner, cls), {}, place)


def class_attribute(m: Interpreter, cls: ClassValue, name: str, place: Place) -> Value:
    """What reading an attribute of the class itself gives."""
    value = find(m, cls, name)
    if value is None:
        return _class_attribute_of_base(m, cls, name, place)
    if isinstance(value, Closure) and value.role == "classmethod":
        return Bound(value, cls)
    getter = descriptor(m, value, "__get__")
    return value if getter is None else m.call(getter, (NONE, cls), {}, place)


def _class_attribute_of_base(m: Interpreter, cls: ClassValue, name: str, place: Place) -> Value:
    """What a class has from `type`, or as a class method from a library."""
    if name == "__name__":
        return Known(cls.name, place=place)
    given = next((f"{base}.{name}" for base in library_bases(cls) if is_class_method(f"{base}.{name}")), None)
    if given is not None:
        return Partial(Symbol(given), (cls,), (), place=place)
    return m.unknown(f"the class attribute {name}", place)


def descriptor(m: Interpreter, value: Value | None, method: str) -> Value | None:
    """The method of a descriptor (`__get__`, `__set__`) of the script's own that stands in a class."""
    if not isinstance(value, Object) or not m.mentions(method):
        return None
    cls = class_of(m, value)
    found = find(m, cls, method) if cls is not None else None
    return Bound(found, value) if isinstance(found, Closure) else None


def instantiate(m: Interpreter, cls: ClassValue, arguments: Arguments, place: Place) -> Value:
    """`Class(...)`: a new object, and its `__init__` as Python would run it."""
    return recorded(m, cls, arguments, place, lambda: _made(m, cls, arguments, place))


def _made(m: Interpreter, cls: ClassValue, arguments: Arguments, place: Place) -> Value:
    base = library_base(cls)
    m.instantiated.add(id(cls.node))
    if find(m, cls, "__new__") is not None:
        return m.unknown(f"{cls.name}() is made by __new__", place)
    if base in ENUMS:
        return member_of(m, cls, arguments, place)
    made = _blank(m, cls, base, place)
    initialise = find(m, cls, "__init__")
    if isinstance(initialise, (Closure, FieldsInit)):
        try:
            call_own(m, initialise, arguments.behind(made), place)
        except PathEnds:
            # A constructor of which no path ends well: the object is unknown, the script goes on.
            return m.unknown(f"{cls.name}() raises", place)
    elif base is not None:
        initialise_library_base(m, made, base, arguments, place)
    if m.mentions("__del__") and find(m, cls, "__del__") is not None:
        # It runs when nothing refers to the instance any more, whenever that is.
        m.unseen(m.attribute(made, "__del__", place), place)
    return made


def _blank(m: Interpreter, cls: ClassValue, base: str | None, place: Place) -> Object:
    """An instance before its constructor has run."""
    if base not in DICT_CLASSES:
        return m.new(base or OWN_CLASS, place, {"__class__": cls})
    made = m.new("dict", place, {"__class__": cls, "entries": Entries(())})
    getter = find(m, cls, "__getattr__")
    if base in attribute_dicts.DICTS or (isinstance(getter, Symbol) and getter.name.startswith("builtins.dict.")):
        m.write(made, BY_ATTRIBUTE, Known(base in attribute_dicts.GROWING))
    return made


def call_own(m: Interpreter, function: Closure | FieldsInit, arguments: Arguments, place: Place) -> Value:
    """Run a function of the script, or the `__init__` that a data class has instead of one."""
    if isinstance(function, Closure):
        return call_function(m, function, arguments, place)
    made = class_of(m, arguments.positional[0]) if arguments.positional else None
    last = find(m, made, "__post_init__") if made is not None else None
    bound = Bound(last, arguments.positional[0]) if isinstance(last, Closure) else None
    return initialise_fields(m, function, arguments, bound, place)


def initialise_library_base(m: Interpreter, owner: Value, base: str, arguments: Arguments, place: Place) -> Value:
    """`super().__init__(...)` that reaches a class of a library."""
    if isinstance(owner, Object) and owner.kind == "dict":
        dicts.begin(m, owner, arguments, place)
    elif isinstance(owner, Object):
        construct(m, owner, base, arguments, place)
    return NONE
