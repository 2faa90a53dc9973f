"""Random programs run by Python and by the interpreter: what Python computes must be among what is believed.

An unknown belief is never wrong here; a value that is believed instead of Python's is. Each program runs under
every outcome of its two unknown tests.
"""

from __future__ import annotations

import copy
import os
import random
from collections import defaultdict
from itertools import product
from typing import Any

import pytest

from zerolint.facts import show
from zerolint.facts.events import Revealed
from zerolint.facts.snapshot import Snapshot
from zerolint.facts.values import Choice, Known, Sequence, Value
from zerolint.interp import interpret

OPENING = """
import os
class Net:
    def __init__(self):
        self.units = 0
        self.layers = []
    def step(self, n):
        self.units += n
        self.layers.append(n)
        return self.units
    @property
    def size(self):
        return self.units + len(self.layers)
def collect(n, into=[]):
    into.append(n)
    return len(into)
def choose(flag):
    if flag:
        seen.append(0)
        return 7
    return 8
def noted(n):
    seen.append(n)
    return n
def cell():
    kept = 0
    def put(n):
        nonlocal kept
        kept = n
    def get():
        return kept
    return put, get
f, g = os.path.exists("f"), os.path.exists("g")
a, b, c, xs, ys, seen, net, other = 1, 2, 3, [1], [2, 3], [], Net(), Net()
put, get = cell()
"""
SHOWN = ("a", "b", "c", "xs", "ys", "seen", "get()", "net.units", "net.layers", "net.size", "other.layers", "xs is ys")
SIMPLE = (
    """
V = N|V += N|a, b = N, N|V = net.units|V = net.size|net.units = N|net.step(N)|net = other|L.append(N)|xs = ys
ys = list(xs)|xs = xs + [N]|ys = [n * N for n in range(3) if n]|V = collect(N)|V = choose(T)|put(N)|V = get()
V = noted(N) if T else noted(N)|V = T and noted(N) or N|V = (lambda n: n + V)(N)|a, *xs = [N, N, N]|V = sum([n for n in L])
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
HEADS = ("if T:", "if T:", "if (V := N) > 1:", "for V in [1, N]:", "for n, (a, b) in enumerate([(1, N), (N, 3)]):")
NUMBERS = ("0", "1", "2", "V", "V", "V", "(N + N)", "(N * N)", "len(L)", "(N if T else N)")
TESTS = ("f", "g", "not f", "N < N", "N == N", "L", "f and g", "f or N > 1", "not g and V")


class Writer:
    """Writes one program: templates whose letters V, N, T and L become a name, a number, a test and a list."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def filled(self, template: str, depth: int = 0) -> str:
        numbers = NUMBERS if depth < 3 else NUMBERS[:6]
        made = ""
        for letter in template:
            choices = {"V": "abc", "L": ("xs", "ys", "net.layers"), "T": TESTS, "N": numbers}.get(letter)
            made += letter if choices is None else self.filled(self.draw.choice(choices), depth + 1)
        return made

    def block(self, depth: int, looping: bool) -> list[str]:
        lines: list[str] = []
        for _ in range(self.draw.randint(1, 4)):
            lines += self.statement(depth, looping)
        return lines

    def statement(self, depth: int, looping: bool) -> list[str]:
        pad = "    " * depth
        if looping and self.draw.random() < 0.1:
            return [f"{pad}if {self.filled('T')}: {self.draw.choice(('break', 'continue'))}"]
        if depth > 2 or self.draw.random() < 0.7:
            return [pad + self.filled(self.draw.choice(SIMPLE))]
        head = self.filled(self.draw.choice(HEADS))
        lines = [pad + head, *self.block(depth + 1, looping or head.startswith("for"))]
        return lines if self.draw.random() < 0.5 else [*lines, f"{pad}else:", *self.block(depth + 1, looping)]

    def program(self) -> str:
        body = [line for _ in range(3) for line in self.block(0, False)]
        return OPENING + "\n".join([*body, *(f"reveal_type({shown})" for shown in SHOWN)]) + "\n"


def executed(program: str, outcomes: dict[str, bool]) -> list[Any]:
    """The revealed values of a real run."""
    values: list[Any] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os.path, "exists", outcomes.__getitem__)
        exec(compile(program, "program", "exec"), {"reveal_type": lambda value: values.append(copy.deepcopy(value))})
    return values


def agrees(believed: Value, actual: Any) -> bool:
    match believed:
        case Choice():
            return any(agrees(each, actual) for _, each in believed.arms)
        case Known():
            return type(believed.value) is type(actual) and bool(believed.value == actual)
        case Snapshot(kind="list", items=items) if items is not None:
            return len(items) == len(actual) and all(map(agrees, items, actual))
        case Sequence():
            return len(believed.items) == len(actual) and all(map(agrees, believed.items, actual))
    return True


@pytest.mark.parametrize("seed", range(80))
def test_what_python_computes_is_believed_possible(seed: int) -> None:
    program = Writer(seed).program()
    interpretation = interpret(program)
    assert not interpretation.facts.exhausted
    events = interpretation.facts.of(Revealed)
    believed: dict[int, list[Value]] = defaultdict(list)
    for event in events:
        believed[event.place].append(event.value)
    sites = list(believed.values())
    assert len(sites) == len(SHOWN)
    for outcomes in product((False, True), repeat=2):
        actual = executed(program, dict(zip("fg", outcomes, strict=True)))
        for name, values, value in zip(SHOWN, sites, actual, strict=True):
            told = " / ".join(map(show.value, values))
            assert any(agrees(each, value) for each in values), f"{name} is {value!r}, believed {told}\n{program}"
