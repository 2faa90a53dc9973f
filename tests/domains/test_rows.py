"""Row sets against numpy's own slicing: what is called shared is shared."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.facts.overlaps import overlap
from zerolint.facts.rows import Joined, Masked, Picked, Root, Rows, Shuffled, Take
from zerolint.facts.values import Formula, Known, Value
from zerolint.facts.worlds import World, size, worlds

X = Root(1)
LENGTH = Formula("size", (X,))


def number(value: int | None) -> Value | None:
    return None if value is None else Known(value)


def take(start: int | None, stop: int | None, step: int | None = None, base: Rows = X) -> Rows:
    return Take(base, number(start), number(stop), number(step))


bounds = st.none() | st.integers(-40, 40)
steps = st.none() | st.integers(-3, 3).filter(bool)


@given(st.lists(st.tuples(bounds, bounds, steps), min_size=1, max_size=4), st.integers(0, 60))
def test_nested_slices_are_numpys(windows: list[tuple[Any, Any, Any]], rows: int) -> None:
    held: Rows = Root(1, rows)
    real = np.arange(rows)
    for start, stop, step in windows:
        held = take(start, stop, step, held)
        real = real[start:stop:step]
    ((_, simulated),) = World(rows).rows(held)
    assert list(simulated) == real.tolist()
    assert World(rows).length(held) == len(real)


@given(st.lists(st.integers(0, 20), min_size=2, max_size=4), st.lists(st.tuples(bounds, bounds, steps), max_size=3))
def test_slices_of_joined_rows_are_numpys(sizes: list[int], windows: list[tuple[Any, Any, Any]]) -> None:
    held: Rows = Joined(tuple(Root(key, size) for key, size in enumerate(sizes)))
    real = np.array([100 * key + row for key, size in enumerate(sizes) for row in range(size)], dtype=int)
    for start, stop, step in windows:
        held = take(start, stop, step, held)
        real = real[start:stop:step]
    simulated = [100 * root + row for root, numbers in World(0).rows(held) for row in numbers]
    assert simulated == real.tolist()
    assert World(0).length(held) == len(real)


@given(bounds, bounds, bounds, bounds, st.integers(0, 60))
def test_shared_rows_are_counted_as_sets(a: Any, b: Any, c: Any, d: Any, rows: int) -> None:
    root = Root(1, rows)
    found = overlap(take(a, b, base=root), take(c, d, base=root))
    real = np.arange(rows)
    assert found is not None
    assert found.shared == len(set(real[a:b]) & set(real[c:d]))
    assert found.total == len(real[c:d])


@given(st.integers(1, 30), st.integers(0, 10**6))
def test_a_shuffle_moves_rows_and_loses_none(rows: int, key: int) -> None:
    ((_, order),) = World(rows).rows(Shuffled(Root(1, rows), key))
    assert sorted(order) == list(range(rows))


@given(st.integers(1, 40), st.integers(0, 10**6), st.booleans())
def test_a_mask_and_its_complement_share_nothing(rows: int, key: int, chance: bool) -> None:
    root = Root(1, rows)
    found = overlap(Masked(root, key, True, chance), Masked(root, key, False, chance))
    assert found is not None
    assert found.shared == 0


@pytest.mark.parametrize(
    ("trained", "tested", "shared"),
    [
        pytest.param(take(None, 160), take(120, None), True, id="the tail begins inside the head"),
        pytest.param(take(None, 160), take(160, None), False, id="the tail begins where the head ends"),
        pytest.param(take(None, -20), take(-20, None), False, id="counted from the end"),
        pytest.param(take(None, None, 2), take(1, None, 2), False, id="odd and even"),
        pytest.param(
            Take(X, None, Formula("int", (Formula("*", (Known(0.8), LENGTH)),))),
            Take(X, Formula("int", (Formula("*", (Known(0.8), LENGTH)),)), None),
            False,
            id="a share of the length",
        ),
        pytest.param(
            Take(X, None, Formula("//", (LENGTH, Known(2)))),
            Take(X, Formula("-", (Formula("//", (LENGTH, Known(2))), Known(5))), None),
            True,
            id="five rows before the middle",
        ),
        pytest.param(
            take(None, 80, base=Shuffled(X, 3)), take(80, None, base=Shuffled(X, 3)), False, id="cut after one shuffle"
        ),
        pytest.param(Joined((take(None, 10), take(20, None))), take(10, 20), False, id="the hole of a fold"),
        pytest.param(take(None, 10), take(None, 10, base=Root(2)), False, id="two roots"),
    ],
)
def test_overlap_of_two_cuts(trained: Rows, tested: Rows, shared: bool) -> None:
    found = overlap(trained, tested)
    assert found is not None
    assert (found.shared > 0) is shared
    if shared:
        assert found.in_every_world


@pytest.mark.parametrize(
    ("trained", "tested"),
    [
        pytest.param(Masked(X, 1, True), Masked(X, 2, True), id="two conditions on the data"),
        pytest.param(Picked(X, 1), Picked(X, 2), id="two unknown index arrays"),
        pytest.param(Picked(X, 1), take(None, 10), id="an unknown index array and a slice"),
    ],
)
def test_what_is_in_the_data_is_not_guessed(trained: Rows, tested: Rows) -> None:
    assert overlap(trained, tested) is None


def test_equal_unknown_cuts_share_all_they_hold() -> None:
    found = overlap(Picked(X, 1), Picked(X, 1))
    assert found is not None
    assert found.shared == found.total


def test_sizes_exceed_twice_the_constants() -> None:
    assert all(world.unit > 2 * (160 + 120) for world in worlds(take(None, 160), take(120, None)))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(Root(1, 70), Known(70), id="a known root"),
        pytest.param(take(None, 30, base=Root(1, 70)), Known(30), id="a head of known rows"),
        pytest.param(take(None, 30), Formula("size", (take(None, 30),)), id="a head, of data that may be shorter"),
        pytest.param(X, LENGTH, id="an unknown root"),
        pytest.param(take(10, None), Formula("size", (take(10, None),)), id="all but a head"),
    ],
)
def test_length(rows: Rows, expected: Value) -> None:
    assert size(rows) == expected


def test_a_cut_at_the_number_of_rows_that_a_mask_picks_in_a_random_order() -> None:
    picked = Masked(Take(Shuffled(X, 5), number(10), None), 12, True, chance=True)
    last = Take(picked, Formula("-", (Formula("size", (picked,)), Known(2))), None)
    found = overlap(picked, last)
    assert found is not None
    assert (found.shared, found.total) == (2, 2)


def test_masks_on_masks_leave_about_a_half_each() -> None:
    left = []
    for key in range(2, 40):
        held: Rows = X
        for step in range(3):
            held = Masked(held, key + 5 * step, wanted=step != 1)
        left += [world.length(held) / world.unit for world in worlds(held)[-1:]]
    assert min(left) > 0.08
    assert max(left) < 0.18
