"""Methods that nobody calls: they run on one instance that is made with unknown arguments, as its caller must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile

import libcst as cst

from zerolint.facts.machine import SAMPLED, Arguments
from zerolint.facts.paths import ALWAYS, Label, Labels
from zerolint.facts.values import NONE, OVERRIDABLE, Known, Object, Unknown, Value
from zerolint.interp.callables import ClassValue, Closure, FieldsInit
from zerolint.interp.classes import ancestry, class_of, find, library_base
from zerolint.interp.escapes import SAMPLE, handed_on
from zerolint.interp.functions import call_function
from zerolint.interp.heap import Delta
from zerolint.interp.instances import blank, instantiate_plainly, raising
from zerolint.interp.machine import Interpreter, soft
from zerolint.interp.project import MODULE
from zerolint.interp.self_uses import Uses, calls_in_order, uses_of
from zerolint.knowledge import run_step

STEPS = ("train_step", "test_step")
MODELS = ("keras.Model", "keras.Sequential")


def overridable_defaults(defaults: Mapping[str, Value]) -> dict[str, Value]:
    """Defaults as arguments that the caller may have given otherwise."""
    return {
        name: replace(value, marks=value.marks | {OVERRIDABLE}) if isinstance(value, Known) else value
        for name, value in defaults.items()
    }


def next_class(
    m: Interpreter, methods: Iterable[Closure], done: set[int], later: set[int], *, made: bool = False
) -> ClassValue | None:
    """A class without subclasses that is never instantiated and has or inherits some of these methods.

    `made`: one that is, as by a function which gives its instances to callers that are not seen.

    One that others may make instances of, which are `later`, comes behind all that are not.

    One with subclasses is there for them: what they override, or have made instances of, is not run on its own.
    """
    classes = [each for each in m.definitions if isinstance(each, ClassValue)]
    bases = {id(base.node) for each in classes for base in each.behind}
    owners = {id(each.owner.node) for each in methods if each.owner is not None}
    passed_over = bases | done if made else m.instantiated | bases | done
    left = [
        cls
        for cls in classes
        if cls.module == MODULE
        and id(cls.node) not in passed_over
        and any(id(each.node) in owners for each in ancestry(cls))
    ]
    return min(left, key=lambda cls: id(cls.node) in later, default=None)


def run_class(m: Interpreter, cls: ClassValue, left: Iterable[Closure]) -> None:
    """Run those of the methods `left` that instances of the class have, on an instance made with unknown arguments."""
    methods = dict(_own_methods(m, cls, left))
    nodes = {id(each.node) for each in methods.values()}
    # A base's method runs on an instance of each class that inherits it.
    m.called -= nodes
    instance = _instance(m, cls)
    if isinstance(instance, Object) and class_of(m, instance) is cls:
        m.write(instance, SAMPLE, Known(True))
        # The constructor has run, as has what it calls.
        left_to_run = {name: each for name, each in methods.items() if id(each.node) not in m.called}
        uses = uses_of(left_to_run)
        _leave_open(m, cls, instance, uses)
        with m.inside(SAMPLED):
            _Run(m, cls, instance, left_to_run, uses).all()
        m.called |= nodes


def _own_methods(m: Interpreter, cls: ClassValue, left: Iterable[Closure]) -> Iterator[tuple[str, Closure]]:
    """The methods that an instance has, those of its bases first."""
    for each in reversed(ancestry(cls)):
        for function in left:
            if function.owner is each and not _overridden(m, cls, each, function.name) and not is_abstract(function):
                yield function.name, function


def _overridden(m: Interpreter, cls: ClassValue, owner: ClassValue | None, name: str) -> bool:
    nearer = takewhile(lambda each: each is not owner, ancestry(cls))
    return any(m.heap.get((each.key, name)) is not None for each in nearer)


def is_abstract(function: Closure) -> bool:
    """Whether the body does nothing, or says that a subclass is to define it."""
    if not isinstance(function.node, cst.FunctionDef):
        return False
    lines = function.node.body.body
    parts = [part for line in lines for part in (line.body if isinstance(line, cst.SimpleStatementLine) else (line,))]
    return all(_says_nothing(each) for each in parts)


def _says_nothing(statement: cst.CSTNode) -> bool:
    if isinstance(statement, cst.Expr):
        return isinstance(statement.value, (cst.SimpleString, cst.ConcatenatedString, cst.Ellipsis))
    if isinstance(statement, cst.Raise):
        raised = statement.exc.func if isinstance(statement.exc, cst.Call) else statement.exc
        return isinstance(raised, cst.Name) and raised.value == "NotImplementedError"
    return isinstance(statement, cst.Pass)


def _instance(m: Interpreter, cls: ClassValue) -> Value:
    """An instance, of whose constructor's arguments only the defaults are known, as what callers may override."""
    initialise = find(m, cls, "__init__")
    defaults: Mapping[str, Value] = {}
    if isinstance(initialise, Closure):
        defaults = initialise.defaults
    elif isinstance(initialise, FieldsInit):
        defaults = {each.name: each.default for each in initialise.fields if each.init and each.default is not None}
    if find(m, cls, "fit") is not None:
        defaults = m.handed.unsearched(defaults)
    made = instantiate_plainly(m, cls, Arguments((), overridable_defaults(defaults), opaque=True), cls.place)
    if isinstance(made, Unknown) and made.reason == raising(cls):
        # What it asks for is what its callers give, or what subclasses define which are not seen.
        return blank(m, cls, library_base(cls), cls.place)
    return made


def _leave_open(m: Interpreter, cls: ClassValue, instance: Object, uses: Mapping[str, Uses]) -> None:
    """What a subclass or a caller is to fill in is unknown: abstract methods, and None that no method replaces."""
    functions = [each for each in m.definitions if isinstance(each, Closure)]
    defined = [each for each in functions if each.owner in ancestry(cls) and is_abstract(each)]
    for function in defined:
        if not _overridden(m, cls, function.owner, function.name):
            m.set_attribute(instance, function.name, m.unknown(f"the abstract method {function.name}", function.place))
    needed = {name for each in uses.values() for name in each.needs}
    for name in sorted(needed - {name for each in uses.values() for name in each.sets}):
        if (m.read(instance, name) or find(m, cls, name)) == NONE:
            m.set_attribute(instance, name, m.unknown(f"the attribute {name}", instance.place))


@dataclass(slots=True)
class _Run:
    """The methods of one instance, each behind those that set what it needs."""

    m: Interpreter
    cls: ClassValue
    instance: Object
    methods: Mapping[str, Closure]
    uses: Mapping[str, Uses]

    def all(self) -> None:
        """Run the methods that no other calls, then those that were not reached by them."""
        branch = self.m.fresh()
        earlier: set[str] = set()
        for names in calls_in_order(self.uses):
            # That its caller has called the others before is likely, no more.
            behind = any(self.uses[name].needs & earlier for name in names)
            with self.m.assuming(frozenset({Label(branch, 0)}) if behind else ALWAYS):
                self._one_of(names)
            earlier.update(*(self.uses[name].sets for name in names))
        for name in self.methods:
            self._one_of([name])

    def _one_of(self, names: list[str]) -> None:
        """Go on behind these methods: each sets, in another way, something that the rest needs."""
        group, newest = self.m.fresh(), self.m.newest
        arms: list[tuple[Labels, Delta]] = []
        for arm, name in enumerate(names):
            labels = soft(group, arm) if len(names) > 1 else ALWAYS
            ended = self.m.arm(labels, partial(self._run, self.methods[name]))
            if ended is not None:
                self.m.heap.apply({slot: value for slot, value in ended[1].items() if slot[0] > newest})
                arms.append((labels, {slot: value for slot, value in ended[1].items() if slot[0] <= newest}))
        if arms:
            self.m.heap.join(arms)

    def _run(self, method: Closure) -> bool:
        m = self.m
        if id(method.node) in m.called:
            return False
        if method.name in STEPS and library_base(self.cls) in MODELS:
            run_step(m, self.instance, method.name, m.unknown("a batch", method.place), method.place)
            return True
        first = {"staticmethod": (), "classmethod": (self.cls,)}.get(method.role, (self.instance,))
        arguments = Arguments(first, overridable_defaults(m.handed.kept(method)), opaque=True)
        handed_on(m, (call_function(m, method, arguments, method.place),), method.place)
        return True
