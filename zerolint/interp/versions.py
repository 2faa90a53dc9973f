"""What in a script only runs on Keras 2: it decides which Keras the script is written for."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from zerolint.facts.events import VersionSeen
from zerolint.interp.machine import Interpreter
from zerolint.interp.nodes import dotted_name, inner_nodes, words
from zerolint.knowledge.versions import LEGACY_SETTING, gone_argument, gone_method, gone_name, may_use, telling_words

FALLBACKS = frozenset({"Exception", "ImportError", "ModuleNotFoundError", "AttributeError", "TypeError", "NameError"})
"""What is caught where a script tries one version and falls back to another."""
CHECKS = ("hasattr", "version", "getattr")
"""Words of a test that asks for the version."""
USUAL = {"tf": "tensorflow", "keras": "keras", "K": "keras.backend"}
"""Names that snippets use without importing them."""
IMPORTS = (cst.Import, cst.ImportFrom)
CHOOSING = (cst.Try, cst.If, cst.IfExp)


def see_version(m: Interpreter, module: cst.Module, text: str) -> None:
    """Take the Keras that a module's own names need, whose text is given; note what decided."""
    if not may_use(text):
        return
    aliases = {**USUAL}
    for node, guarded in _nodes(module, False):
        if isinstance(node, IMPORTS):
            aliases.update(_bound(node))
        what = None if guarded else _gone(node, aliases)
        if what is not None:
            m.keras = 2
            m.event(VersionSeen(place=m.place(node), what=what))
            return


def _nodes(root: cst.CSTNode, guarded: bool) -> Iterator[tuple[cst.CSTNode, bool]]:
    """Every node in the order of the text, and whether it only runs where the version was asked for."""
    waiting = [(root, guarded)]
    while waiting:
        node, guarded = waiting.pop()
        guarded = guarded or (isinstance(node, CHOOSING) and _asks(node))
        yield node, guarded
        waiting += [(each, guarded) for each in reversed(list(inner_nodes(node)))]


def _asks(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Try):
        return any(each.type is None or FALLBACKS & words(each.type) for each in node.handlers)
    if isinstance(node, (cst.If, cst.IfExp)):
        return any(check in word.lower() for word in words(node.test) for check in CHECKS)
    return False


def _bound(node: cst.CSTNode) -> Iterator[tuple[str, str]]:
    """The names that an import binds, each with the dotted name it stands for."""
    if isinstance(node, cst.Import):
        for alias in node.names:
            if alias.asname is not None:
                yield dotted_name(alias.asname.name), dotted_name(alias.name)
    elif isinstance(node, cst.ImportFrom) and not node.relative and not isinstance(node.names, cst.ImportStar):
        for alias in node.names:
            name = dotted_name(alias.name)
            bound = name if alias.asname is None else dotted_name(alias.asname.name)
            yield bound, f"{dotted_name(node.module)}.{name}"


def _gone(node: cst.CSTNode, aliases: dict[str, str]) -> str | None:
    """What a node uses that Keras 3 has not."""
    match node:
        case cst.Import():
            return next(filter(None, (gone_name(dotted_name(alias.name)) for alias in node.names)), None)
        case cst.ImportFrom() if not node.relative:
            whole = [name for _, name in _bound(node)] or [dotted_name(node.module)]
            return next(filter(None, map(gone_name, whole)), None)
        case cst.Attribute() if node.attr.value in telling_words():
            return gone_name(_expanded(node, aliases)) or _rate(node)
        case cst.Call():
            return _gone_call(node, aliases)
        case cst.SimpleString():
            return LEGACY_SETTING if LEGACY_SETTING in node.value else None
    return None


def _expanded(node: cst.CSTNode, aliases: dict[str, str]) -> str:
    first, dot, rest = dotted_name(node).partition(".")
    return f"{aliases.get(first, first)}{dot}{rest}"


def _rate(node: cst.Attribute) -> str | None:
    """`model.optimizer.lr`: an optimizer of Keras 3 has no such attribute; `config.optimizer.lr` is no optimizer's."""
    around, _, owner = dotted_name(node.value).lower().rpartition(".")
    of_model = not around or around == "self" or around.endswith(("model", "net", "network"))
    known = node.attr.value == "lr" and owner.endswith("optimizer") and of_model
    return "keras.optimizers.Optimizer.lr" if known else None


def _gone_call(node: cst.Call, aliases: dict[str, str]) -> str | None:
    method = node.func.attr.value if isinstance(node.func, cst.Attribute) else None
    if method in telling_words() and method is not None and (gone := gone_method(method)) is not None:
        return gone
    names = [each.keyword.value for each in node.args if each.keyword is not None]
    names = [each for each in names if each in telling_words()]
    function = _expanded(node.func, aliases) if names else ""
    known = function if function.partition(".")[0] in ("keras", "tensorflow") else method
    return next(filter(None, (gone_argument(known, name) for name in names)), None)
