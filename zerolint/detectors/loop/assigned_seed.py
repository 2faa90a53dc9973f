"""ZL518: a number assigned to the function that sets a seed, which then is never called."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import LibraryChanged, Seeded
from zerolint.facts.values import Known, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of

NUMPY, PYTHON, TENSORFLOW = "NumPy", "Python's random module", "TensorFlow"
SEEDS = {
    "random.seed": (PYTHON,),
    "numpy.random.seed": (NUMPY,),
    "tf.random.set_seed": (TENSORFLOW,),
    "tf.set_random_seed": (TENSORFLOW,),
    "keras.utils.set_random_seed": (PYTHON, NUMPY, TENSORFLOW),
}
"""What each function seeds, by its canonical name."""


@detects("ZL518")
def assigned_seed(facts: Facts, options: Options) -> Iterator[Hit]:
    """A number put in the place of a seeding function, where no call seeds the same random numbers."""
    called = {each for event in facts.of(Seeded) for each in SEEDS.get(event.name, ())}
    for event in facts.of(LibraryChanged):
        unseeded = [each for each in SEEDS.get(event.name, ()) if each not in called]
        for _, value in ordinary_alternatives(event.value, event.labels):
            if unseeded and _is_seed(value):
                yield Hit(
                    at=event.place,
                    data={"function": f"`{event.name}`", "unseeded": _listed(unseeded)},
                    certainty=certainty_of(event, value),
                )
                break


def _is_seed(value: Value) -> bool:
    """Whether it is a number; a function may be a stand-in, or the one that was there before."""
    return isinstance(value, Known) and isinstance(value.value, (int, float)) and not isinstance(value.value, bool)


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
