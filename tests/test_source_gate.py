"""Which files are dismissed unparsed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.source.gate import Gate, Needs, passes


def needs(*groups: str) -> Needs:
    """Groups written as words, such as `keras tensorflow`."""
    return [frozenset(word.encode() for word in group.split()) for group in groups]


LEARNING_RATE = needs("keras tensorflow", "learning_rate lr")
LOSS = needs("keras tensorflow", "compile")


@pytest.mark.parametrize(
    ("data", "rules", "expected"),
    [
        pytest.param(b"import keras; lr = 1", [LEARNING_RATE], True, id="one-string-of-each-group"),
        pytest.param(b"lr = 1", [LEARNING_RATE], False, id="one-group-missing"),
        pytest.param(b"import keras", [LEARNING_RATE, LOSS], False, id="no-rule-complete"),
        pytest.param(b"import keras; compile", [LEARNING_RATE, LOSS], True, id="second-rule-complete"),
        pytest.param(b"compile lr", [LEARNING_RATE, LOSS], False, id="groups-of-different-rules"),
        pytest.param(b"", [LEARNING_RATE], False, id="empty-file"),
        pytest.param(b"", [needs()], True, id="a-rule-without-needs"),
        pytest.param(b"x", [needs("")], False, id="a-group-of-nothing"),
        pytest.param(b"import keras", [], False, id="no-rules"),
        pytest.param("import keras; lr".encode("utf-16"), [LEARNING_RATE], True, id="utf-16-mark"),
        pytest.param("x".encode("utf-32"), [LEARNING_RATE], True, id="utf-32-mark"),
        pytest.param("x".encode("utf-16"), [], False, id="utf-16-mark-and-no-rules"),
        pytest.param(b"# coding: utf-7\nx", [LEARNING_RATE], True, id="utf-7"),
        pytest.param(b"#!python\n# coding: utf-16\nx", [LEARNING_RATE], True, id="utf-16-cookie"),
        pytest.param(b"# coding: cp037\nx", [LEARNING_RATE], True, id="ebcdic"),
        pytest.param(b"# coding: latin-1\nx", [LEARNING_RATE], False, id="ascii-compatible"),
        pytest.param(b"# coding: shift_jis\nx", [LEARNING_RATE], False, id="ascii-compatible-multibyte"),
        pytest.param(b"# coding: klingon\nx", [LEARNING_RATE], False, id="unknown-encoding"),
        pytest.param(b"# coding: rot13\nx", [LEARNING_RATE], False, id="not-a-text-encoding"),
        pytest.param(b"import os\n# coding: utf-7\n", [LEARNING_RATE], False, id="cookie-behind-code"),
    ],
)
def test_a_file_passes_for_a_rule_with_a_string_of_each_of_its_groups(
    data: bytes, rules: list[Needs], expected: bool
) -> None:
    assert passes(data, rules) is expected
    assert Gate.of(rules).passes(data) is expected


@pytest.mark.parametrize(
    ("rules", "groups", "kept"),
    [
        pytest.param([LOSS, LOSS], 2, 1, id="same-rule-twice"),
        pytest.param([LOSS, needs("keras tensorflow", "compile", "Dense")], 2, 1, id="stricter-rule"),
        pytest.param([needs("a"), needs("a b")], 1, 1, id="wider-group"),
        pytest.param([needs("lr learning_lr")], 1, 1, id="string-in-string"),
        pytest.param([LOSS, LEARNING_RATE], 3, 2, id="shared-group"),
    ],
)
def test_needs_are_put_together_over_rules(rules: list[Needs], groups: int, kept: int) -> None:
    gate = Gate.of(rules)
    assert (len(gate.groups), len(gate.rules)) == (groups, kept)
    assert Gate.of(rules[::-1]) == gate


def test_longer_strings_that_hold_a_shorter_one_are_dropped() -> None:
    assert Gate.of([needs("lr learning_lr rate")]).groups == ((b"lr", b"rate"),)


words = st.sampled_from(["a", "b", "ab", "ba", "c", "abc"])
rule_needs = st.lists(st.frozensets(words.map(str.encode), max_size=3), max_size=3)


@given(st.lists(rule_needs, max_size=4), st.text(alphabet="abc ", max_size=6))
def test_putting_together_changes_no_decision(rules: list[Needs], text: str) -> None:
    data = text.encode()
    plain = any(all(any(needle in data for needle in group) for group in rule) for rule in rules)
    assert Gate.of(rules).passes(data) is plain
