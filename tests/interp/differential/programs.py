"""Random programs over the interpreter's Python subset, written as text.

The programs are well typed as far as possible, always end, and never grow a value without bound. What they
import from `own` is unknown to the interpreter. `reveal_type(...)` stands where both sides are compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

HEADER = "from own import u0, u1, flag0, flag1, numbers, opaque, touch, apply, later\n"
UNKNOWN = {"int": ("u0", "u1"), "bool": ("flag0", "flag1"), "list": ("numbers",)}
TYPES = ("int", "int", "int", "str", "bool", "float", "list", "list", "tuple", "dict", "set")
NAMES = {"int": "n", "str": "s", "bool": "b", "float": "f", "list": "a", "tuple": "t", "dict": "d", "set": "z"}
KEYS = ("k", "l", "m")


@dataclass
class Function:
    """A function of the program: how it may be called."""

    name: str
    least: int
    most: int
    keywords: tuple[str, ...] = ()


@dataclass
class Scope:
    """What a block of the program can see."""

    variables: dict[str, list[str]] = field(default_factory=dict)
    functions: list[Function] = field(default_factory=list)
    generators: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    objects: dict[str, str] = field(default_factory=dict)
    reads: list[str] = field(default_factory=list)
    """Numbers that instances give."""
    changes: list[str] = field(default_factory=list)
    """Statements that change something in them; a number stands where the braces are."""
    own: set[str] = field(default_factory=set)

    def child(self) -> Scope:
        """A scope inside this one: sees all, owns nothing."""
        return Scope(
            {kind: list(names) for kind, names in self.variables.items()},
            list(self.functions),
            list(self.generators),
            list(self.classes),
            dict(self.objects),
            list(self.reads),
            list(self.changes),
        )

    def child_block(self) -> Scope:
        """A block in the same function: what it binds may be missing behind it, what it sees it may assign."""
        inner = self.child()
        inner.own = set(self.own)
        return inner


class Writer:
    """Writes one program; `draw` makes every choice."""

    def __init__(self, draw: Callable[..., object]) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.indent = 0
        self.count = 0
        self.depth = 0
        self.loops = 0
        self.in_function = False

    def pick(self, *options: object) -> object:
        """One of these."""
        return options[self.draw(st.integers(0, len(options) - 1))]  # type: ignore[index]

    def number(self, low: int = 0, high: int = 5) -> int:
        """A small number."""
        return self.draw(st.integers(low, high))  # type: ignore[return-value]

    def chance(self, one_in: int) -> bool:
        """True once in so many."""
        return self.draw(st.integers(1, one_in)) == 1

    def line(self, text: str) -> None:
        """One line at the current indentation."""
        self.lines.append("    " * self.indent + text)

    def fresh(self, prefix: str) -> str:
        """A name never used before."""
        self.count += 1
        return f"{prefix}{self.count}"

    # expressions

    def expression(self, kind: str, scope: Scope, depth: int = 2) -> str:
        """An expression of this type."""
        names = scope.variables.get(kind, [])
        if names and (depth == 0 or self.chance(3)):
            return str(self.pick(*names))
        if kind in UNKNOWN and self.chance(6):
            return str(self.pick(*UNKNOWN[kind]))
        if depth == 0:
            return self.literal(kind)
        return str(self.pick(*getattr(self, f"_{kind}")(scope, depth - 1))())

    def literal(self, kind: str) -> str:
        """A literal of this type."""
        number = self.number
        match kind:
            case "int":
                return str(number(-3, 9))
            case "str":
                return repr(self.pick("", "ab", "X", "a b", "k", "7"))
            case "bool":
                return str(self.pick("True", "False"))
            case "float":
                return str(self.pick("0.5", "1e-3", "2.0", "-1.5"))
            case "tuple":
                return f"({number()}, {number()}, {number()})"
            case "dict":
                return f"{{'k': {number()}, 'l': {number()}}}"
            case "set":
                return f"{{{number()}, {number()}}}"
        return f"[{', '.join(str(number()) for _ in range(number(1, 4)))}]"

    def _int(self, scope: Scope, depth: int) -> list[Callable[[], str]]:
        e = lambda kind="int": self.expression(kind, scope, depth)  # noqa: E731
        options: list[Callable[[], str]] = [
            lambda: f"({e()} {self.pick('+', '-')} {e()})",
            lambda: f"({e()} * {self.number(-2, 3)})",
            lambda: f"({e()} {self.pick('//', '%')} {self.pick(2, 3, 7)})",
            lambda: f"({e()} {self.pick('&', '|', '^')} {self.number()})",
            lambda: f"-{e()}",
            lambda: f"({e()} if {e('bool')} else {e()})",
            lambda: f"({e('bool')} and {e()} or {e()})",
            lambda: f"len({e(str(self.pick('list', 'str', 'dict', 'tuple', 'set')))})",
            lambda: f"{self.pick('sum', 'max', 'min')}({e('list')} + [{e()}])",
            lambda: f"{self.pick('max', 'min')}({e()}, {e()})",
            lambda: f"abs({e()})",
            lambda: f"int({e('float')})",
            lambda: f"round({e('float')})",
            lambda: f"({e('list')} + [{e()}])[{self.pick(0, -1, -1)}]",
            lambda: f"{e('tuple')}[{self.number(0, 1)}]",
            lambda: f"{e('dict')}.get({self.pick(*KEYS)!r}, {e()})",
            lambda: f"{e('dict')}['k']",
            lambda: f"(lambda x, y={e()}: x + y)({e()})",
            lambda: f"sum(i * 2 for i in {e('list')} if i > {self.number()})",
            lambda: f"next(iter({e('list')} + [3]))",
            lambda: f"{e('list')}.count({self.number()})",
            lambda: f"({e('str')} + 'ab').find('b')",
            lambda: "opaque()",
        ]
        if scope.functions:
            options += [lambda: self.call(scope, depth)] * 3
        if scope.objects:
            options += [lambda: self.use(scope, depth)] * 3
        if scope.reads:
            options += [lambda: str(self.pick(*scope.reads))] * 6
        return options

    def call(self, scope: Scope, depth: int) -> str:
        """A call of one of the program's functions, its arguments passed in one of Python's ways."""
        function = self.pick(*scope.functions)
        assert isinstance(function, Function)
        given = self.number(function.least, function.most)
        arguments = [self.expression("int", scope, min(depth, 1)) for _ in range(given)]
        if arguments and self.chance(5):
            arguments = [f"*[{', '.join(arguments)}]"]
        for name in function.keywords:
            if self.chance(2):
                value = self.expression("int", scope, 0)
                arguments.append(f"**{{'{name}': {value}}}" if self.chance(4) else f"{name}={value}")
        return f"{function.name}({', '.join(arguments)})"

    def use(self, scope: Scope, depth: int) -> str:
        """An attribute or a method of one of the program's objects."""
        name = self.pick(*scope.objects)
        value = lambda: self.expression("int", scope, min(depth, 1))  # noqa: E731
        return str(
            self.pick(
                lambda: f"{name}.n",
                lambda: f"{name}.total",
                lambda: f"{name}.twice",
                lambda: f"{name}.grow({value()})",
                lambda: f"{name}.plain({value()})",
                lambda: f"{name}({value()})",
                lambda: f"{name}.made().n",
                lambda: f"getattr({name}, 'n')",
                lambda: f"getattr({name}, 'missing', {value()})",
                lambda: f"len({name}.items)",
                lambda: f"{name}[{value()}]",
                lambda: f"len({name})",
            )()  # type: ignore[operator]
        )

    def _bool(self, scope: Scope, depth: int) -> list[Callable[[], str]]:
        e = lambda kind="int": self.expression(kind, scope, depth)  # noqa: E731
        return [
            lambda: f"({e()} {self.pick('<', '<=', '>', '>=', '==', '!=')} {e()})",
            lambda: f"({e()} < {e()} <= {e()})",
            lambda: f"(not {e('bool')})",
            lambda: f"({e('bool')} {self.pick('and', 'or')} {e('bool')})",
            lambda: f"({e()} {self.pick('in', 'not in')} {e(str(self.pick('list', 'tuple', 'set')))})",
            lambda: f"({self.pick(*KEYS)!r} in {e('dict')})",
            lambda: f"({e('list')} == {e('list')})",
            lambda: f"({e('list')} is {e('list')})",
            lambda: f"isinstance({e(str(self.pick('int', 'str', 'list')))}, {self.pick('int', 'str', '(int, float)')})",
            lambda: f"{self.pick('any', 'all')}({e('list')})",
            lambda: f"bool({e(str(self.pick('int', 'list', 'str', 'dict')))})",
            lambda: f"{e('str')}.startswith('a')",
            lambda: f"(None is {self.pick('None', e())})",
        ]

    def _str(self, scope: Scope, depth: int) -> list[Callable[[], str]]:
        e = lambda kind="str": self.expression(kind, scope, depth)  # noqa: E731
        return [
            lambda: f"({e()} + {e()})[:8]",
            lambda: f'f"{{{e("int")}}}-{{{e()}}}"[:8]' if depth == 0 else f"str({e('int')})",
            lambda: f"('%d/%s' % ({e('int')}, {e()}))[:9]",
            lambda: f"{e()}.{self.pick('upper', 'lower', 'strip', 'title')}()",
            lambda: f"{e()}.replace('a', {e()})[:8]",
            lambda: f"'{{}}+{{}}'.format({e('int')}, {e('int')})",
            lambda: f"'-'.join({e()}.split(' '))",
            lambda: f"({e()} or 'zz')[{self.pick('0', '-1', '::-1', '1:')}]",
            lambda: f"({e()} if {e('bool')} else {e()})",
            lambda: f"str({e(str(self.pick('float', 'bool', 'tuple')))})[:8]",
            lambda: f"({e()} * {self.number(0, 2)})[:8]",
        ]

    def _float(self, scope: Scope, depth: int) -> list[Callable[[], str]]:
        e = lambda kind="float": self.expression(kind, scope, depth)  # noqa: E731
        return [
            lambda: f"({e('int')} / {self.pick(2, 4, 0.5)})",
            lambda: f"float({e('int')})",
            lambda: f"({e()} {self.pick('+', '-')} {e()})",
            lambda: f"({e()} * 0.5)",
            lambda: f"(10 ** -{self.number(1, 3)})",
            lambda: f"({e()} if {e('bool')} else {e()})",
            lambda: f"round({e()}, 1)",
        ]

    def _list(self, scope: Scope, depth: int) -> list[Callable[[], str]]:
        e = lambda kind="list": self.expression(kind, scope, depth)  # noqa: E731
        options: list[Callable[[], str]] = [
            lambda: f"[{e('int')}, {e('int')}]",
            lambda: f"[*{e()}, {e('int')}][:6]",
            lambda: f"({e()} + {e()})[:6]",
            lambda: f"{e()}[{self.pick('1:', ':2', '::-1', ':', '-2:', '::2')}]",
            lambda: f"[i {self.pick('+', '*')} 2 for i in {e()}]",
            lambda: f"[i for i in {e()} if {self.pick('i > 1', 'i % 2', 'flag0', 'i != u0')}]",
            lambda: f"[i + j for i in {e()}[:3] for j in ({e('int')}, 1)]",
            lambda: f"list(range({self.number(0, 3)}, {self.number(2, 6)}))",
            lambda: f"list({e(str(self.pick('tuple', 'list')))})",
            lambda: f"sorted({e()}{self.pick('', ', reverse=True', ', key=lambda i: -i')})",
            lambda: f"list(reversed({e()}))",
            lambda: f"list(map(lambda i: i + 1, {e()}))",
            lambda: f"list(filter(lambda i: i > 1, {e()}))",
            lambda: f"list({e('dict')}.values())",
            lambda: f"[i for i, _ in enumerate({e()})]",
            lambda: f"[i - j for i, j in zip({e()}, {e()})]",
            lambda: f"([{e('int')}] * {self.number(0, 3)})",
            lambda: f"{e()}.copy()",
            lambda: f"sorted({e('set')})",
            lambda: f"({e()} if {e('bool')} else {e()})",
        ]
        if scope.generators:
            options += [lambda: f"list({self.pick(*scope.generators)}({self.expression('int', scope, 0)} % 4))"] * 3
        return options

    def _tuple(self, scope: Scope, depth: int) -> list[Callable[[], str]]:
        e = lambda kind="tuple": self.expression(kind, scope, depth)  # noqa: E731
        return [
            lambda: f"({e('int')}, {e('int')})",
            lambda: f"(*{e('list')}, 1, 2)[:4]",
            lambda: f"({e()} + {e()})[:4]",
            lambda: f"divmod({e('int')}, 3)",
            lambda: f"tuple({e('list')} + [0, 1])",
            lambda: f"({e()} if {e('bool')} else {e()})",
        ]

    def _dict(self, scope: Scope, depth: int) -> list[Callable[[], str]]:
        e = lambda kind="dict": self.expression(kind, scope, depth)  # noqa: E731
        return [
            lambda: f"{{'k': {e('int')}, 'l': {e('int')}}}",
            lambda: f"{{**{e()}, 'm': {e('int')}}}",
            lambda: f"dict({e()}, k={e('int')})",
            lambda: f"dict(k={e('int')}, m={e('int')})",
            lambda: f"{{key: value + 1 for key, value in {e()}.items()}}",
            lambda: f"dict(zip(('k', 'l'), ({e('int')}, 1)))",
            lambda: f"{e()}.copy()",
        ]

    def _set(self, scope: Scope, depth: int) -> list[Callable[[], str]]:
        e = lambda kind="set": self.expression(kind, scope, depth)  # noqa: E731
        return [
            lambda: f"{{{e('int')}, {e('int')}}}",
            lambda: f"set({e('list')})",
            lambda: f"{{i % 3 for i in {e('list')}}}",
            lambda: f"({e()} {self.pick('|', '&', '-')} {e()})",
        ]
