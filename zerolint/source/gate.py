"""The byte gate: which files can be dismissed unparsed, because no enabled rule could fire on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zerolint.source.decode import cookie_of, is_lfs_pointer, wide_bom

Needs = Sequence[frozenset[bytes]]
"""What one rule needs: of every group, at least one byte string. Without groups the rule may fire anywhere.

The strings should be plain identifiers or dotted names: a notebook holds quotes and backslashes escaped.
"""


@dataclass(frozen=True, slots=True)
class Gate:
    """The needs of the enabled rules, without those that another rule's needs imply.

    Each rule is a tuple of indices into `groups`; groups that many rules share are asked first.
    """

    groups: tuple[tuple[bytes, ...], ...]
    rules: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, needs: Iterable[Needs]) -> Gate:
        """Prepare the needs of all enabled rules once, to judge many files."""
        rules = _weakest({frozenset(_shortest(group) for group in rule) for rule in needs})
        counts = Counter(group for rule in rules for group in rule)
        groups = sorted(counts, key=lambda group: (-counts[group], len(group), sorted(group)))
        index = {group: position for position, group in enumerate(groups)}
        return cls(
            tuple(tuple(sorted(group, key=lambda needle: (len(needle), needle))) for group in groups),
            tuple(sorted(tuple(sorted(index[group] for group in rule)) for rule in rules)),
        )

    def passes(self, data: bytes) -> bool:
        """Whether a file with these bytes must be parsed."""
        known: dict[int, bool] = {}
        for rule in self.rules:
            for index in rule:
                present = known.get(index)
                if present is None:
                    present = known[index] = any(needle in data for needle in self.groups[index])
                if not present:
                    break
            else:
                return True
        return bool(self.rules) and _hides_words(data)


def passes(data: bytes, needs: Iterable[Needs]) -> bool:
    """Whether a file must be parsed for any of these rules; for many files prepare a `Gate`."""
    return Gate.of(needs).passes(data)


def _shortest(group: frozenset[bytes]) -> frozenset[bytes]:
    """Without the strings that contain another one of the group."""
    return frozenset(needle for needle in group if not any(other in needle for other in group if other != needle))


def _weakest(rules: set[frozenset[frozenset[bytes]]]) -> list[frozenset[frozenset[bytes]]]:
    """Without the rules that can only pass where another one passes too."""
    kept: list[frozenset[frozenset[bytes]]] = []
    for rule in rules:
        if not any(_implies(rule, other) for other in kept):
            kept = [other for other in kept if not _implies(other, rule)]
            kept.append(rule)
    return kept


def _implies(rule: frozenset[frozenset[bytes]], other: frozenset[frozenset[bytes]]) -> bool:
    """Whether `other` passes wherever `rule` does: each of its groups is at least as easy as one of the rule's."""
    return all(any(group <= easier for group in rule) for easier in other)


def _hides_words(data: bytes) -> bool:
    """Whether the words of the file need not appear as ASCII bytes, so that searching proves nothing."""
    if wide_bom(data) or is_lfs_pointer(data):
        return True
    cookie = cookie_of(data)
    if cookie is None:
        return False
    printable = "".join(map(chr, range(32, 127)))
    try:
        return printable.encode(cookie.codec) != printable.encode("ascii")
    except (LookupError, ValueError):
        return False
