"""The course of a cost as written and as fixed, as a drawing inside of an HTML page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from zerolint.findings.finding import Verdict
from zerolint.report.markup import element

_WIDTH, _HEIGHT = 480, 264
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 464, 76, 228
"""The area of the plot in the drawing, in its own units, which are pixels where there is room."""
_MOST_TICKS = 5
_DECADES = 2.0
"""Costs that differ by more powers of ten than this are shown on a logarithmic scale."""


_SMALLEST, _LARGEST = 1e-300, 1e300


def plot(verdict: Verdict, name: str) -> Element | None:
    """The costs of a verdict; None where nothing was trained. `name` tells its ids from those of other plots."""
    series = [
        _Series("as written", "written", verdict.written),
        _Series("as fixed", "fixed", verdict.fixed),
    ]
    series = [each for each in series if each.costs]
    if not series:
        return None
    scale = _scale([cost for each in series for cost in each.costs if math.isfinite(cost)])
    drawing: list[Element] = [
        element("title", {"id": f"{name}-title"}, f"The cost {' and '.join(each.words for each in series)}"),
        element("desc", {"id": f"{name}-description"}, "; ".join(each.told() for each in series)),
        *_axes(scale),
    ]
    for row, each in enumerate(series):
        drawing += [*each.legend(20 + 20 * row), *each.curve(scale)]
    labels = f"{name}-title {name}-description"
    box = {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "width": str(_WIDTH), "height": str(_HEIGHT)}
    return element("svg", {**box, "role": "img", "aria-labelledby": labels}, *drawing)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a cost is drawn, and the costs that are named beside the axis."""

    ticks: tuple[float, ...]
    measure: Callable[[float], float]

    def height(self, cost: float) -> float:
        """From the top, of a cost; what is no number, or infinite, lies outside of the scale."""
        if not math.isfinite(cost):
            return _BOTTOM if cost == -math.inf else _TOP - 12
        cost = _bounded(cost)
        lowest, highest = self.measure(self.ticks[0]), self.measure(self.ticks[-1])
        return _BOTTOM - (self.measure(cost) - lowest) / (highest - lowest) * (_BOTTOM - _TOP)


@dataclass(frozen=True, slots=True)
class _Series:
    words: str
    kind: str
    costs: tuple[float, ...]

    def told(self) -> str:
        """All costs in words, for those who don't see them."""
        return f"{self.words}: {', '.join(map(number, self.costs))}"

    def legend(self, y: int) -> Iterator[Element]:
        """The look of the line, and where it begins and ends."""
        yield _line(self.kind, _LEFT, y - 4, _LEFT + 32, y - 4)
        yield self._point(_LEFT + 16, y - 4, 0.0)
        first, last = number(self.costs[0]), number(self.costs[-1])
        course = f"{first} all the time" if len(set(map(number, self.costs))) == 1 else f"{first} to {last}"
        yield element("text", {"x": str(_LEFT + 40), "y": str(y)}, f"{self.words}: {course}")

    def curve(self, scale: _Scale) -> Iterator[Element]:
        """The line through the costs, broken where one is no number, and a mark at each."""
        steps = max(len(self.costs) - 1, 1)
        points = [
            (_LEFT + (_RIGHT - _LEFT) * index / steps, scale.height(cost), cost)
            for index, cost in enumerate(self.costs)
        ]
        path, drawn = "", False
        for x, y, cost in points:
            if math.isfinite(cost):
                path += f"{'L' if drawn else 'M'}{x:.1f} {y:.1f}"
            drawn = math.isfinite(cost)
        if path:
            yield element("path", {"class": f"line {self.kind}", "d": path})
        yield from (self._point(*each) for each in points)
        yield from self._notes(points)

    def _notes(self, points: Sequence[tuple[float, float, float]]) -> Iterator[Element]:
        """What the costs are that the scale has no place for, where they begin."""
        named = ""
        for x, y, cost in points:
            name = "" if math.isfinite(cost) else number(cost)
            if name and name != named:
                beside = {"x": f"{x:.1f}", "y": f"{y - 7:.1f}", "class": "note"}
                yield element("text", beside, name)
            named = name

    def _point(self, x: float, y: float, cost: float) -> Element:
        look = {"class": f"point {self.kind}"}
        if not math.isfinite(cost):
            cross = f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8"
            return element("path", {"class": f"cross {self.kind}", "d": cross}, element("title", {}, number(cost)))
        title = element("title", {}, f"{self.words}: {number(cost)}")
        if self.kind == "written":
            return element("circle", {**look, "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "5"}, title)
        place = {"x": f"{x - 3:.1f}", "y": f"{y - 3:.1f}", "width": "6", "height": "6"}
        return element("rect", {**look, **place}, title)


def number(value: float) -> str:
    """A number as people read it."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "infinity" if value > 0 else "-infinity"
    return f"{value:.4g}" if abs(value) < 1e4 else f"{value:.2g}"


def _axes(scale: _Scale) -> Iterator[Element]:
    for tick, words in zip(scale.ticks, _labels(scale.ticks), strict=True):
        y = scale.height(tick)
        yield _line("grid", _LEFT, y, _RIGHT, y)
        yield element("text", {"class": "tick", "x": str(_LEFT - 8), "y": f"{y + 4:.1f}"}, words)
    for x, anchor, words in ((_LEFT, "start", "start of the run"), (_RIGHT, "end", "its end")):
        yield element("text", {"x": str(x), "y": str(_BOTTOM + 20), "text-anchor": anchor}, words)
    middle = (_TOP + _BOTTOM) // 2
    turned = {"x": "16", "y": str(middle), "transform": f"rotate(-90 16 {middle})", "text-anchor": "middle"}
    yield element("text", turned, "cost" if scale.measure is _plain else "cost (log)")


def _labels(ticks: Sequence[float]) -> list[str]:
    """The ticks with as many digits as it takes to tell them apart."""
    several = ([f"{tick:.{digits}g}" for tick in ticks] for digits in range(3, 10))
    return next((labels for labels in several if len(set(labels)) == len(ticks)), [number(tick) for tick in ticks])


def _line(kind: str, x: float, y: float, to_x: float, to_y: float) -> Element:
    ends = {"x1": f"{x:.1f}", "y1": f"{y:.1f}", "x2": f"{to_x:.1f}", "y2": f"{to_y:.1f}"}
    return element("line", {"class": f"line {kind}", **ends})


def _plain(cost: float) -> float:
    return cost


def _bounded(cost: float) -> float:
    """A cost, moved away from where floating point ends: differences and powers of ten are to be numbers as well."""
    return math.copysign(min(max(abs(cost), _SMALLEST), _LARGEST), cost) if cost else cost


def _scale(costs: Sequence[float]) -> _Scale:
    """A scale that has room for all costs, from tick to tick."""
    bounded = [_bounded(cost) for cost in costs]
    low, high = min(bounded, default=0.0), max(bounded, default=1.0)
    if low > 0 and math.log10(high) - math.log10(low) > _DECADES:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        stride = max(1, math.ceil((last - first) / (_MOST_TICKS - 1)))
        exponents = range(first, last + stride, stride)
        return _Scale(tuple(10.0**each for each in exponents), math.log10)
    if high - low <= 1e-7 * max(abs(low), abs(high)):
        margin = abs(low) / 2 or 0.5
        low, high = low - margin, high + margin
    step = _step((high - low) / (_MOST_TICKS - 1))
    first, last = math.floor(low / step), math.ceil(high / step)
    return _Scale(tuple(each * step for each in range(first, last + 1)), _plain)


def _step(least: float) -> float:
    """1, 2 or 5 times a power of ten, and not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(each * power for each in (1.0, 2.0, 5.0, 10.0) if each * power >= least * (1 - 1e-9))
