"""Random functions and classes that code which is not seen runs: later, more than once, or not yet."""

from __future__ import annotations

from tests.interp.differential.programs import Scope, Writer


class Outsiders(Writer):
    """Writes what is handed to libraries; what can be read of it and changed in it goes into the scope."""

    def write(self, *lines: str) -> None:
        """Lines at the current indentation."""
        for each in lines:
            self.line(each)

    def short(self, scope: Scope) -> str:
        """A short int expression."""
        return self.expression("int", scope, 1)

    def _awaited(self, scope: Scope, kind: str, made: str) -> None:
        count = self.fresh("runs")
        self.write("import asyncio", f"{count} = [0]", f"async def {made}(x):", f"    {count}[0] += 1")
        if self.chance(2):
            self.write(f"    if x > 2: return await {made}(x // 2) + 1")
        self.write(f"    return x + {self.short(scope)}")
        scope.reads += [f"asyncio.run({made}({self.number()}))", f"{count}[0]"]
        scope.changes += [f"{made}({{}}).close()", f"{count}[0] = asyncio.run({made}({{}} % 5))"]

    def _label(self, scope: Scope, kind: str, made: str) -> None:
        base, first, second = self.pick(("int", "3", "4"), ("str", "'ab'", "'b'"))  # type: ignore[misc]
        self.write("from enum import Enum", f"class {kind}({base}, Enum):", f"    A = {first}", f"    B = {second}")
        self.write(f"{made} = {kind}.{self.pick('A', 'B')}")
        scope.reads += [f"len(str({made}))", f"len(f'{{{made}}}')", f"len('%s' % {made})", f"len(repr([{made}]))"]
        scope.reads += [f"len('{{}}'.format({made}))", f"len(str({made}.value))", f"(1 if {made} == {first} else 2)"]
        scope.reads += [f"len(str({made} * 2))", f"(1 if isinstance({made}, {kind}) else 2)", f"len({made}.name)"]
        scope.reads += [f"(1 if type({made}) is {base} else 2)", f"len({{{made}: 1, {first}: 2}})"]

    def _defaults(self, scope: Scope, kind: str, made: str) -> None:
        self.write(f"def {made}(x={self.short(scope)}, *, y={self.short(scope)}): return x + y * 2")
        scope.reads += [f"{made}()", f"{made}({self.number()})", f"{made}(y={self.number()})"]
        scope.changes += [f"{made}.__defaults__ = ({{}},)", f"{made}.__kwdefaults__ = {{{{'y': {{}}}}}}"]

    def _handed(self, scope: Scope, kind: str, made: str) -> None:
        self.write(f"class {kind}:", f"    n = {self.number()}", f"    other = {self.number()}")
        self.write(f"def {made}(): {kind}.n {self.pick('+=', '=')} {self.number()}", f"later({made})")
        scope.reads += [f"{kind}.n", f"{kind}.other"]
        scope.changes += [f"{kind}.n = {{}}", f"{kind}.other = {{}}"]

    def _context(self, scope: Scope, kind: str, made: str) -> None:
        log = self.fresh("log")
        self.write("from contextlib import ContextDecorator, ExitStack", f"{log} = []")
        self.write(f"class {kind}(ContextDecorator):", "    def __enter__(self):", f"        {log}.append(1)")
        self.write(f"        return {self.short(scope)}", f"    def __exit__(self, *error): {log}.append(2)")
        if self.chance(2):
            self.write(f"@{kind}()", f"def {made}(): return {self.short(scope)}")
            scope.reads.append(f"{made}()")
        scope.reads.append(f"len({log})")
        scope.changes.append(f"with ExitStack() as stack: {log}.append(stack.enter_context({kind}()) + {{}})")
