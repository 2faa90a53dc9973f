"""ZL412: pixels that are scaled twice: what reaches the model differs by less than 1/255."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.pixel_scalings import Scaling, of_pixels, scalings


@detects("ZL412")
def double_scaled_input(facts: Facts, options: Options) -> Iterator[Hit]:
    """What a model is fitted on goes through two divisions by the range of pixels."""
    for fit, steps in scalings(facts):
        twice = [each for each in steps if of_pixels(each.factor)]
        if len(twice) < 2 or _undone(steps):
            continue
        last, first = twice[0], twice[1]
        yield Hit(
            at=last.tensor.place,
            data={"range": f"{255 * first.factor * last.factor:.2g}"},
            because=tuple(
                Evidence(place, text)
                for place, text in ((first.tensor.place, "the same numbers are scaled here already"), (fit.place, FED))
                if place >= 0
            ),
            certainty=certainty_of(fit),
        )


FED = "this is what the model is fitted on"


def _undone(steps: tuple[Scaling, ...]) -> bool:
    """Whether another factor makes the numbers large again."""
    product = 1.0
    for each in steps:
        product *= each.factor
    return not 0 < abs(product) < 1e-3
