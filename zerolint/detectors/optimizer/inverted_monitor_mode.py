"""ZL313: a callback that takes the worst value of what it watches for the best."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import CallbackMade
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.monitors import direction, watching

EFFECTS = {
    "EarlyStopping": "it stops the training while the model gets better",
    "ModelCheckpoint": "it keeps the worst model",
    "ReduceLROnPlateau": "it lowers the rate while the model gets better",
}
POSITIONS = {"EarlyStopping": 4, "ModelCheckpoint": 5, "ReduceLROnPlateau": 4}
"""Where the constructors take `mode`."""


@detects("ZL313")
def inverted_monitor_mode(facts: Facts, options: Options) -> Iterator[Hit]:
    """A callback that takes the worst value of what it watches for the best."""
    for made, name, monitor in watching(facts):
        given = facts.arguments(made.callback)
        mode, wanted = given.get("mode"), direction(monitor)
        taken = _taken(facts, made, name, monitor)
        if mode is None or taken is None or wanted is None or taken == wanted:
            continue
        written = mode != Known("auto")
        at = mode if written else given["monitor"]
        yield Hit(
            at=at.place,
            data={
                "callback": name,
                "extreme": "smallest" if taken == "min" else "largest",
                "monitor": monitor,
                "effect": EFFECTS[name],
                "wanted": wanted,
            },
            because=()
            if written
            else (Evidence(made.place, f"no mode is given, and Keras 2 takes {taken!r} by the name"),),
            certainty=certainty_of(made, mode, given["monitor"]),
            proposed_fixes=(ProposedFix((SetArgument(made.place, name, "mode", (f'"{wanted}"',), POSITIONS[name]),)),),
        )


def _taken(facts: Facts, made: CallbackMade, name: str, monitor: str) -> str | None:
    """The mode that is in force; None where Keras asks the metric itself."""
    mode = facts.arguments(made.callback).get("mode")
    if isinstance(mode, Known) and mode.value in ("min", "max"):
        return str(mode.value)
    if mode != Known("auto") or facts.keras >= 3:
        return None
    if name == "EarlyStopping":
        grows = monitor.endswith(("acc", "accuracy", "auc"))
    else:
        grows = "acc" in monitor or (name == "ModelCheckpoint" and monitor.startswith("fmeasure"))
    return "max" if grows else "min"
