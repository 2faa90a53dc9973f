"""Code that IPython runs out of a string: `get_ipython().run_cell_magic("time", "", "model.fit(x, y)\\n")`.

That is what a notebook's magics become when it is exported. The code is run where the call stands; everything in it is
at the place of the string.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Value
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.parsing import NotParsed, parsed
from zerolint.interp.project import MODULE
from zerolint.interp.run_magic import run_magic
from zerolint.interp.scopes import GET_IPYTHON
from zerolint.source.guard import check_syntax
from zerolint.source.magics import mask_cell

SHELL = "IPython.shell"
"""Stands for what `get_ipython()` gives."""
MAKING = frozenset({GET_IPYTHON, "IPython.core.getipython.get_ipython"})
BINDING = frozenset({"load_ext", "reload_ext", "pylab", "store"})
"""Magics that bind names, nobody here knows which."""


def called(m: Interpreter, name: str, arguments: Arguments, place: Place) -> Value:
    """A call of a method of the shell."""
    words = [each.value for each in arguments.positional if isinstance(each, Known) and isinstance(each.value, str)]
    cell = _cell(name.rpartition(".")[2], words)
    if cell is None or len(words) < len(arguments.positional) or arguments.keywords or len(m.frames) > 1:
        return m.unknown(f"call of {name}", place)
    magic, *options = cell.removeprefix("%").split(maxsplit=1) or ("",)
    if cell.startswith("%") and magic == "run":
        return run_magic(m, "".join(options), place)
    if cell.startswith("%") and magic in BINDING:
        m.binds_unseen = True
        return NONE
    if cell.startswith("%") and magic == "reset":
        return _reset(m, "".join(options).split())
    text = mask_cell(cell)
    if text is None or check_syntax(text).problems:
        return NONE
    try:
        module = parsed(text)
    except NotParsed:
        return NONE
    m.quote(module, arguments.positional[-1].place)
    return _run(m, module)


def _cell(method: str, words: Sequence[str]) -> str | None:
    """A notebook's cell that does the same; None where there is none."""
    match method, words:
        case "run_cell_magic", [name, line, body]:
            return f"%%{name} {line}\n{body}"
        case "run_line_magic" | "magic", [name, *line]:
            return f"%{' '.join([name, *line])}"
        case "run_cell" | "ex" | "ev", [code]:
            return code
    return None


def _reset(m: Interpreter, options: Sequence[str]) -> Value:
    """`%reset -f` takes all names away; without `-f` it asks, and told what to reset it leaves variables alone."""
    if "-f" in options and all(each.startswith("-") for each in options):
        for name in {name for overlay in m.heap.overlays for key, name in overlay if key == MODULE}:
            m.heap.set((MODULE, name), UNSET)
    return NONE


def _run(m: Interpreter, module: cst.Module) -> Value:
    """Run the code; gives what its last expression is worth."""
    body = list(module.body)
    last = body[-1] if body else None
    if not isinstance(last, cst.SimpleStatementLine) or not isinstance(last.body[-1], cst.Expr):
        if not m.block(module):
            raise PathEnds
        return NONE
    before = [*body[:-1], last.with_changes(body=last.body[:-1])]
    if not m.block(module.with_changes(body=before)):
        raise PathEnds
    return m.evaluate(last.body[-1].value)
