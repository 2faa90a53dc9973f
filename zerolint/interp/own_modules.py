"""Modules of the project: run once, when they are first imported, with a scope of their own.

What a module sets at its import is there on every path, wherever the import stands: it is written below all branches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from zerolint.facts.paths import ALWAYS
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.values import Known, Object, Value
from zerolint.interp.callables import Closure
from zerolint.interp.frames import Frame
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter
from zerolint.interp.nodes import functions_in
from zerolint.interp.parsing import NotParsed, parsed
from zerolint.interp.project import MODULE_KIND
from zerolint.interp.versions import see_version
from zerolint.source.own_modules import OwnModule, Search, folder_of, init_of, is_package, package_of
from zerolint.source.problem import Problem

MOST_MODULES = 200
"""Modules that are run for one script, those imported by others included."""
MOST_TEXT = 2_000_000
"""Characters of them."""
EVALUATIONS_PER_CHARACTER = 1
MOST_EVALUATIONS = 80_000
"""By which modules lengthen the run of one script: about two seconds."""


def imported(m: Interpreter, dotted: str, place: Place) -> tuple[Value, ...]:
    """The modules `a`, `a.b` and `a.b.c` of an absolute import; none where the project has no such module."""
    if m.project.search is None:
        return ()
    paths = m.project.search.absolute(dotted)
    return _chain(m, paths, dotted, None, place) if len(paths) == dotted.count(".") + 1 else ()


def imported_relatively(m: Interpreter, dotted: str, level: int, place: Place) -> tuple[Value, ...]:
    """The same for `from ..a import b`; without a name, the package that the dots stand for."""
    here = m.project.paths.get(m.frames[-1].scopes[-1])
    if m.project.search is None or here is None:
        return ()
    folder = package_of(here, level)
    if not dotted:
        init = init_of(folder)
        path = init if m.project.search.exists(init) else folder
        return (load(m, path, _last_name(path), place),)
    paths = m.project.search.inside(folder, dotted)
    parent = m.project.modules.get(init_of(folder)) or m.project.modules.get(folder)
    return _chain(m, paths, dotted, parent, place) if len(paths) == dotted.count(".") + 1 else ()


def _chain(m: Interpreter, paths: Sequence[str], dotted: str, parent: Value | None, place: Place) -> tuple[Value, ...]:
    """Modules with the packages around them, the outermost first; each is an attribute of the one before."""
    found: list[Value] = []
    for path, name in zip(paths, dotted.split("."), strict=True):
        new = path not in m.project.modules
        module = load(m, path, f"{name_of(m, parent)}.{name}" if isinstance(parent, Object) else name, place)
        if new and isinstance(parent, Object):
            with m.heap.on_every_path():
                m.heap.set((parent.key, name), module)
        found.append(module)
        parent = module
    return tuple(found)


def load(m: Interpreter, path: str, name: str, place: Place) -> Value:
    """The module in a file, or the package in a folder, run under its full name where it was not run before."""
    known = m.project.modules.get(path)
    if known is not None:
        if not m.project.running:
            m.project.earlier.discard(path)
        return known
    assert m.project.search is not None
    made = m.new(MODULE_KIND, place)
    if not path.endswith(".py"):
        m.project.modules[path] = made
        m.project.paths[made.key] = path
        named(m, made, path, name)
        return made
    module = m.project.search.files.module(path)
    reason = refused(m, module)
    if module is None or reason is not None:
        value = m.project.modules[path] = m.unknown(f"own module {path.rpartition('/')[2]}, {reason}", place)
        return value
    m.project.modules[path] = made
    m.project.paths[made.key] = path
    m.project.add(module)
    named(m, made, path, name)
    m.project.unfinished.add(path)
    _run(m, module, made)
    m.project.unfinished.discard(path)
    return made


def named(m: Interpreter, module: Object, path: str, name: str) -> None:
    """What Python writes into a module before it runs."""
    with m.heap.on_every_path():
        m.heap.set((module.key, "__name__"), Known(name))
        m.heap.set((module.key, "__package__"), Known(name if is_package(path) else name.rpartition(".")[0]))


def name_of(m: Interpreter, module: Object) -> str:
    """The full name of a module that was imported."""
    name = m.read(module, "__name__")
    path = m.project.paths.get(module.key, "?")
    return name.value if isinstance(name, Known) and isinstance(name.value, str) else _last_name(path)


def refused(m: Interpreter, module: OwnModule | None) -> str | None:
    """Why a module is not run; None where it is."""
    if module is None:
        return "which can't be read"
    if module.problems:
        return _unreadable(module.problems[0])
    if len(m.project.loaded) >= MOST_MODULES or sum(map(len, m.project.texts)) + len(module.source.text) > MOST_TEXT:
        return "which is one module too many"
    if module.tree is None:
        try:
            module.tree = parsed(module.source.text)
        except NotParsed as error:
            return _unreadable(error.problem)
    return None


def _unreadable(problem: Problem) -> str:
    """Why a file is no module: its first mistake, or that it is too large."""
    if problem.code == "ZL006":
        return "which is too large or too deep"
    return (
        f"which can't be parsed (line {problem.span.start.row})" if problem.code == "ZL001" else "which can't be read"
    )


def grant(m: Interpreter, module: OwnModule) -> None:
    """Lengthen the run by what a module takes.

    By two or three runs of what it holds, and not ten: most of it is not for this script.
    """
    more = min(EVALUATIONS_PER_CHARACTER * len(module.source.text), MOST_EVALUATIONS - m.project.granted)
    m.budget += more
    m.project.granted += more
    # What it does is no matter of the call around it, which is not to be replayed.
    m.irregular += 1
    if m.project.sees_version:
        see_version(m, module.tree, module.source.text)


def _run(m: Interpreter, module: OwnModule, owner: Object) -> None:
    """Run the body of a module, as no call and no branch around the import were there."""
    grant(m, module)
    with m.heap.on_every_path():
        run_body(m, module, owner)


def run_body(m: Interpreter, module: OwnModule, owner: Object) -> None:
    """Run what stands in a module; its variables are slots of `owner`."""
    with apart(m):
        m.frames = [Frame(owner.key, (owner.key,), m.heap.depth, ALWAYS, module.tree)]
        m.block(module.tree)


@contextmanager
def from_folder_of(m: Interpreter, path: str) -> Iterator[None]:
    """Run something whose imports start from the folder of another script."""
    search = m.project.search
    if search is not None:
        m.project.search = Search(path, search.files, search.consulted)
    try:
        yield
    finally:
        m.project.search = search


def run_script(m: Interpreter, module: OwnModule, name: str, place: Place) -> Object:
    """Run a file here and now as a script of this name; gives what holds its variables then."""
    made = m.new(MODULE_KIND, place)
    m.project.paths[made.key] = module.path
    m.project.add(module)
    named(m, made, module.path, name)
    grant(m, module)
    with from_folder_of(m, module.path):
        run_body(m, module, made)
    return made


def run_again(m: Interpreter, owner: Object) -> None:
    """Run the body of a module once more, here and in the scope that it has."""
    path = m.project.paths.get(owner.key)
    module = next((each for each in m.project.loaded if each.path == path), None)
    if module is None:
        return
    run_body(m, module, owner)


def _last_name(path: str) -> str:
    stem = path.rpartition("/")[2].removesuffix(".py")
    return folder_of(path).rpartition("/")[2] if stem == "__init__" else stem


@contextmanager
def apart(m: Interpreter) -> Iterator[None]:
    """Run something as if it stood at the top of a module."""
    saved = m.frames, m.labels, m.repeating, m.rounds, m.turn, m.contexts, m.given, m.sides
    m.labels, m.repeating, m.rounds, m.turn, m.contexts, m.given, m.sides = ALWAYS, 0, None, 0, (), NOWHERE, []
    try:
        yield
    finally:
        m.frames, m.labels, m.repeating, m.rounds, m.turn, m.contexts, m.given, m.sides = saved


def member(m: Interpreter, module: Object, name: str, place: Place) -> Value:
    """`module.name`: what its body bound, else a module inside it where it is a package."""
    value = m.read(module, name)
    if value is not None and value is not UNSET:
        return value
    path = m.project.paths.get(module.key)
    if path is not None and m.project.search is not None and is_package(path):
        found = m.project.search.inside(folder_of(path), name)
        if found:
            return _chain(m, found, name, module, place)[-1]
    if name == "__file__" and path is not None:
        return Known(path, place=place)
    asked = m.read(module, "__getattr__")
    if isinstance(asked, Closure):
        return m.call(asked, (Known(name),), {}, place)
    circle = ", which is imported in a circle" if path in m.project.unfinished else ""
    return m.unknown(f"{name} of own module {_last_name(path) if path else '?'}{circle}", place)


def called_functions(m: Interpreter) -> dict[str, frozenset[int]]:
    """By the path of each module that was run: which of its functions were called, by their numbers in its text."""
    modules = {module.path: module for module in m.project.loaded}
    called: dict[str, set[int]] = {}
    for each in m.definitions:
        path = m.project.paths.get(each.scopes[-1], "") if isinstance(each, Closure) else ""
        if path in modules and id(each.node) in m.called:
            called.setdefault(path, set()).add(id(each.node))
    found = {
        path: frozenset(number for number, each in enumerate(functions_in(modules[path].tree)) if id(each) in nodes)
        for path, nodes in called.items()
    }
    return dict.fromkeys(modules, frozenset[int]()) | found


def public_names(m: Interpreter, module: Object) -> list[str]:
    """What `from module import *` binds."""
    listed = m.elements(m.read(module, "__all__") or UNSET)
    if listed is not None:
        return [each.value for each in listed if isinstance(each, Known) and isinstance(each.value, str)]
    names = {name for overlay in m.heap.overlays for key, name in overlay if key == module.key}
    return sorted(name for name in names if name.isidentifier() and not name.startswith("_"))
