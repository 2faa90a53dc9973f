"""Binding a call's arguments to the signatures of library callables."""

from __future__ import annotations

from zerolint.facts.machine import Arguments, Call
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Value
from zerolint.knowledge.signatures import OPAQUE, REQUIRED, Signature, signatures


def bind(name: str, arguments: Arguments, place: Place, owner: Value = NONE, keras: int = 3) -> Call:
    """Bind by the first signature of the callable that accepts the call.

    A callable whose signature is not known keeps its positional arguments in `rest`
    and its keywords in `extra`.
    """
    known = signatures(name, keras=keras)
    for signature in known:
        call = _bound(name, signature, arguments, place, owner)
        if call is not None:
            return call
    if known:
        call = _bound(name, known[0], arguments, place, owner, strict=False)
        if call is not None:
            return call
    return Call(name, place, rest=arguments.positional, extra=arguments.keywords, owner=owner, opaque=arguments.opaque)


def _bound(
    name: str, signature: Signature, arguments: Arguments, place: Place, owner: Value, strict: bool = True
) -> Call | None:
    """The call under one signature; None where that signature refuses it."""
    positional = list(arguments.positional)
    keywords = dict(arguments.keywords)
    bound: dict[str, Value] = {}
    passed: set[str] = set()
    takes_more = takes_any = False
    for parameter in signature:
        if parameter.kind == "*":
            takes_more = True
        elif parameter.kind == "**":
            takes_any = True
        elif positional and parameter.kind != "keyword" and not takes_more:
            bound[parameter.name] = positional.pop(0)
            passed.add(parameter.name)
        elif parameter.name in keywords:
            bound[parameter.name] = keywords.pop(parameter.name)
            passed.add(parameter.name)
        elif parameter.default is not REQUIRED and parameter.default is not OPAQUE:
            bound[parameter.name] = Known(parameter.default, place=place)
    if strict and ((positional and not takes_more) or (keywords and not takes_any)):
        return None
    return Call(name, place, bound, frozenset(passed), tuple(positional), keywords, owner, arguments.opaque)
