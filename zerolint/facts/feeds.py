"""What placeholders are given by a `feed_dict`, whoever runs it: a session, or code that is not seen."""

from __future__ import annotations

from dataclasses import dataclass

from zerolint.facts.events import Event
from zerolint.facts.values import Tensor, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWritten(Event):
    """A dict, made at `place`, gives a placeholder its value."""

    placeholder: Tensor
    value: Value
