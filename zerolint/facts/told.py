"""What the interpreter believes, told to people: one line a training site, and each thing once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from zerolint.facts import Facts
from zerolint.facts.events import (
    Bound,
    Evaluated,
    Event,
    Fitted,
    FittedUnknown,
    GradientApplied,
    GradientTaken,
    Missed,
    SessionRan,
)
from zerolint.facts.named import Named, short
from zerolint.facts.notation import shape
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.rows import Root
from zerolint.facts.show import EXHAUSTED, assumptions, numbers, told
from zerolint.facts.understanding import Training, trainings
from zerolint.facts.understood import Lack
from zerolint.facts.values import NONE, Choice, Object, Tensor, Unknown, Value

MOST_ALIKE = 3
"""Lines about one place of one kind; a helper that is called with many things says more of each."""
STEPS = (GradientApplied, GradientTaken)
TRAINS = (Fitted, FittedUnknown)


@dataclass
class _Line:
    place: Place
    text: str
    events: list[Event] = field(default_factory=list)


def told_lines(
    facts: Facts, code: Callable[[Place], str], line: Callable[[Place], str], *, unknown: bool = False
) -> Iterator[tuple[Place, str]]:
    """Where and what, in the order of the run; `unknown` adds what was not understood and why.

    `code` gives the source text of a place and `line` says where it is.
    """
    teller = _Teller(facts, code, line, unknown)
    lines: dict[tuple[Place, str], _Line] = {}
    for event in facts.events:
        place, text = teller.event(event)
        if text:
            lines.setdefault((place, text), _Line(place, text)).events.append(event)
    counts: dict[tuple[Place, type[Event]], int] = {}
    for each in lines.values():
        kind = (each.place, type(each.events[0]))
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= MOST_ALIKE:
            uncalled = all(event.uncalled for event in each.events)
            yield each.place, each.text + (" (never called)" if uncalled else "")
    yield from ((Place(0), text) for text in assumptions(facts))
    if facts.exhausted:
        yield Place(0), EXHAUSTED


class _Teller:
    """Says what an event is, in the notation for people."""

    def __init__(self, facts: Facts, code: Callable[[Place], str], line: Callable[[Place], str], unknown: bool) -> None:
        self._code = code
        self._line = line
        self._named = Named(facts, code, line)
        self._brief = self._named.without_reasons()
        self._unknown = unknown
        self._sites = {place: training for training in trainings(facts.events) for place in training.places}
        self._runs: dict[Place, list[Fitted]] = {}
        self._named_by: dict[Place, list[Place]] = {}
        """The names that each expression was given to."""
        for event in facts.of(Bound):
            names = self._named_by.setdefault(event.given, [])
            names += [] if event.target in names or event.given == NOWHERE else [event.target]
        for fit in facts.of(Fitted):
            self._runs.setdefault(fit.place, []).append(fit)

    def event(self, event: Event) -> tuple[Place, str]:
        """The place to show, and the text; no text for what is told elsewhere or is not worth telling."""
        if isinstance(event, TRAINS):
            site = self._sites[event.place]
            return site.place, self._site(site) if event.place == site.place else ""
        if isinstance(event, (GradientApplied, SessionRan)) and event.place in self._sites:
            return event.place, ""
        if isinstance(event, GradientTaken) and self._sites:
            return event.place, ""
        match event:
            case Bound():
                return (event.place if event.target == NOWHERE else event.target), self._bound(event)
            case Evaluated():
                what = self._named.data(event.x)
                return event.place, f"`{self._code(event.place)}` tests on {what}"
            case Missed() if not self._unknown:
                return event.place, ""
        return event.place, told(event, self._named) or ""

    def _bound(self, event: Bound) -> str:
        value = event.value
        source = self._code(event.given)
        name = f"{event.name} = {source}" if source else event.name
        if len(self._named_by[event.given]) > 1:
            # Unpacked, or one value under several names.
            first = self._named_by[event.given][0] == event.target
            name = f"{event.name}, of {source}" if first and source else event.name
        if event.name == "_":
            return ""
        if isinstance(value, Unknown) and self._unknown:
            return f"{name}: unknown ({value.reason})"
        if isinstance(value, Object):
            return name if short(value.kind) in source else f"{name}: {value.kind}"
        if not isinstance(value, Tensor):
            return ""
        details = [shape(value).removeprefix(" of "), numbers(value), self._rows(event, value)]
        known = [each for each in details if each]
        if known:
            return f"{name}: {', '.join(known)}"
        # Data of which nothing is known but what it is called.
        return name if name != event.name and value.rows is not None and not value.operands else ""

    def _rows(self, event: Bound, value: Tensor) -> str:
        """Which rows of which data; nothing where the rows go by this very name, or are those of no data."""
        if value.rows is None or (isinstance(value.rows, Root) and self._named.says_nothing(value.rows, event.target)):
            return ""
        return f"rows {self._named.rows(value.rows)}"

    def _site(self, site: Training) -> str:
        runs = self._runs.get(site.place, [])
        where = self._ways(" on ", (self._brief.data(run.x) for run in runs))
        parts = [
            f"`{self._code(site.place)}` trains{where}",
            self._ways("validation ", (self._brief.data(run.validation[0]) for run in runs if run.validation)),
            self._ways("", (self._how(run) for run in runs)),
        ]
        lacking = "; ".join(map(self._lack, site.lacking))
        parts.append(f"not understood: {lacking}" if lacking else "understood")
        return "; ".join(part for part in parts if part)

    def _how(self, run: Fitted) -> str:
        """What is lowered by what."""
        if run.gradient is not None:
            own = run.gradient.optimizer == NONE
            optimizer = "the script's own step" if own else self._optimizer(run.gradient.optimizer)
            return f"lowers {self._brief.cost(run.gradient.loss)}, {optimizer}"
        if run.compiled is None:
            return run.model.kind if run.library == "sklearn" and isinstance(run.model, Object) else ""
        outputs = ", ".join(map(self._brief.value, run.outputs))
        losses = ", ".join(self._brief.value(each) for each in run.compiled.losses if each != NONE)
        optimizer = self._optimizer(run.compiled.optimizer)
        return ", ".join(part for part in (outputs, f"loss {losses}" if losses else "", optimizer) if part)

    def _optimizer(self, value: Value) -> str:
        if isinstance(value, Choice):
            return " or ".join(dict.fromkeys(self._optimizer(each) for _, each in value.arms))
        return f"optimizer {short(value.kind) if isinstance(value, Object) else self._brief.value(value)}"

    @staticmethod
    def _ways(what: str, texts: Iterable[str]) -> str:
        found = [text for text in dict.fromkeys(texts) if text]
        if not found:
            return ""
        shown = " or ".join(found[:MOST_ALIKE]) + (" or others" if len(found) > MOST_ALIKE else "")
        return what + shown

    def _lack(self, lack: Lack) -> str:
        code = self._code(lack.place)
        where = [] if not code or lack.reason.endswith(code) else [f"`{code}`"]
        where += [self._line(lack.place)] if code else []
        return f"{lack} ({', '.join(where)})" if where else str(lack)
