"""Mutable and callable things as they were at one moment of the run."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.facts.values import Value


@dataclass(frozen=True, slots=True)
class Snapshot(Value):
    """A list, set, dict, instance, class, function or method: its `kind`, its name where it has one.

    `items` are those of a container (pairs for a dict); None where they are not known.
    """

    kind: str
    name: str = ""
    items: tuple[Value, ...] | None = None
