"""Transfers answer for names that scripts can reach."""

from __future__ import annotations

import pytest

import zerolint.knowledge  # noqa: F401  (registers the transfers)
from zerolint.knowledge.registry import ATTRIBUTES, TRANSFERS
from zerolint.knowledge.signatures import canonical

LIBRARIES = ("tf.", "keras.", "numpy.", "pandas.", "sklearn.")
NAMES = sorted(
    name
    for name in (*TRANSFERS, *ATTRIBUTES)
    if name.startswith(LIBRARIES) and not name.endswith(("=", ".__init__", ".__call__"))
)


@pytest.mark.parametrize("name", NAMES)
def test_a_transfer_is_registered_under_the_canonical_name(name: str) -> None:
    assert canonical(name) == name
