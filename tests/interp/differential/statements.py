"""Statements of the random programs: assignments, branches, loops, functions, classes, training."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from tests.interp.differential.programs import HEADER, NAMES, TYPES, Function, Scope
from tests.interp.differential.protocols import Protocols

MOST_DEPTH = 3
MOST_LINES = 60


class Program(Protocols):
    """Writes whole programs."""

    def program(self) -> str:
        """The text of one program."""
        scope = Scope()
        self.line(HEADER.rstrip())
        for kind in ("int", "list", "dict", "tuple"):
            self.bind(kind, scope)
        for _ in range(self.number(4, 9)):
            self.statement(scope)
        self.reveal(scope)
        return "\n".join(self.lines) + "\n"

    def bind(self, kind: str, scope: Scope) -> str:
        """A new variable of this type."""
        name = self.fresh(NAMES[kind])
        self.line(f"{name} = {self.expression(kind, scope)}")
        scope.variables.setdefault(kind, []).append(name)
        scope.own.add(name)
        return name

    def variable(self, kind: str, scope: Scope) -> str:
        """A variable of this type that this block may assign."""
        names = [name for name in scope.variables.get(kind, []) if name in scope.own]
        return str(self.pick(*names)) if names else self.bind(kind, scope)

    def any_variable(self, kind: str, scope: Scope) -> str:
        """A variable of this type, wherever it comes from: what it holds may be changed in place."""
        names = scope.variables.get(kind, [])
        return str(self.pick(*names)) if names else self.bind(kind, scope)

    def reveal(self, scope: Scope) -> None:
        """Compare some variables here."""
        names = sorted({name for kind in scope.variables.values() for name in kind} | set(scope.objects))
        names += scope.reads[-8:]
        if not names:
            return
        chosen = [str(self.pick(*names)) for _ in range(self.number(1, 3))]
        chosen = [f"({name}.n, {name}.items)" if name in scope.objects else name for name in chosen]
        self.line(f"reveal_type({chosen[0] if len(chosen) == 1 else '(' + ', '.join(chosen) + ')'})")

    def block(self, scope: Scope, *, least: int = 1, most: int = 3) -> None:
        """An indented block."""
        self.indent += 1
        self.depth += 1
        for _ in range(self.number(least, most)):
            self.statement(scope)
        self.depth -= 1
        self.indent -= 1

    def statement(self, scope: Scope) -> None:
        """One statement, simple ones where the program is deep or long enough."""
        if self.chance(4):
            self.reveal(scope)
        simple: list[Callable[[Scope], None]] = [self.assign] * 4 + [self.change] * 4 + [self.unpack, self.augment] * 2
        compound: list[Callable[[Scope], None]] = [
            self.branch,
            self.branch,
            self.loop,
            self.loop,
            self.while_loop,
            self.attempt,
            self.context,
            self.match,
            self.define,
            self.define_class,
            self.protocol,
            self.protocol,
            self.define_generator,
            self.closures,
            self.train,
        ]
        if self.depth >= MOST_DEPTH or len(self.lines) > MOST_LINES:
            compound = []
        options = simple + compound
        options[self.draw(st.integers(0, len(options) - 1))](scope)  # type: ignore[index]

    # simple statements

    def assign(self, scope: Scope) -> None:
        """A new variable, or another value for one."""
        kind = str(self.pick(*TYPES))
        if self.chance(2):
            self.bind(kind, scope)
        elif self.chance(4):
            self.line(f"{self.variable(kind, scope)} = {self.variable(kind, scope)} = {self.expression(kind, scope)}")
        elif self.chance(5):
            self.line(f"{self.variable('int', scope)} = ({self.fresh('w')} := {self.expression('int', scope)}) + 1")
        else:
            self.line(f"{self.variable(kind, scope)} = {self.expression(kind, scope)}")

    def unpack(self, scope: Scope) -> None:
        """Several targets at once."""
        first, second = self.variable("int", scope), self.variable("int", scope)
        rest = self.variable("list", scope)
        e = lambda kind="int": self.expression(kind, scope, 1)  # noqa: E731
        self.line(
            str(
                self.pick(
                    lambda: f"{first}, {second} = {second}, {first}",
                    lambda: f"{first}, {second} = {e()}, {e()}",
                    lambda: f"{first}, *{rest} = {e('list')} + [1]",
                    lambda: f"*{rest}, {first} = {e('list')} + [1]",
                    lambda: f"{first}, ({second}, {rest}) = {e()}, ({e()}, {e('list')})",
                    lambda: f"[{first}, {second}] = {e('tuple')}[:2]",
                    lambda: f"{first}, {second} = ({e()}, {e()}) if {e('bool')} else ({e()}, {e()})",
                )()  # type: ignore[operator]
            )
        )

    def augment(self, scope: Scope) -> None:
        """Augmented assignment to a name, an item or an attribute."""
        e = lambda kind="int": self.expression(kind, scope, 1)  # noqa: E731
        options = [
            lambda: f"{self.variable('int', scope)} {self.pick('+=', '-=', '//= 2 *', '^=')} {self.number(1, 4)}",
            lambda: f"{self.variable('list', scope)} += {e('list')}[:2]",
            lambda: f"{self.any_variable('dict', scope)}['k'] += {e()}",
            lambda: f"{self.any_variable('list', scope)}[0] -= {e()}",
            lambda: f"{self.variable('set', scope)} |= {{{e()}}}",
            lambda: f"{self.variable('float', scope)} *= 0.5",
        ]
        if scope.objects:
            options.append(lambda: f"{self.pick(*scope.objects)}.n += {e()}")
        self.line(self.pick(*options)())  # type: ignore[operator]

    def change(self, scope: Scope) -> None:
        """Change something in place: every alias must see it."""
        e = lambda kind="int": self.expression(kind, scope, 1)  # noqa: E731
        items, entries = self.any_variable("list", scope), self.any_variable("dict", scope)
        options = [
            lambda: f"{items}.append({e()})",
            lambda: f"{items}.extend({e('list')}[:2])",
            lambda: f"{items}.insert({self.number(0, 2)}, {e()})",
            lambda: f"{items}.{self.pick('sort()', 'reverse()', 'sort(reverse=True)')}",
            lambda: f"if {items}: {items}.pop({self.pick('', '0', '-1')})",
            lambda: f"if {items}: {items}[{self.pick('0', '-1')}] = {e()}",
            lambda: f"if {items}: del {items}[0]",
            lambda: f"{items}[:] = {e('list')}",
            lambda: f"{items}[1:2] = [{e()}, 0]",
            lambda: f"if {self.number(0, 3)} in {items}: {items}.remove({items}[0])",
            lambda: f"{items} = {items}.clear() or [1, 2]" if items in scope.own else f"{items}.append(3)",
            lambda: f"{entries}['k'] = {e()}",
            lambda: f"{entries}['m'] = {e()}",
            lambda: f"{entries}.update(m={e()})",
            lambda: f"{entries}.update({e('dict')})",
            lambda: f"{entries}.setdefault('m', {e()})",
            lambda: f"{entries}.pop('m', None)",
            lambda: f"{self.any_variable('set', scope)}.add({e()})",
            lambda: f"touch({items})",
            lambda: f"touch({self.pick(items, entries, f'[{items}]', f'({items}, {entries})')})",
            lambda: f"opaque({self.pick(items, entries)})",
        ]
        if scope.changes and self.chance(2):
            self.line(str(self.pick(*scope.changes)).format(e()))
            return
        if scope.functions:
            options.append(lambda: f"apply({self.pick(*[each.name for each in scope.functions])})")
        if scope.objects:
            name = self.pick(*scope.objects)
            options += [
                lambda: f"{name}.n = {e()}",
                lambda: f"{name}.items = {items}",
                lambda: f"{name}.items.append({e()})",
                lambda: f"{name}.half = {e()}",
                lambda: f"setattr({name}, 'n', {e()})",
                lambda: f"touch({name})",
                lambda: f"{name}[0] = {e()}",
                lambda: f"type({name}).total = {e()}",
            ]
        self.line(self.pick(*options)())  # type: ignore[operator]

    # compound statements

    def branch(self, scope: Scope) -> None:
        """`if`, perhaps with `elif` and `else`; sometimes the same test again."""
        test = self.expression("bool", scope)
        self.line(f"if {test}:")
        self.block(scope.child_block())
        if self.chance(3):
            self.line(f"elif {self.expression('bool', scope, 1)}:")
            self.block(scope.child_block())
        if self.chance(2):
            self.line("else:")
            self.block(scope.child_block())

    def loop(self, scope: Scope) -> None:
        """A `for` over one of many iterables; `break`, `continue`, `else`."""
        e = lambda kind="list": self.expression(kind, scope, 1)  # noqa: E731
        item, other = self.fresh("n"), self.fresh("n")
        heads = [
            lambda: f"for {item} in ({self.number()}, {self.number()}, {self.number()}):",
            lambda: f"for {item} in range({self.number(0, 4)}):",
            lambda: f"for {item} in range({self.pick(30, 80)}):",
            lambda: f"for {item} in {e()}[:9]:",
            lambda: f"for {item} in list(numbers):",
            lambda: f"for {item}, {other} in enumerate({e()}[:9]):",
            lambda: f"for {item}, {other} in zip({e()}[:9], {e()}):",
            lambda: f"for _, {item} in list({e('dict')}.items()):",
            lambda: f"for {item} in reversed({e()}[:9]):",
            lambda: f"for {item} in {e('tuple')}:",
        ]
        if scope.generators:
            heads.append(lambda: f"for {item} in {self.pick(*scope.generators)}({self.number(0, 3)}):")
        self.line(self.pick(*heads)())  # type: ignore[operator]
        inner = scope.child_block()
        inner.variables.setdefault("int", []).append(item)
        self.indent += 1
        self.loops += 1
        if self.chance(3):
            self.line(f"if {self.expression('bool', inner, 1)}: {self.pick('break', 'continue')}")
        self.indent -= 1
        self.block(inner)
        self.loops -= 1
        if self.chance(5):
            self.line("else:")
            self.block(scope.child_block(), most=1)

    def while_loop(self, scope: Scope) -> None:
        """A `while` that counts; the counter is nobody else's."""
        count = self.fresh("i")
        self.line(f"{count} = 0")
        most = self.pick(2, 4, 40)
        endless = self.chance(3)
        self.line("while True:" if endless else f"while {count} < {most} and {self.expression('bool', scope, 1)}:")
        self.indent += 1
        self.line(f"{count} += 1")
        if endless:
            self.line(f"if {count} >= {most}: break")
        if self.chance(3):
            self.line(f"if {self.expression('bool', scope, 1)}: {self.pick('break', 'continue')}")
        self.indent -= 1
        inner = scope.child_block()
        inner.variables.setdefault("int", []).append(count)
        self.block(inner)
        self.line(f"reveal_type({count})")

    def attempt(self, scope: Scope) -> None:
        """`try` with a body that may raise."""
        self.line("try:")
        self.indent += 1
        self.line(
            str(
                self.pick(
                    lambda: (
                        f"{self.variable('int', scope)} = {self.expression('int', scope, 1)} // {self.pick('u0', 0, 2)}"
                    ),
                    lambda: f"{self.variable('int', scope)} = {self.expression('dict', scope, 1)}['m']",
                    lambda: f"if {self.expression('bool', scope, 1)}: raise ValueError('x')",
                    lambda: f"{self.variable('int', scope)} = int({self.expression('str', scope, 1)})",
                    lambda: f"{self.variable('int', scope)} = {self.any_variable('list', scope)}[2]",
                    lambda: "opaque('raise')",
                )()  # type: ignore[operator]
            )
        )
        self.indent -= 1
        self.block(scope.child_block(), most=2)
        self.line(
            str(self.pick("except Exception:", "except Exception as error:", "except (ValueError, LookupError):"))
        )
        self.block(scope.child_block(), most=2)
        if self.chance(3):
            self.line("else:")
            self.block(scope.child_block(), most=1)
        if self.chance(3):
            self.line("finally:")
            self.block(scope.child_block(), most=1)

    def context(self, scope: Scope) -> None:
        """`with` of a class of the program's own."""
        name, log = self.fresh("Context"), self.any_variable("list", scope)
        self.line(f"class {name}:")
        self.line("    def __enter__(self):")
        self.line(f"        {log}.append({self.number()})")
        self.line(f"        return {self.pick('self', '7', log)}")
        self.line("    def __exit__(self, *error):")
        self.line(f"        {log}.append(-1)")
        self.line(f"        return {self.pick('None', 'True', 'False')}")
        entered = self.fresh("c")
        self.line(f"with {name}() as {entered}:")
        inner = scope.child_block()
        self.block(inner, most=2)
        if self.chance(3):
            self.line(f"    if {self.expression('bool', scope, 1)}: raise ValueError('x')")
        self.reveal(scope)

    def match(self, scope: Scope) -> None:
        """`match` over constants, captures and sequences."""
        subject = self.expression(str(self.pick("int", "str", "tuple")), scope, 1)
        captured = self.fresh("n")
        self.line(f"match {subject}:")
        self.indent += 1
        for pattern in (
            self.pick("0", "'ab'", "1 | 2", "True"),
            self.pick(f"(0, {captured}x)", f"[{captured}x, *_]", "-1", f"{captured}x if flag0", "str()"),
        ):
            self.line(f"case {pattern}:")
            self.block(scope.child_block(), most=1)
        if self.chance(2):
            self.line("case _:")
            self.block(scope.child_block(), most=1)
        self.indent -= 1

    def define(self, scope: Scope) -> None:
        """A function, then perhaps calls of it."""
        name = self.fresh("function")
        inner = scope.child()
        plain = [self.fresh("p") for _ in range(self.number(0, 2))]
        optional = [self.fresh("o") for _ in range(self.number(0, 2))]
        only = [self.fresh("q") for _ in range(self.number(0, 1))]
        parameters = [*plain, *(f"{each}={self.expression('int', scope, 1)}" for each in optional)]
        star = self.chance(4)
        if star:
            parameters.append("*rest")
        elif only:
            parameters.append("*")
        parameters += [f"{each}={self.number()}" for each in only]
        if self.chance(5):
            parameters.append("**others")
        inner.variables.setdefault("int", []).extend([*plain, *optional, *only])
        inner.own |= {*plain, *optional, *only}
        if star:
            inner.variables.setdefault("tuple", []).append("(*rest, 0, 1)")
        outer_loops, self.loops = self.loops, 0
        outer, self.in_function = self.in_function, True
        decorated = self.chance(6)
        if decorated:
            wrapper = self.fresh("wrap")
            self.line(f"def {wrapper}(inner):")
            self.line("    def around(*a, **k):")
            self.line(f"        return inner(*a, **k) {self.pick('+ 1', '* 2', '')}")
            self.line("    return around")
            self.line(f"@{wrapper}")
        self.line(f"def {name}({', '.join(parameters)}):")
        self.indent += 1
        targets = [each for each in scope.variables.get("int", []) if each in scope.own and each.startswith("n")]
        if targets and self.chance(3):
            chosen = self.pick(*targets)
            self.line(f"{'nonlocal' if outer else 'global'} {chosen}")
            inner.own.add(str(chosen))
        if self.chance(3):
            self.line(f"if {self.expression('bool', inner, 1)}: return {self.expression('int', inner, 1)}")
        if plain and not decorated and self.chance(6):
            self.line(f"if {plain[0]} > 6: return 0")
            self.line(f"if {plain[0]} > 0: return {name}({', '.join([f'{plain[0]} + 1', *plain[1:]])}) + 1")
        self.indent -= 1
        self.block(inner)
        self.indent += 1
        if not self.chance(6):
            self.line(f"return {self.expression('int', inner)}")
        else:
            self.line("return 0" if self.chance(2) else f"return {self.number()}")
        self.indent -= 1
        self.in_function, self.loops = outer, outer_loops
        scope.functions.append(Function(name, len(plain), len(plain) + len(optional), tuple(only)))

    def define_generator(self, scope: Scope) -> None:
        """A generator function."""
        name, count = self.fresh("generator"), self.fresh("p")
        inner = scope.child()
        inner.variables.setdefault("int", []).append(count)
        outer, self.in_function = self.in_function, True
        self.line(f"def {name}({count}):")
        self.indent += 1
        self.line(f"for {count}x in range({count}):" if self.chance(2) else f"if {count} > 0:")
        self.line(f"    yield {self.expression('int', inner, 1)}")
        if self.chance(3):
            self.line(f"yield from {self.expression('list', inner, 1)}")
        if self.chance(3):
            self.line(f"if {count} > 1: return")
        self.line(f"yield {self.expression('int', inner, 1)}")
        self.indent -= 1
        self.in_function = outer
        scope.generators.append(name)

    def closures(self, scope: Scope) -> None:
        """A function that makes functions: late binding, shared cells, mutable defaults."""
        maker, made = self.fresh("maker"), self.fresh("function")
        start = self.expression("int", scope, 1)
        form = self.number(0, 2)
        if form == 0:
            self.line(f"def {maker}(c):")
            self.line("    def step(x=1):")
            self.line("        nonlocal c")
            self.line("        c += x")
            self.line("        return c")
            self.line("    return step")
            self.line(f"{made} = {maker}({start})")
        elif form == 1:
            self.line(f"def {made}(x=1, log=[]):")
            self.line("    log.append(x)")
            self.line(f"    return len(log) + {start}")
        else:
            self.line(f"{maker} = [lambda x=1: x + i for i in (1, 2)]")
            self.line(f"{made} = {maker}[{self.number(0, 1)}]")
        scope.functions.append(Function(made, 0, 1))

    def define_class(self, scope: Scope) -> None:
        """A class with every kind of member, and an object of it."""
        base, name, made = self.fresh("Base"), self.fresh("Class"), self.fresh("x")
        e = lambda: self.expression("int", scope, 1)  # noqa: E731
        self.line(f"class {base}:")
        self.line(f"    total = {e()}")
        self.line("    def __init__(self, n, *items):")
        self.line(f"        self.n = n {self.pick('', '+ 1', '* 2')}")
        self.line("        self.items = list(items)")
        self.line("    def plain(self, x):")
        self.line(f"        return x + {self.pick('self.n', 'self.total', 'len(self.items)', 'type(self).total')}")
        self.line("    def __len__(self):")
        self.line("        return len(self.items)")
        self.line(f"class {name}({base}):")
        if self.chance(2):
            self.line("    def __init__(self, n, *items):")
            self.line(f"        super().__init__({self.pick('n', 'n + 1')}, *items)")
            self.line(f"        self.{self.pick('extra', 'n', 'total')} = {e()}")
        if self.chance(3):
            self.line(f"    total = {e()}")
        self.line("    @property")
        self.line("    def twice(self):")
        self.line("        return self.n * 2")
        self.line("    @property")
        self.line("    def half(self):")
        self.line("        return self.n // 2")
        self.line("    @half.setter")
        self.line("    def half(self, value):")
        self.line("        self.n = value * 2")
        self.line("    def grow(self, x):")
        self.line(f"        {self.pick('self.n += x', 'self.items.append(x)', f'{name}.total += x', 'self.total = x')}")
        self.line(f"        return {self.pick('self.n', 'super().plain(x)', 'self.total')}")
        self.line("    def __call__(self, x):")
        self.line("        return self.plain(x) + 1")
        self.line("    def __getitem__(self, x):")
        self.line("        return self.n + x")
        self.line("    def __setitem__(self, x, value):")
        self.line("        self.n = value")
        self.line("    @classmethod")
        self.line("    def made(cls, n=3):")
        self.line("        return cls(n)")
        self.line(f"{made} = {name}({self.pick(f'{e()}', f'{e()}, {e()}', f'n={e()}', f'*[{e()}, 2]')})")
        scope.objects[made] = name
        if self.chance(3):
            alias = self.fresh("x")
            self.line(f"{alias} = {made}")
            scope.objects[alias] = name

    def train(self, scope: Scope) -> None:
        """A model built, compiled and fitted the way scripts do it."""
        e = lambda kind="int": self.expression(kind, scope, 1)  # noqa: E731
        units = f"abs({e()}) % 5 + 1"
        rate = self.pick("0.01", f"abs({e('float')})", f"10 ** -{self.number(1, 4)}", "0.1 if flag0 else 0.2")
        cut = self.pick(self.number(5, 30), f"abs({e()}) + 3")
        model, data = self.fresh("model"), self.fresh("data")
        self.line("import keras; import numpy as np")
        self.line(f"{data} = np.load('data.npy')")
        for line in (
            f"{data} = {data}[{self.pick(f':{cut}', f'{cut}:', f'2:{cut}', f':-{cut}', '::2')}]",
            f"np.random.shuffle({data})",
        ):
            if self.chance(3):
                self.line(line)
        if self.chance(2):
            self.line(f"{model} = keras.Sequential()")
            self.line(f"for units, name in (({units}, 'relu'), ({e()}, {self.pick('None', repr('tanh'))})):")
            self.line(f"    {model}.add(keras.layers.Dense(units, activation=name))")
        else:
            self.line(f"{model} = keras.Sequential([keras.layers.Dense({units}), keras.layers.Dense({e()}, 'relu')])")
        if self.chance(3):
            self.line(f"if {e('bool')}: {model}.add(keras.layers.Dense(1, activation='sigmoid'))")
        if self.chance(4):
            self.line(f"touch({model})")
        loss = self.pick("'mse'", "'mae' if flag1 else 'mse'", "keras.losses.MeanSquaredError()")
        self.line(f"{model}.compile(keras.optimizers.Adam({rate}), loss={loss})")
        self.line(f"{model}.fit({data}[:{cut}], {data}[:{cut}], validation_data=({data}[{cut}:], {data}[{cut}:]))")
