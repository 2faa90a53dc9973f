"""The abstract interpreter's state and the acts that everything else is built from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Any

import libcst as cst

from zerolint.facts.events import Event, Missed
from zerolint.facts.paths import ALWAYS, Label, Labels, contradict
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.placing import rebased
from zerolint.facts.rows import Root, Shuffled
from zerolint.facts.values import Choice, Object, Tensor, Unknown, Value, alternatives, choose
from zerolint.interp.frames import Frame, Rounds
from zerolint.interp.handed import Handed
from zerolint.interp.heap import UNSET, Delta, Heap
from zerolint.interp.place_table import Places
from zerolint.interp.project import Project
from zerolint.knowledge.strategies import on_replicas
from zerolint.knowledge.tensors import OTHER_ROWS, shares_memory
from zerolint.source.own_modules import Search

MOST_CALLS_DEEP = 24
EVALUATIONS_PER_NODE = 4
"""More finds nothing more in public code; long scripts that are hard to follow end sooner."""


class PathEnds(Exception):
    """The current path goes no further: `raise`, `sys.exit()`, a call that never returns."""


class Interpreter(Places, ABC):
    """Runs a module symbolically in execution order and records events: implements `facts.machine.Machine`.

    The walking of the tree is in the sibling modules; this class holds what they share.
    """

    irregular = 0
    """Counts what makes a call depend on more than its arguments and the heap: cuts, iterators, weak updates."""
    binds_unseen = False
    """Whether code that is not seen may have bound names of the module."""
    displayed: frozenset[int] = frozenset()
    """The statements, by their nodes, whose values a notebook shows."""
    unused = NOWHERE
    """The last statement that was a call: nothing takes its result."""
    turn = 0
    """The newest identity at the start of the innermost loop's turn; 0 outside of loops."""
    uncalled = False
    """Whether what runs is what nobody calls."""

    def __init__(self, *, keras: int = 3, budget: int = 100_000, text: str = "", search: Search | None = None) -> None:
        """`text` is that of the module, `search` says where its imports lead; None: nowhere in the project."""
        super().__init__()
        self.heap = Heap()
        self.labels: Labels = ALWAYS
        self.keras = keras
        self.events: list[Event] = []
        self.frames: list[Frame] = []
        self.budget = budget
        self.repeating = 0
        self.rounds: Rounds | None = None
        """Those of the innermost loop of unknown length."""
        self.handed = Handed()
        self.imports: dict[str, Place] = {}
        self.contexts: tuple[Value, ...] = ()
        self.called: set[int] = set()
        self.instantiated: set[int] = set()
        """The classes of the script that it makes instances of, by their nodes."""
        self.definitions: list[Any] = []
        """The functions and classes of the script and its modules, in the order of their definition."""
        self.project = Project.around(text, search)
        self.generators: dict[int, bool] = {}
        """Whether each function, by its node, is a generator."""
        self.attribute_names: dict[int, dict[str, None]] = {}
        """The attributes that the script sets on each object, on any path."""
        self.given = NOWHERE
        """The right side of the assignment in progress; `sides` are its parts where it is a tuple."""
        self.sides: list[Place] = []
        self.literals: dict[Place, Value] = {}

        self._keys = 0
        self.summaries: dict[int, list[Any]] = {}
        """The latest calls of each function, by its node."""
        self.branches: dict[object, int] = {}
        self.checkpoint: Callable[[], None] = _go_on

    # identity and places

    def fresh(self) -> int:
        """A number never given before: an identity."""
        self._keys += 1
        return self._keys

    @property
    def newest(self) -> int:
        """The last identity given."""
        return self._keys

    def skip(self, count: int) -> None:
        """Give away so many identities at once."""
        self._keys += count

    def new(self, kind: str, place: Place, slots: Mapping[str, Value] | None = None) -> Object:
        """A new object of this class, with these slots."""
        created = Object(self.fresh(), kind, place=place)
        for slot, value in (slots or {}).items():
            self.heap.set((created.key, slot), value)
        return created

    def unknown(self, reason: str, place: Place = NOWHERE) -> Unknown:
        """An unknown value with an identity of its own."""
        return Unknown(reason, self.fresh(), place=place)

    def mentions(self, text: str) -> bool:
        """Whether the script has this text anywhere: what it never writes need not be looked for."""
        return self.project.mentions(text)

    # slots

    def read(self, owner: Object, slot: str) -> Value | None:
        """What a slot of an object holds on this path; None where it was never set."""
        value = self.heap.get((owner.key, slot))
        return self.here(value) if isinstance(value, Choice) else value

    def write(self, owner: Object, slot: str, value: Value) -> None:
        """Set a slot of an object on this path."""
        self.heap.set((owner.key, slot), value)

    def set_attribute(self, owner: Object, name: str, value: Value) -> None:
        """Set an attribute of an object of the script's own, without asking its class."""
        self.write(owner, name, value)
        self.attribute_names.setdefault(owner.key, {})[name] = None

    def remember(self, owner: Object, slot: str, value: Value) -> None:
        """Keep what was found out of something by reading, on every path at once."""
        self.heap.remember((owner.key, slot), value)

    def here(self, value: Value) -> Value:
        """A choice without the alternatives that this path rules out."""
        if isinstance(value, Choice) and self.labels:
            arms = [(own, each) for own, each in value.arms if not contradict(self.labels, own)]
            if len(arms) != len(value.arms):
                return choose([(own - self.labels, each) for own, each in arms])
        return value

    def current(self, value: Value) -> Value:
        """An array as in-place operations have left it."""
        if isinstance(value, (Tensor, Unknown)) and value.key:
            changed = self.heap.get((value.key, "data"))
            if changed is not None:
                return self.here(_where_changed(value, changed))
            if isinstance(value, Tensor) and shares_memory(value):
                return self._seen_through(value)
        return value

    def _seen_through(self, view: Tensor) -> Value:
        """A part of an array in the order that its base has now."""
        base = view.operands[0] if view.operands else None
        if not isinstance(base, (Tensor, Unknown)) or not base.key:
            return view
        now = self.current(base)
        if now is base or not isinstance(now, Tensor) or view.rows is None:
            return view
        before = base.rows if isinstance(base, Tensor) else Root(base.key)
        # Other changes in place give a frame new data, which parts that were read before do not share.
        moved = (isinstance(now.rows, Shuffled) and now.rows.base == before) or OTHER_ROWS in dict(now.attributes)
        return replace(view, rows=rebased(view.rows, before, now.rows)) if moved else view

    def update(self, value: Value, tensor: Tensor, *, weakly: bool = False) -> None:
        """Change an array in place, for every alias."""
        if isinstance(value, (Tensor, Unknown)) and value.key:
            self.irregular += weakly
            write = self.heap.weaken if weakly else self.heap.set
            write((value.key, "data"), replace(tensor, key=value.key))

    # paths

    def branch(self, identity: object = None) -> int:
        """A new branch, or the one that the same unknown test already made."""
        if identity is None:
            return self.fresh()
        if identity not in self.branches:
            self.branches[identity] = self.fresh()
        return self.branches[identity]

    @contextmanager
    def assuming(self, labels: Labels) -> Iterator[None]:
        """Run under more path labels."""
        saved = self.labels
        self.labels = saved | labels
        try:
            yield
        finally:
            self.labels = saved

    def arm(self, labels: Labels, run: Callable[[], bool]) -> tuple[Labels, Delta] | None:
        """Run one arm in its own overlay; None where it does not reach its end."""
        saved = self.labels
        self.labels = saved | labels
        self.heap.push()
        depth = self.heap.depth
        try:
            reached = run()
            kept = self.labels - saved
        except PathEnds:
            reached, kept = False, labels
        finally:
            del self.heap.overlays[depth:]
            delta = self.heap.pop()
            self.labels = saved
        return (kept, delta) if reached else None

    def lift(self, function: Callable[..., Value], *values: Value) -> Value:
        """Apply a function to each consistent combination of alternatives, under their labels."""
        for value in values:
            if isinstance(value, Choice):
                break
        else:
            return function(*values)
        combinations: list[tuple[Labels, tuple[Value, ...]]] = []
        for arms in product(*(alternatives(value) for value in values)):
            labels: Labels = ALWAYS
            for own, _ in arms:
                if contradict(labels, own) or contradict(self.labels, own):
                    break
                labels |= own
            else:
                combinations.append((labels, tuple(value for _, value in arms)))
            if len(combinations) > 8:
                return Unknown("too many alternatives")
        if not combinations:
            return Unknown("alternatives that exclude each other")
        return self.fork([(labels, partial(function, *operands)) for labels, operands in combinations])

    def fork(self, arms: Sequence[tuple[Labels, Callable[[], Value]]]) -> Value:
        """Compute a value on each of several arms, in overlays of their own, and go on behind them all."""
        newest = self.newest
        results: list[tuple[Labels, Value]] = []
        deltas: list[tuple[Labels, Delta]] = []
        for labels, compute in arms:

            def run(labels: Labels = labels, compute: Callable[[], Value] = compute) -> bool:
                results.append((labels, compute()))
                return True

            ended = self.arm(labels, run)
            if ended is not None:
                deltas.append(ended)
        if not deltas:
            raise PathEnds
        self.heap.join(deltas, newest)
        return choose(results)

    @contextmanager
    def inside(self, *contexts: Value) -> Iterator[None]:
        """Run inside these contexts."""
        saved, self.contexts = self.contexts, (*self.contexts, *contexts)
        try:
            yield
        finally:
            self.contexts = saved

    # events

    def event(self, event: Event) -> None:
        """Record something the run does; labels, order and loop context are filled in."""
        self.events.append(
            replace(
                event,
                labels=self.labels | event.labels,
                order=len(self.events),
                repeated=self.repeating > 0,
                uncalled=self.uncalled,
                earlier=event.earlier or bool(self.project.running),
                replicated=event.replicated or on_replicas(self),
            )
        )

    def again(self, event: Event) -> None:
        """Record an event of a call that is replayed."""
        repeated = event.repeated or self.repeating > 0
        earlier = event.earlier or bool(self.project.running)
        self.events.append(
            replace(event, order=len(self.events), repeated=repeated, uncalled=self.uncalled, earlier=earlier)
        )

    def missed(self, reason: str, node: cst.CSTNode) -> Unknown:
        """Note something that is not understood; gives the value to go on with."""
        self.event(Missed(place=self.place(node), reason=reason))
        return self.unknown(reason, self.place(node))

    def spend(self) -> bool:
        """Count one evaluation; False once the file's budget is used up."""
        self.budget -= 1
        return self.budget > 0

    # what the walking modules do; `interpreter.py` connects them

    @abstractmethod
    def config_file(self, kind: str, source: Value, place: Place, *, is_text: bool = False) -> Value | None:
        """What a configuration file of this format holds, given its path, the open file or its text."""

    @abstractmethod
    def save(self, file: Value, value: Value) -> None:
        """A file, given by its path or open, holds this value from here on."""

    @abstractmethod
    def saved(self, file: Value, place: Place) -> Value | None:
        """What a file holds, given by its path or open; None where that is not known."""

    @abstractmethod
    def search_in(self, folder: str) -> None:
        """The script looks for modules in this folder as well."""

    @abstractmethod
    def meant(self, name: str) -> str | None:
        """The canonical name that a name stands for which nothing binds; None where that is not known."""

    @abstractmethod
    def is_last_use(self, node: Any) -> bool:
        """Whether nothing uses the value any more that a name has in a statement of the script itself."""

    @abstractmethod
    def evaluate(self, node: cst.CSTNode) -> Value:
        """What an expression is worth on the current path."""

    @abstractmethod
    def assign(self, target: cst.CSTNode, value: Value) -> None:
        """Bind a value to the target of an assignment, a loop or a `with`."""

    @abstractmethod
    def block(self, node: Any) -> bool:
        """Run the statements of a block; False where no path reaches its end."""

    @abstractmethod
    def attribute(self, owner: Value, name: str, place: Place) -> Value:
        """Python's attribute access."""

    @abstractmethod
    def call(self, function: Value, arguments: Sequence[Value], keywords: Mapping[str, Value], place: Place) -> Value:
        """Python's call."""

    @abstractmethod
    def call_often(self, function: Value, arguments: Sequence[Value], place: Place) -> Value:
        """A library calls a function once or many times: what each call changes further is unknown behind it."""

    @abstractmethod
    def unseen(self, value: Value, place: Place) -> None:
        """Code that is not seen gets a value, and may call the functions in it: what they change is unknown."""

    @abstractmethod
    def hashed_by_identity(self, value: Object) -> bool:
        """Whether an object as a key stands for itself alone."""

    @abstractmethod
    def attributes(self, owner: Object) -> Mapping[str, Value]:
        """The attributes that were set on an object, in that order."""

    @abstractmethod
    def copied(self, value: Value, place: Place, *, deep: bool) -> Value:
        """A copy of a container or of an object with attributes, `deep` with copies of what it holds."""

    @abstractmethod
    def iterated(self, value: Object) -> Value | None:
        """What the class of an instance gives to who walks over it; None where the script has no such class."""

    @abstractmethod
    def elements(self, value: Value) -> tuple[Value, ...] | None:
        """The items of an iterable of known length; None where unknown."""

    @abstractmethod
    def typical(self, value: Value) -> Value | None:
        """One item that stands for all of an iterable of unknown length; None where nothing is known of its items."""

    @abstractmethod
    def entries(self, value: Value) -> Mapping[Value, Value] | None:
        """The items of a dict with known keys; None where unknown."""


def _go_on() -> None:
    """What is called before each statement where nobody may end the run."""


def _where_changed(value: Value, changed: Value) -> Value:
    """An array that only some paths changed: on the others it is what it was."""
    if isinstance(changed, Choice) and any(each is UNSET for _, each in changed.arms):
        return choose([(labels, value if each is UNSET else each) for labels, each in changed.arms])
    return value if changed is UNSET else changed


def soft(branch: int, arm: int) -> Labels:
    """The label of an arm that ordinary runs take."""
    return frozenset({Label(branch, arm, soft=True)})
