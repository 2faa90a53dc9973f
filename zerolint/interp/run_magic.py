"""`%run script.py` in a notebook: the script runs, and what it bound is bound in the notebook."""

from __future__ import annotations

import shlex

from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Object, Value
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter
from zerolint.interp.own_modules import from_folder_of, grant, refused, run_script
from zerolint.interp.project import MODULE
from zerolint.interp.scopes import assign_name
from zerolint.source.own_modules import OwnModule

MOST_RUNS = 12
"""Scripts that are run for one notebook in this way."""
WITH_VALUE = frozenset({"-N", "-T", "-l", "-s", "-b", "-D"})
"""Options behind which a value may stand."""


def run_magic(m: Interpreter, line: str, place: Place) -> Value:
    """Run the file that the line of a `%run` names; where that is not known, any name may be bound from here on."""
    options, name = _parted(line)
    path = _file(m, name, options) if name else None
    module = m.project.search.files.module(path) if path is not None and m.project.search is not None else None
    if path is None or module is None or refused(m, module) is not None or _again(m, path):
        m.binds_unseen = True
        return NONE
    m.project.ran.append(path)
    if "-i" in options or path.endswith(".ipynb"):
        _inside(m, module)
        return NONE
    modname = path.rpartition("/")[2].removesuffix(".py") if "-n" in options else "__main__"
    _bind_all(m, run_script(m, module, modname, place))
    return NONE


def _again(m: Interpreter, path: str) -> bool:
    """Whether a file may be one that runs itself, or one too many."""
    return m.project.ran.count(path) > 1 or len(m.project.ran) >= MOST_RUNS


def _parted(line: str) -> tuple[frozenset[str], str]:
    """The options, and the name of the file; no name where it is not written out."""
    try:
        words = shlex.split(line)
    except ValueError:
        return frozenset(), ""
    options: set[str] = set()
    while words and words[0].startswith("-"):
        word = words.pop(0)
        options.add(word)
        if word in WITH_VALUE and words:
            words.pop(0)
    name = words[0] if words else ""
    return frozenset(options), "" if set("${") & set(name) else name


def _file(m: Interpreter, name: str, options: frozenset[str]) -> str | None:
    search = m.project.search
    if search is None:
        return None
    if "-m" in options:
        found = search.absolute(name)
        return found[-1] if len(found) == name.count(".") + 1 and found[-1].endswith(".py") else None
    if name.endswith((".py", ".ipynb")):
        return search.file(name)
    return search.file(f"{name}.py")


def _inside(m: Interpreter, module: OwnModule) -> None:
    """Run the file as if its code stood in the notebook, which is what IPython does with a notebook."""
    m.project.add(module)
    grant(m, module)
    with from_folder_of(m, module.path):
        m.block(module.tree)


def _bind_all(m: Interpreter, owner: Object) -> None:
    names = {name for overlay in m.heap.overlays for key, name in overlay if key == owner.key}
    for name in sorted(each for each in names if each.isidentifier() and not each.startswith("__")):
        value = m.read(owner, name)
        if value is not None and value is not UNSET and m.frames[-1].key == MODULE:
            assign_name(m, name, value)
