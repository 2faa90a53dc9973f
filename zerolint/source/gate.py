"""The byte gate: which files can be dismissed unparsed, because no enabled rule could fire on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from zerolint.source.decode import cookie_of, is_lfs_pointer, wide_bom
from zerolint.source.vocabulary import PACKAGES, libraries_in

Needs = Sequence[frozenset[str]]
"""What one rule needs: of every group, at least one word. Without groups the rule may fire anywhere.

The name of a library stands for all that tells of it (`vocabulary`). Other words should be plain identifiers or dotted
names, since a notebook holds quotes and backslashes escaped. They count where a part of a name begins with them:
`train` in `X_train`, `xtrain` and `training`, not in `constraint`; beside libraries, where it is them: not `training`.
"""

_LOWER = b"abcdefghijklmnopqrstuvwxyz"
_UPPER = _LOWER.upper()


@dataclass(frozen=True, slots=True)
class Gate:
    """The needs of the enabled rules, without those that another rule's needs imply.

    Each rule is a tuple of indices into `groups`. Groups that name a library come first: one look answers them all.
    """

    groups: tuple[tuple[str, ...], ...]
    rules: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, needs: Iterable[Needs]) -> Gate:
        """Prepare the needs of all enabled rules once, to judge many files."""
        rules = _weakest({frozenset(_shortest(group) for group in rule) for rule in needs})
        counts = Counter(group for rule in rules for group in rule)
        groups = sorted(
            counts, key=lambda group: (group.isdisjoint(PACKAGES), -counts[group], len(group), sorted(group))
        )
        index = {group: position for position, group in enumerate(groups)}
        return cls(
            tuple(tuple(sorted(group, key=lambda word: (len(word), word))) for group in groups),
            tuple(sorted(tuple(sorted(index[group] for group in rule)) for rule in rules)),
        )

    def passes(self, data: bytes) -> bool:
        """Whether a file with these bytes must be parsed."""
        text = _without_escapes(data)
        words: dict[int, bool] = {}
        passed = any(self._allows(text, libraries, words) for libraries in chain([frozenset()], libraries_in(text)))
        return passed or (bool(self.rules) and _hides_words(data))

    def _allows(self, text: bytes, libraries: frozenset[str], words: dict[int, bool]) -> bool:
        """Whether one rule has all that it needs; `words` keeps in which groups a word was found that is no library."""
        for rule in self.rules:
            for index in rule:
                group = self.groups[index]
                if libraries.isdisjoint(group):
                    if index not in words:
                        words[index] = _holds(text, group)
                    if not words[index]:
                        break
            else:
                return True
        return False


def passes(data: bytes, needs: Iterable[Needs]) -> bool:
    """Whether a file must be parsed for any of these rules; for many files prepare a `Gate`."""
    return Gate.of(needs).passes(data)


def _without_escapes(data: bytes) -> bytes:
    """A notebook's text without the line ends and tabs that its JSON would write at the front of a word."""
    if not data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return data
    return data.replace(rb"\n", b"  ").replace(rb"\t", b"  ").replace(rb"\r", b"  ")


def _holds(text: bytes, group: tuple[str, ...]) -> bool:
    """Whether a text has one of the words of a group that are no library."""
    words = [word for word in group if word not in PACKAGES]
    return any(_stands(text, word, len(words) < len(group)) for word in words)


def _stands(text: bytes, word: str, whole: bool) -> bool:
    """Whether a part of a name in the text begins with a word, or with `whole`, is it."""
    wanted = word.encode()
    letters = _LOWER if word[:1].islower() else _UPPER if word.isupper() else b""
    at = text.find(wanted)
    while at >= 0:
        before = at - 1 if at > 0 and text[at - 1] in b"xyXY" else at
        begins = before == 0 or text[before - 1] not in letters
        end = at + len(wanted)
        if begins and not (whole and end < len(text) and text[end] in _LOWER):
            return True
        at = text.find(wanted, at + 1)
    return False


def _shortest(group: frozenset[str]) -> frozenset[str]:
    """Without the words that begin with another one of the group, where a beginning is enough."""
    if not group.isdisjoint(PACKAGES):
        return group
    return frozenset(word for word in group if not any(word.startswith(other) for other in group if other != word))


def _weakest(rules: set[frozenset[frozenset[str]]]) -> list[frozenset[frozenset[str]]]:
    """Without the rules that can only pass where another one passes too."""
    kept: list[frozenset[frozenset[str]]] = []
    for rule in rules:
        if not any(_implies(rule, other) for other in kept):
            kept = [other for other in kept if not _implies(other, rule)]
            kept.append(rule)
    return kept


def _implies(rule: frozenset[frozenset[str]], other: frozenset[frozenset[str]]) -> bool:
    """Whether `other` passes wherever `rule` does: each of its groups is at least as easy as one of the rule's."""
    return all(any(group <= easier and _alike(group, easier) for group in rule) for easier in other)


def _alike(group: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words of two groups count in the same places."""
    return group.isdisjoint(PACKAGES) == other.isdisjoint(PACKAGES)


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
