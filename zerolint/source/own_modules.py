"""Modules of the user's own project: where an import leads, and what the file there holds."""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zerolint.source.problem import Problem
from zerolint.source.read import Source, read_file, read_source
from zerolint.source.statements import NO_STATEMENTS, StatementRows

if TYPE_CHECKING:
    from zerolint.source.answers import Answers
    from zerolint.source.mentions import Mentions
    from zerolint.source.states import States

_ROOT_MARKS = frozenset({".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg"})
"""What stands in the top folder of a project."""
_WEAK_MARKS = frozenset({"requirements.txt", "environment.yml", "Pipfile", "LICENSE", "README.md"})
"""What usually does."""
_MOST_LEVELS = 10
_MOST_ENTRIES = 1_000
_WEAK_LEVELS = 4
_MOST_TEXT = 1_500_000
"""Bytes of modules that are kept, whose trees take some hundred times as much; those used longest ago go first."""
_INIT = "__init__.py"
_PACKAGE_MARKS = frozenset({_INIT})
_ABOVE, _MODULES = "above", "modules"
"""Questions about a folder that count as consulted: where its project begins, and whether modules lie in it."""
REACHED, IMPORTED = "reached", "imported"
"""The questions what all files hold that one imports, and which files it imports itself."""
SUPPLIED, WRITTEN = "supplied", "written"
"""The questions what files may have written those that a script reads, and which may have written one of these."""
AROUND = "around"
"""The question what the files hold among which writers are looked for, seen from a folder."""
MENTIONED = "mentioned"
"""No question: a mark that a file counts by what it mentions, which the other questions ask."""
_NAMES = re.compile(r"\W+")
"""Between the words of a folder's name that each could be the name of a package."""


@dataclass(eq=False)
class OwnModule:
    """A file that a script imports. `tree` is what the interpreter made of its text, for the next script."""

    path: str
    source: Source
    problems: tuple[Problem, ...] = ()
    statements: StatementRows = NO_STATEMENTS
    size: int = 0
    tree: Any = None
    positions: Any = None
    """Where each node of the tree stands, once that was asked for."""


@dataclass
class Files:
    """Reads modules, each once as long as its file stays as it is.

    `texts` stand in for what is on the disk, by absolute path: documents that are not saved; None where a file is gone.
    """

    texts: Mapping[str, bytes | None] = field(default_factory=dict)
    states: States | None = None
    """What one run sees of the disk; None: each question is asked anew."""
    known_imports: Answers | None = None
    """What files imported in earlier runs, and other questions about imports and writers."""
    known_mentions: Answers | None = None
    """What files mentioned in earlier runs; read where a search has to be done anew."""
    imports: dict[str, tuple[object, tuple[str, ...]]] = field(default_factory=dict)
    """What each file imports, with the stamp of the file that told so: for all who ask of the same files."""
    mentions: dict[str, tuple[object, Mentions | None]] = field(default_factory=dict)
    """What each file mentions, likewise."""
    folders: dict[str, tuple[object, list[str], list[str]]] = field(default_factory=dict)
    """The Python files in each folder, and the folders in it, likewise."""
    _kept: OrderedDict[str, tuple[object, OwnModule]] = field(default_factory=OrderedDict)
    _size: int = 0

    def __post_init__(self) -> None:
        if self.states is not None:
            has = cache(_has)
            self.states.answers[_ABOVE] = lambda folder: "\0".join(folders_above(folder, has))
            self.states.answers[_MODULES] = lambda folder: _holds_modules(folder) * "modules"

    def exists(self, path: str) -> bool:
        """Whether there is a file of this name."""
        if path in self.texts:
            return self.texts[path] is not None
        return os.path.isfile(path) if self.states is None else self.states.is_file(path)

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of this name."""
        return os.path.isdir(path) if self.states is None else self.states.is_folder(path)

    def holds_modules(self, folder: str) -> bool:
        """Whether a module is among the first entries of a folder."""
        return _holds_modules(folder) if self.states is None else bool(self.states.word(f"{_MODULES}:{folder}"))

    def above(self, folder: str) -> Sequence[str]:
        """A folder and those above it, up to the top of its project."""
        return folders_above(folder) if self.states is None else self.states.word(f"{_ABOVE}:{folder}").split("\0")

    def module(self, path: str) -> OwnModule | None:
        """What is in a file; None where it can't be read."""
        stamp = self.stamp(path)
        kept = self._kept.get(path)
        if kept is not None and stamp is not None and kept[0] == stamp:
            self._kept.move_to_end(path)
            return kept[1]
        data = self.data(path)
        if data is None:
            return None
        from zerolint.source.guard import check_syntax

        source = read_source(path, data)
        syntax = check_syntax(source.text)
        module = OwnModule(path, source, (*source.problems, *syntax.problems), syntax.statements, len(data))
        self._keep(path, stamp, module)
        return module

    def kept(self, path: str, text: str) -> OwnModule | None:
        """The module with this text that was read from a path before, and parsed."""
        kept = self._kept.get(path)
        module = kept[1] if kept is not None else None
        return module if module is not None and module.tree is not None and module.source.text == text else None

    def data(self, path: str) -> bytes | None:
        """The bytes of a file as they are now."""
        if path in self.texts:
            return self.texts[path]
        data = read_file(path)
        if isinstance(data, Problem):
            return None
        if self.states is not None:
            self.states.note(path, data)
        return data

    def size(self, path: str) -> int:
        """How many bytes a file holds, 0 where there is none."""
        if path in self.texts:
            return len(self.texts[path] or b"")
        try:
            return os.path.getsize(path)
        except OSError:
            return 0

    def stamp(self, path: str) -> object:
        """What is another thing once the file has changed."""
        if path in self.texts:
            return self.texts[path]
        if self.states is not None:
            return self.states.word(path)
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _keep(self, path: str, stamp: object, module: OwnModule) -> None:
        before = self._kept.pop(path, None)
        self._size += module.size - (before[1].size if before is not None else 0)
        self._kept[path] = (stamp, module)
        while self._size > _MOST_TEXT and len(self._kept) > 1:
            _, (_, gone) = self._kept.popitem(last=False)
            self._size -= gone.size


@dataclass
class Search:
    """Where the imports of one script lead: Python's search path as far as the script's place tells it.

    `script` is its absolute path. Behind its own folder come those above it, up to the top of the project, as it may be
    run from any of them.
    """

    script: str
    files: Files
    consulted: set[str] = field(default_factory=set)
    """What was read, or asked for, by absolute path, and questions about folders (`States`)."""
    added: list[str] = field(default_factory=list)
    """Folders that the script puts on `sys.path`."""

    @cached_property
    def _above(self) -> tuple[str, ...]:
        own = os.path.dirname(self.script)
        self.consulted.add(f"{_ABOVE}:{own}")
        return tuple(self.files.above(own))

    @cached_property
    def _own(self) -> tuple[str, ...]:
        """The script's folder, those above, and a `src` in any of them."""
        folders = []
        for folder in self._above:
            folders.append(folder)
            inner = os.path.join(folder, "src")
            if self._is_folder(inner):
                folders.append(inner)
        return tuple(folders)

    def add(self, folder: str) -> None:
        """The script puts a folder on `sys.path`; a relative one counts from where it may be run."""
        for base in self._own if not os.path.isabs(folder) else ("",):
            found = os.path.normpath(os.path.join(base, folder))
            if self._is_folder(found) and found not in self.added:
                self.added.append(found)

    def shadows(self, top: str) -> bool:
        """Whether a module of the project hides an installed one of the same name."""
        return any(self._regular(folder, top) is not None for folder in self._own)

    def absolute(self, dotted: str) -> tuple[str, ...]:
        """The files of `a`, `a.b` and `a.b.c`, as far as there are any; a folder stands for itself."""
        best: tuple[str, ...] = ()
        folders = (self._own[0], *self.added, *self._own[1:]) if self._own else self.added
        for folder in folders:
            found = self.inside(folder, dotted)
            if len(found) > len(best) and not self._is_folder(found[-1]):
                best = found
            if len(best) == dotted.count(".") + 1:
                return best
        return best or self._namespace(dotted) or self._itself(dotted)

    def file(self, path: str) -> str | None:
        """Where a file of the project is; a relative path counts from where the script may be run."""
        for base in self._own if not os.path.isabs(path) else ("",):
            found = os.path.normpath(os.path.join(base, path))
            if self.exists(found):
                return found
        return None

    def _namespace(self, dotted: str) -> tuple[str, ...]:
        """A package that is only a folder, with a module in it."""
        for folder in (*self._own, *self.added):
            found = self.inside(folder, dotted)
            if len(found) == dotted.count(".") + 1 and self._holds_modules(found[-1]):
                return found
        return ()

    def _itself(self, dotted: str) -> tuple[str, ...]:
        """A folder above the script that is itself the package, whose copy may have a longer name: `name-main`."""
        name, _, rest = dotted.partition(".")
        for folder in self._above:
            if name in _NAMES.split(os.path.basename(folder)):
                found = self.inside(folder, rest)
                if len(found) == len(rest.split(".")) if rest else self._holds_modules(folder):
                    init = init_of(folder)
                    return (init if self.exists(init) else folder, *found)
        return ()

    def _holds_modules(self, folder: str) -> bool:
        self.consulted.add(f"{_MODULES}:{folder}")
        return self.files.holds_modules(folder)

    def _is_folder(self, path: str) -> bool:
        self.consulted.add(path)
        return self.files.is_folder(path)

    def exists(self, path: str) -> bool:
        """Whether there is a file of this name."""
        self.consulted.add(path)
        return self.files.exists(path)

    def inside(self, folder: str, dotted: str) -> tuple[str, ...]:
        """The files of a module and the packages around it, from a folder on; none where there is no such module."""
        found: list[str] = []
        for name in filter(None, dotted.split(".")):
            here = self._regular(folder, name)
            folder = os.path.join(folder, name)
            if here is None and self._is_folder(folder):
                here = folder
            if here is None:
                break
            found.append(here)
        return tuple(found)

    def _regular(self, folder: str, name: str) -> str | None:
        package = os.path.join(folder, name, _INIT)
        module = os.path.join(folder, f"{name}.py")
        if self.exists(package):
            return package
        return module if self.exists(module) else None


def concerns(consulted: Collection[str], path: str) -> bool:
    """Whether what came of all this (`Search.consulted`) may be another thing once a file is."""
    return path in consulted or f"{MENTIONED}:{path}" in consulted


def package_of(path: str, level: int) -> str:
    """The folder that a relative import with so many dots starts from, in this file."""
    folder = os.path.dirname(path)
    for _ in range(level - 1):
        folder = os.path.dirname(folder)
    return folder


def init_of(folder: str) -> str:
    """The file that makes a folder a package."""
    return os.path.join(folder, _INIT)


def folder_of(path: str) -> str:
    """The folder of a package: of its `__init__.py`, or the folder that stands for it."""
    return os.path.dirname(path) if os.path.basename(path) == _INIT else path


def is_package(path: str) -> bool:
    """Whether a path found is that of a package."""
    return os.path.basename(path) == _INIT or not path.endswith(".py")


def _has(folder: str, names: Iterable[str]) -> bool:
    return any(os.path.exists(os.path.join(folder, name)) for name in names)


def folders_above(folder: str, has: Callable[[str, frozenset[str]], bool] = _has) -> tuple[str, ...]:
    """A folder and those above it, up to the top of its project; `has` tells whether one has any of some entries."""
    above = [folder]
    while not has(above[-1], _ROOT_MARKS):
        parent = os.path.dirname(above[-1])
        if parent == above[-1] or len(above) == _MOST_LEVELS:
            # Without a mark of a project: the folder around its package, or one that looks like a top folder.
            return tuple(above[: _likely_top(above, has) + 1])
        above.append(parent)
    return tuple(above)


def _likely_top(above: list[str], has: Callable[[str, frozenset[str]], bool]) -> int:
    likely = [at for at, each in enumerate(above[:_WEAK_LEVELS]) if has(each, _WEAK_MARKS)]
    around = next((at for at, each in enumerate(above) if not has(each, _PACKAGE_MARKS)), 0)
    here = [at for at, each in enumerate(above) if each == os.getcwd()]
    return max([around, *likely, *here])


def _holds_modules(folder: str) -> bool:
    """Whether a module is among the first entries of a folder, which may be one of a hundred thousand pictures."""
    try:
        with os.scandir(folder) as entries:
            return any(each.name.endswith(".py") for each in islice(entries, _MOST_ENTRIES))
    except OSError:
        return False


def absolute_path(name: str) -> str:
    """The path of a script as it was named, from the top."""
    return os.path.normpath(str(Path(name).absolute()))
