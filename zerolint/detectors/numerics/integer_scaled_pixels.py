"""ZL407: pixels that are scaled to [0, 1] as whole numbers: all but the brightest become 0."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.operations import operation
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Symbol, Tensor
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.pixel_scalings import Scaling, factor_of, of_pixels, ways_in


@detects("ZL407")
def integer_scaled_pixels(facts: Facts, options: Options) -> Iterator[Hit]:
    """What a model is fitted on was divided by the range of pixels and rounded down."""
    for fit, way in ways_in(facts):
        for position, each in enumerate(way):
            factor = factor_of(facts, each)
            if each.operator == "//" and factor is not None and factor * 255 in (1.0, 255 / 256):
                effect, scaled = "`//` rounds down all but the brightest", None
            elif _to_integers(each) and (scaled := _scaled(facts, way[position + 1 :])) is not None:
                effect = "whole numbers have nothing between 0 and 1"
            else:
                continue
            if any((factor_of(facts, later) or 0) > 1 for later in way[:position]):
                continue
            steps = [(scaled.tensor.place, SCALED)] if scaled is not None else []
            yield Hit(
                at=each.place,
                data={"effect": effect},
                because=tuple(Evidence(place, text) for place, text in [*steps, (fit.place, FED)] if place >= 0),
                certainty=certainty_of(fit),
            )


SCALED = "here they were scaled to numbers between 0 and 1"
FED = "this is what the model is fitted on"


def _to_integers(each: Tensor) -> bool:
    kind = each.attribute("dtype")
    name = kind.name if isinstance(kind, Symbol) else str(kind.value) if isinstance(kind, Known) else ""
    return operation(each.operator) == "cast" and "int" in name


def _scaled(facts: Facts, way: list[Tensor]) -> Scaling | None:
    """The last scaling before a change of type, where nothing made the numbers large again."""
    for each in way:
        factor = factor_of(facts, each)
        if factor is not None:
            return Scaling(each, factor) if of_pixels(factor) and round(255 * factor, 2) <= 1 else None
    return None
