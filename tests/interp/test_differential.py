"""Whatever the interpreter claims to know about a random program is what happens when Python runs it."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from tests.interp.differential.claims import claims_of, contradiction
from tests.interp.differential.standins import World
from tests.interp.differential.statements import Program

PROGRAMS = int(os.environ.get("ZEROLINT_PROGRAMS", "1000"))
SEED = int(os.environ.get("ZEROLINT_SEED", "0"))
RUNS = 3
"""Runs of each program with other values for what it does not know."""


HANDLER_THAT_RAISES = """
numbers = [2, 1]
try:
    number = numbers[2]
except (ValueError, LookupError):
    number = 1
    reveal_type((numbers, number))
    raise
finally:
    reveal_type((number, number))
"""
"""What leaves a handler runs the `finally` block, behind what the handler did."""


@st.composite
def programs(draw) -> str:
    return Program(draw).program()


@seed(SEED)
@settings(max_examples=PROGRAMS, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(programs())
@example(HANDLER_THAT_RAISES)
def test_claims_hold_when_the_program_runs(text: str) -> None:
    claims = claims_of(text)
    for number in range(RUNS):
        run = World(number).run_program(text)
        found = contradiction(claims, run)
        assert found is None, f"run {number}: {found}\n{numbered(text)}"


def numbered(text: str) -> str:
    return "\n".join(f"{row:3d}  {line}" for row, line in enumerate(text.splitlines(), start=1))
