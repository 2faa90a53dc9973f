"""Which files of a project import which, told from the text of their import statements alone."""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from zerolint.source.own_modules import Files, Search, folder_of, init_of, is_package, package_of

_IMPORT = re.compile(
    rb"""^[ \t"]*(?:from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import\b[ \t]*\(?([\w \t,]*)|import[ \t]+([\w., \t]+))""",
    re.MULTILINE,
)
"""Also in a notebook, whose lines begin with a quote. Of names in parentheses only those of the first line are seen."""
_BY_NAME = re.compile(rb"""\b(?:import_module|__import__)\([ \t]*["']([\w.]+)["']""")
_RUN = re.compile(rb"""%run[ \t]+(?:-\w+[ \t]+)*([\w./\-]+)|run_line_magic\([ \t]*["']run["'],[ \t]*["']([\w./\-]+)""")
_MOST_FILES = 400
"""Files that are followed from one script."""


@dataclass
class ImportGraph:
    """The imports between files; each file is read once as long as it stays as it is."""

    files: Files
    asked: set[str] = field(default_factory=set)
    """The files whose imports were asked for."""

    def direct(self, path: str, data: bytes | None = None) -> tuple[str, ...]:
        """The files that one imports, by absolute path; `data` is what it holds, where that is known already."""
        self.asked.add(path)
        stamp = self.files.stamp(path)
        known = self.files.imports.get(path)
        if known is not None and stamp is not None and known[0] == stamp:
            return known[1]
        found = self._known(path)
        if found is None:
            data = self.files.data(path) if data is None else data
            search = Search(path, self.files)
            found = tuple(_imported(search, data)) if data and (b"import" in data or b"run" in data) else ()
            if self.files.known_imports is not None and self.files.states is not None:
                made_of = {each: self.files.states.word(each) for each in (path, *search.consulted)}
                self.files.known_imports.put(path, found, made_of)
        self.files.imports[path] = (stamp, found)
        return found

    def _known(self, path: str) -> tuple[str, ...] | None:
        """What an earlier run found that a file imports."""
        known = None if self.files.known_imports is None else self.files.known_imports.get(path)
        return None if known is None else tuple(map(str, known[0]))

    def reached(self, path: str, data: bytes | None = None) -> Iterator[str]:
        """All files that one imports, those behind others included; nearest first."""
        seen = {path}
        waiting = deque(self.direct(path, data))
        while waiting and len(seen) < _MOST_FILES:
            each = waiting.popleft()
            if each not in seen:
                seen.add(each)
                yield each
                waiting += self.direct(each)

    def extent(self, path: str) -> int:
        """Bytes of a file and of all that it imports."""
        return sum(map(self.files.size, (path, *self.reached(path))))

    def importers(self, paths: Collection[str], among: Iterable[str]) -> list[str]:
        """Those of `among` that import one of `paths`, if only through other files.

        Asked backwards, from imported to importing files: forwards, each file would walk all that lies below it.
        """
        others = list(among)
        importing: dict[str, list[str]] = {}
        waiting, seen = deque(others), set(others)
        while waiting:
            each = waiting.popleft()
            for one in self.direct(each):
                importing.setdefault(one, []).append(each)
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
        found, wanted = set(paths), deque(paths)
        while wanted:
            new = [each for each in importing.get(wanted.popleft(), ()) if each not in found]
            found.update(new)
            wanted.extend(new)
        return [each for each in others if each in found and each not in paths]


def _imported(search: Search, data: bytes) -> Iterator[str]:
    if b'"cells"' in data:
        data = data.replace(rb"\n", b"\n").replace(rb"\"", b'"')
    for name in _BY_NAME.findall(data):
        yield from search.absolute(name.decode("ascii", "ignore").strip("."))
    for name in (each or other for each, other in _RUN.findall(data)):
        path = name.decode("ascii", "ignore")
        found = search.file(path if path.endswith((".py", ".ipynb")) else f"{path}.py")
        yield from (found,) if found is not None else ()
    for dots, module, names, plain in _IMPORT.findall(data):
        if plain:
            for name in plain.decode("ascii", "ignore").split(","):
                dotted = name.split()[0] if name.split() else ""
                yield from () if _is_standard(dotted) else search.absolute(dotted)
        else:
            yield from _from(search, len(dots), module.decode("ascii", "ignore"), names.decode("ascii", "ignore"))


def _from(search: Search, level: int, dotted: str, names: str) -> Iterator[str]:
    if level:
        folder = package_of(search.script, level)
        found = search.inside(folder, dotted) if dotted else (init_of(folder),)
    else:
        found = () if _is_standard(dotted) else search.absolute(dotted)
    yield from (each for each in found if search.exists(each))
    if found and is_package(found[-1]):
        for name in names.split(","):
            words = name.split()
            yield from search.inside(folder_of(found[-1]), words[0])[:1] if words else ()


def _is_standard(dotted: str) -> bool:
    return not dotted or dotted.partition(".")[0] in sys.stdlib_module_names
