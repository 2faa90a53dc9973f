"""Random classes and functions whose attributes, operators and calls do not do what they seem to."""

from __future__ import annotations

from collections.abc import Callable

from tests.interp.differential.outsiders import Outsiders
from tests.interp.differential.programs import Scope


class Protocols(Outsiders):
    """Writes classes with hooks; what can be read of them and changed in them goes into the scope."""

    def protocol(self, scope: Scope) -> None:
        """One such class or function, and things made with it."""
        options: tuple[Callable[[Scope, str, str], None], ...] = (
            self._descriptor,
            self._property,
            self._hooks,
            self._namespace,
            self._data,
            self._enumeration,
            self._decorated,
            self._subclasses,
            self._private,
            self._operators,
            self._walked,
            self._remembering,
            self._lazy,
            self._single,
            self._awaited,
            self._label,
            self._defaults,
            self._handed,
            self._context,
        )
        written: Callable[[Scope, str, str], None] = self.pick(*options)  # type: ignore[assignment]
        written(scope, self.fresh("Kind"), self.fresh("y"))

    def _descriptor(self, scope: Scope, kind: str, made: str) -> None:
        holder = self.fresh("Held")
        self.write(
            f"class {holder}:",
            "    def __set_name__(self, owner, name): self.slot = '_' + name",
            f"    def __get__(self, owner, cls): return {self.number()} if owner is None else "
            f"getattr(owner, self.slot, {self.short(scope)}) {self.pick('', '+ 1')}",
        )
        if self.chance(2):
            self.write(f"    def __set__(self, owner, value): setattr(owner, self.slot, value {self.pick('', '* 2')})")
        self.write(f"class {kind}:", f"    rate = {holder}()")
        if self.chance(2):
            self.write(f"    def __init__(self): self.rate = {self.short(scope)}")
        self.write(f"{made} = {kind}()")
        scope.reads += [f"{made}.rate", f"{kind}.rate"]
        scope.changes += [f"{made}.rate = {{}}", f"{made}.rate += {{}}"]

    def _property(self, scope: Scope, kind: str, made: str) -> None:
        e = self.short(scope)
        cached = self.chance(2)
        self.write("from functools import cached_property", f"class {kind}:", f"    seen = {e}")
        self.write("    def get(self): return self.seen + 1", "    def set(self, value): self.seen = value * 2")
        self.write("    whole = property(get, set)" if self.chance(2) else "    whole = property(fset=set, fget=get)")
        self.write(f"    @{'cached_property' if cached else 'property'}")
        self.write("    def once(self):", "        self.seen += 1", "        return self.seen")
        self.write(f"{made} = {kind}()")
        scope.reads += [f"{made}.whole", f"{made}.once", f"{made}.seen"]
        scope.changes += [f"{made}.whole = {{}}", f"{made}.seen = {{}}", f"{kind}.seen = {{}}"]

    def _hooks(self, scope: Scope, kind: str, made: str) -> None:
        self.write(f"class {kind}:", f"    rate = {self.short(scope)}")
        self.write(f"    def __setattr__(self, name, value): {self.pick('super()', 'object')}.__setattr__(")
        self.lines[-1] += "name, value * 2)" if "super" in self.lines[-1] else "self, name, value * 2)"
        if self.chance(2):
            self.write(f"    def __getattr__(self, name): return len(name) + {self.short(scope)}")
            scope.reads.append(f"{made}.other")
        if self.chance(3):
            self.write(
                "    def __getattribute__(self, name):",
                "        value = object.__getattribute__(self, name)",
                "        return value + 1 if isinstance(value, int) else value",
            )
        self.write(f"{made} = {kind}()")
        scope.reads.append(f"{made}.rate")
        scope.changes += [f"{made}.rate = {{}}", f"setattr({made}, 'rate', {{}})"]

    def _namespace(self, scope: Scope, kind: str, made: str) -> None:
        self.write(f"class {kind}:", f"    rate = {self.short(scope)}", f"    units = {self.short(scope)}")
        self.write("    def __init__(self, **options):")
        self.write(
            self.pick(  # type: ignore[arg-type]
                "        self.__dict__.update(options)",
                "        vars(self).update(options)",
                "        for name, value in options.items(): self.__dict__[name] = value",
                "        self.__dict__ = options",
            )
        )
        self.write(f"{made} = {kind}({self.pick('rate', 'units')}={self.short(scope)})")
        scope.reads += [f"{made}.rate", f"{made}.units"]
        scope.changes += [f"{made}.rate = {{}}", f"vars({made})['rate'] = {{}}", f"{kind}.units = {{}}"]

    def _data(self, scope: Scope, kind: str, made: str) -> None:
        base = self.fresh("Base")
        e = lambda: self.short(scope)  # noqa: E731
        self.write(
            "from dataclasses import dataclass, field, InitVar, KW_ONLY",
            "from typing import ClassVar",
            "@dataclass",
            f"class {base}:",
            f"    rate: int = {e()}",
            f"    {self.pick('scale: ClassVar[int] = 3', 'seen: list = field(default_factory=list)')}",
            f"    steps: int = field({self.pick('init=False, ', '')}default={e()})",
            self.pick("@dataclass", "@dataclass(eq=False)"),  # type: ignore[arg-type]
            f"class {kind}({base}):",
            f"    units: int = {e()}",
        )
        if self.chance(2):
            self.write("    _: KW_ONLY")
        self.write(f"    {self.pick('rate: int = 7', 'more: int = 9', 'factor: InitVar[int] = 2')}")
        if "InitVar" in self.lines[-1]:
            self.write("    def __post_init__(self, factor): self.units *= factor")
        given = self.pick("", e(), f"{e()}, units={e()}", f"rate={e()}")
        self.write(f"{made} = {kind}({given})")
        scope.reads += [f"{made}.rate", f"{made}.units", f"{made}.steps", f"{kind}().rate"]
        scope.changes += [f"{made}.units = {{}}", f"{base}.rate = {{}}"]

    def _enumeration(self, scope: Scope, kind: str, made: str) -> None:
        first, second = self.number(), self.number()
        self.write("from enum import Enum", f"class {kind}(Enum):", f"    A = {first}", f"    B = {second}")
        self.write("    def twice(self): return self.value * 2", f"{made} = {kind}.{self.pick('A', 'B')}")
        scope.reads += [f"{made}.value", f"{kind}.B.twice()", f"len({made}.name)", f"{kind}({first}).value"]
        test = self.pick(f"{made} is {kind}.A", f"{made} == {kind}.B", f"{made} == {first}")
        scope.reads += [f"(1 if {test} else 2)", f"{kind}['A'].value"]

    def _decorated(self, scope: Scope, kind: str, made: str) -> None:
        decorate, known = self.fresh("decorate"), self.fresh("known")
        self.write(f"{known} = {{}}", f"def {decorate}(name):", "    def add(cls):", f"        {known}[name] = cls")
        self.write(f"        cls.rate = {self.short(scope)}" if self.chance(2) else "        cls.other = 1")
        if self.chance(3):
            self.write("        class Inner(cls): units = 9", "        return Inner")
        else:
            self.write("        return cls")
        self.write("    return add", f"@{decorate}('k')", f"class {kind}:", f"    rate = {self.short(scope)}")
        self.write(f"    units = {self.number()}", f"{made} = {kind}()")
        scope.reads += [f"{made}.rate", f"{made}.units", f"{known}['k'].rate", f"len({known})"]
        scope.changes += [f"{kind}.rate = {{}}", f"{made}.units = {{}}"]

    def _subclasses(self, scope: Scope, kind: str, made: str) -> None:
        left, right = self.fresh("Left"), self.fresh("Right")
        self.write(f"class {kind}:", f"    rate = {self.short(scope)}", "    count = 0")
        self.write(
            "    def __init_subclass__(cls, units=3):", "        cls.units = units", f"        {kind}.count += 1"
        )
        self.write("    @classmethod", "    def made(cls):", "        cls.count += 1", "        return cls()")
        self.write("    def size(self): return self.rate")
        self.write(f"class {left}({kind}, units={self.number()}):", f"    {self.pick('rate = 5', 'pass')}")
        self.write("    def size(self): return super().size() + 1")
        self.write(f"class {right}({kind}):")
        if self.chance(2):
            self.write("    if flag0: rate = 8")
        self.write("    def size(self): return super().size() * 2")
        both = self.fresh("Both")
        self.write(f"class {both}({left}, {right}): pass", f"{made} = {both}.made()")
        scope.reads += [f"{made}.size()", f"{made}.units", f"{kind}.count", f"{both}.count", f"{right}().size()"]
        scope.changes += [f"{kind}.rate = {{}}", f"{right}.rate = {{}}", f"{left}.units = {{}}"]

    def _private(self, scope: Scope, kind: str, made: str) -> None:
        base = self.fresh("Base")
        self.write(f"class {base}:", f"    __rate = {self.short(scope)}", "    def rate(self): return self.__rate")
        self.write(f"class {kind}({base}):", f"    __rate = {self.short(scope)}")
        if self.chance(2):
            self.write("    def __init__(self): self.__rate = 6", "    def own(self): return self.__rate")
        else:
            self.write("    def own(self): return [self.__rate for _ in (1,)][0]")
        self.write(f"{made} = {kind}()")
        scope.reads += [f"{made}.rate()", f"{made}.own()", f"{base}._{base}__rate"]
        scope.changes += [f"{made}._{base}__rate = {{}}", f"{kind}._{kind}__rate = {{}}"]

    def _operators(self, scope: Scope, kind: str, made: str) -> None:
        other = self.fresh("Kind")
        self.write(f"class {kind}:", "    def __init__(self, rate): self.rate = rate")
        self.write(f"    def __add__(self, other): return {self.pick('NotImplemented', 'self.rate + 1')}")
        self.write("    def __iadd__(self, other):", "        self.rate += other", "        return self")
        self.write("    def __eq__(self, other): return self.rate == other.rate")
        self.write("    def __hash__(self): return 1", "    def __neg__(self): return self.rate - 1")
        self.write(f"class {other}({self.pick(kind, 'object')}):", "    rate = 4")
        self.write("    def __init__(self): pass", "    def __radd__(self, other): return 7")
        self.write(f"{made} = {kind}({self.short(scope)})", f"{made}b = {made}")
        scope.reads += [f"{made}.rate", f"{made}b.rate", f"({made} + {other}())", f"(2 + {other}())", f"-{made}"]
        scope.reads += [f"len({{{made}, {kind}({made}.rate)}})", f"(1 if {made} == {kind}(3) else 2)"]
        scope.changes += [f"{made}.rate = {{}}"]
        self.write(f"{made} += {self.number()}")

    def _walked(self, scope: Scope, kind: str, made: str) -> None:
        self.write(f"class {kind}:", "    def __init__(self): self.left = 3")
        form = self.number(0, 2)
        if form == 0:
            self.write("    def __iter__(self): return self", "    def __next__(self):")
            self.write("        self.left -= 1", "        if self.left < 0: raise StopIteration")
            self.write("        return self.left")
        elif form == 1:
            self.write("    def __iter__(self):", "        for each in range(self.left): yield each + 1")
        else:
            self.write("    def __getitem__(self, at):", "        if at >= self.left: raise IndexError")
            self.write("        return at * 2")
        self.write(f"{made} = {kind}()")
        scope.reads += [
            f"{made}.left",
            f"len(list({made}))",
            f"sum(each for each in {made})",
            f"(1 if 2 in {made} else 0)",
        ]
        scope.changes += [f"{made}.left = abs({{}}) % 4"]

    def _remembering(self, scope: Scope, kind: str, made: str) -> None:
        count = self.fresh("runs")
        self.write("from functools import lru_cache", f"{count} = [0]", "@lru_cache(maxsize=None)")
        self.write(f"def {made}(x=1):", f"    {count}[0] += 1", "    return [x]")
        scope.reads += [f"{made}({self.number()})[-1]", f"{made}()[-1]", f"len({made}(2))", f"{count}[0]"]
        scope.changes += [f"{made}(2).append({{}})", f"{made}({{}})"]

    def _lazy(self, scope: Scope, kind: str, made: str) -> None:
        log = self.fresh("log")
        self.write(f"{log} = []", f"def {made}g(n):", "    for i in range(n):", f"        {log}.append(i)")
        self.write("        yield i", f"{made} = {made}g({self.number(1, 4)})")
        scope.reads += [f"next({made}, 9)", f"len({log})", f"sum({made})", f"len(list(zip({made}, {made})))"]
        scope.reads += [f"(1 if any(i > 0 for i in {made}) else 0)", f"sum(1 for i in {made})"]
        self.write("from collections import deque")
        scope.changes += [f"{made} = {made}g(abs({{}}) % 4)", f"deque({made}, maxlen=abs({{}}))"]

    def _single(self, scope: Scope, kind: str, made: str) -> None:
        meta = self.fresh("Meta")
        if self.chance(2):
            self.write(f"class {meta}(type):", "    made = {}", "    def __call__(cls, *a):")
            self.write("        if cls not in cls.made: cls.made[cls] = super().__call__(*a)")
            self.write("        return cls.made[cls]", f"class {kind}(metaclass={meta}):")
        else:
            self.write(f"class {kind}:", "    one = None", "    def __new__(cls, *a):")
            self.write(f"        if {kind}.one is None: {kind}.one = super().__new__(cls)")
            self.write(f"        return {kind}.one")
        self.write(f"    rate = {self.short(scope)}", f"{made} = {kind}()")
        scope.reads += [f"{made}.rate", f"{kind}().rate"]
        scope.changes += [f"{made}.rate = {{}}", f"{kind}().rate = {{}}"]
