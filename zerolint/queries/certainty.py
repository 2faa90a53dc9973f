"""How certain a finding is: on every path, with values that nothing outside the script can change."""

from __future__ import annotations

from zerolint.facts.events import Event
from zerolint.facts.paths import certain
from zerolint.facts.values import OVERRIDABLE, SWEEP, Value
from zerolint.findings.finding import Certainty


def certainty_of(event: Event, *values: Value) -> Certainty:
    """Proven on every ordinary path with values that nothing outside can change."""
    outside = any({OVERRIDABLE, SWEEP} & value.marks for value in values)
    return "proven" if certain(event.labels) and not outside else "likely"
