"""What this zerolint is: another text once its own code, its rules or what it stands on are others."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from zerolint.catalog.catalog import folder as rules
from zerolint.source.digest import digest

_LIBRARIES = ("libcst", "yaml", "tomli")


@cache
def own_identity() -> str:
    """In a word. Of files count name, size and time, but for the one that has the version: that takes less time."""
    package = Path(__file__).parents[1]
    parts = [(package / "__init__.py").read_text(encoding="utf-8"), sys.version]
    for folder in (package, rules()):
        parts += sorted(_files(str(folder)))
    for name in _LIBRARIES:
        found = find_spec(name)
        parts += [name, *(sorted(_files(os.path.dirname(found.origin), deep=False)) if found and found.origin else ())]
    return digest("\n".join(parts))


def _files(folder: str, *, deep: bool = True) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for each in entries:
            if each.is_dir():
                if deep and each.name != "__pycache__":
                    yield from _files(each.path)
            else:
                found = each.stat()
                yield f"{each.path} {found.st_size} {found.st_mtime_ns}"
