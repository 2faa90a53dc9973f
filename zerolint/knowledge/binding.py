"""Binding a call's arguments to the signatures of library callables."""

from __future__ import annotations

from zerolint.facts.machine import Arguments, Call
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Unknown, Value
from zerolint.knowledge.signatures import OPAQUE, REQUIRED, Signature, signatures


def bind(name: str, arguments: Arguments, place: Place, owner: Value = NONE, keras: int = 3) -> Call:
    """Bind by the signature that fits the call best: no keyword refused, nothing missing, fewest caught by `**`.

    Versions differ in names (`lr`, `learning_rate`) and order; on a tie the likelier version, which
    comes first, decides. Keywords that no version knows stay in `extra` and take nothing from the others. A callable
    whose signature is not known, or that gets too many arguments, keeps its positional arguments in `rest` and its
    keywords in `extra`.
    """
    best: tuple[tuple[int, int, int], Call] | None = None
    for signature in signatures(name, keras=keras):
        fit = _bound(name, signature, arguments, place, owner)
        if fit is not None and (best is None or fit[0] < best[0]):
            best = fit
            if fit[0] == (0, 0, 0):
                break
    if best is not None:
        return best[1]
    return Call(
        name,
        place,
        rest=arguments.positional,
        extra=arguments.keywords,
        owner=owner,
        opaque=arguments.opaque,
        after=arguments.after,
        options=arguments.options,
    )


def _bound(
    name: str, signature: Signature, arguments: Arguments, place: Place, owner: Value
) -> tuple[tuple[int, int, int], Call] | None:
    """The call under one signature with its misfit (refused, missing, caught by `**`); None where it has no room."""
    positional, keywords = list(arguments.positional), dict(arguments.keywords)
    bound: dict[str, Value] = {}
    passed: set[str] = set()
    takes_more, takes_any, missing = False, False, 0
    for parameter in signature:
        if parameter.kind == "*":
            takes_more = True
        elif parameter.kind == "**":
            takes_any = True
        elif positional and parameter.kind != "keyword" and not takes_more:
            bound[parameter.name] = positional.pop(0)
            passed.add(parameter.name)
        elif parameter.name in keywords and parameter.kind != "positional-only":
            bound[parameter.name] = keywords.pop(parameter.name)
            passed.add(parameter.name)
        elif parameter.default is REQUIRED:
            missing += not arguments.opaque
        elif arguments.opaque:
            bound[parameter.name] = Unknown("what an unknown * or ** passes", place=place)
        elif parameter.default is not OPAQUE:
            bound[parameter.name] = Known(parameter.default, place=place)
    if positional and not takes_more:
        return None
    refused = 0 if takes_any else len(keywords)
    rest, named = tuple(positional), frozenset(arguments.keywords)
    opaque, after, options = arguments.opaque, arguments.after, arguments.options
    call = Call(name, place, bound, frozenset(passed), rest, keywords, owner, opaque, named, after, options)
    return (refused, missing, len(keywords)), call
