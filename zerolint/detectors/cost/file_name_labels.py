"""ZL220: labels read off the names of files, with the separator of another system."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.decisions import CONTAINS
from zerolint.facts.graphs import ancestors
from zerolint.facts.listings import LISTED
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Sequence, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.compiled_outputs import compiled_outputs, targets_of
from zerolint.queries.label_questions import questions

PATTERNS = frozenset({"tf.strings.regex_full_match"})
"""What takes a regular expression, in which a backslash is written twice."""
TEXTS = frozenset({"tf.strings.split", "tf.compat.v1.strings.split", "tf.string_split", CONTAINS})
GIVEN = ("pattern", "sep", "delimiter")


def labels_of_another_system(facts: Facts) -> Iterator[Hit]:
    """Paths are asked for backslashes, which only those of Windows have: elsewhere each label is the same."""
    for judged in compiled_outputs(facts):
        for fit, labels, target in targets_of(facts, judged):
            for asked in questions(facts, target, labels):
                name = next((each for each in ancestors(asked) if each.operator == LISTED), None)
                if name is not None and _only_on_windows(asked) and not _of_windows(name):
                    yield Hit(
                        at=asked.place,
                        data={"value": "the same outside of Windows", "loss": judged.loss.name or "loss"},
                        because=(Evidence(fit.place, "they are trained on here"),),
                        certainty="likely",
                    )


def _only_on_windows(asked: Tensor) -> bool:
    given = next((value for key in GIVEN if (value := asked.attribute(key)) and isinstance(value, Known)), None)
    text = given.value if isinstance(given, Known) else None
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    if not isinstance(text, str) or "/" in text:
        return False
    return "\\\\" in text if asked.operator in PATTERNS else asked.operator in TEXTS and "\\" in text


def _of_windows(name: Tensor) -> bool:
    """Whether the folder that is listed is written as Windows writes it."""
    waiting: list[Value] = [name.attribute("folder")]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Sequence):
            waiting += each.items
        elif isinstance(each, Tensor):
            waiting += each.operands
        elif isinstance(each, Known) and isinstance(each.value, str) and ("\\" in each.value or each.value[1:2] == ":"):
            return True
    return False
