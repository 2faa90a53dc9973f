"""The pages of rules/: what holds for each of them, and between them and the detectors."""

from __future__ import annotations

import ast
import re

import pytest

from zerolint.catalog.catalog import folder, load
from zerolint.catalog.page import read_examples, read_rule
from zerolint.detectors import implemented
from zerolint.detectors.registry import DETECTORS
from zerolint.source.gate import passes
from zerolint.source.vocabulary import PACKAGES

PATHS = [pytest.param(path, id=path.stem) for path in sorted(folder().glob("*"))]
RULES = list(load().rules.values())
DETECTED = [pytest.param(rule, id=rule.code) for rule in RULES if rule.family != "linter"]
PAGES = [pytest.param(rule, id=rule.code) for rule in RULES]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_keeps_the_rules_for_pages(path):
    assert path.suffix == ".toml"
    assert read_rule(path).path == path
    assert read_examples(path) is not None
    assert "TODO" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", PAGES)
def test_the_message_reads_like_one_of_ours(rule):
    for text in (rule.message, rule.advice):
        assert re.match(r"[a-z`{0-9]", text), text
        assert not text.endswith((".", "!")), text
        assert not re.search(r"\b(please|sorry|error:|warning:)\b", text, re.IGNORECASE), text


@pytest.mark.parametrize("rule", PAGES)
def test_the_summary_is_one_short_line(rule):
    assert "\n" not in rule.summary
    assert 10 <= len(rule.summary) <= 110
    assert rule.summary[0].isupper() or rule.summary.startswith("zerolint")
    assert not rule.summary.endswith(".")


@pytest.mark.parametrize("rule", PAGES)
def test_the_rationale_tells_more_than_the_summary(rule):
    assert len(rule.rationale) > 150
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)


@pytest.mark.parametrize("rule", DETECTED)
def test_the_references_are_addresses(rule):
    assert rule.references
    assert [reference for reference in rule.references if not reference.startswith("https://")] == []


@pytest.mark.parametrize("rule", DETECTED)
def test_the_needs_are_plain_words_that_a_notebook_holds_unescaped(rule):
    assert rule.needs, "without needs every Python file would be parsed"
    assert [needle for group in rule.needs for needle in group if not re.fullmatch(r"[\w.]+", needle)] == []


@pytest.mark.parametrize("rule", DETECTED)
def test_the_needs_name_a_library(rule):
    assert [group for group in rule.needs if PACKAGES.keys() & set(group)], "any code could be meant"


@pytest.mark.parametrize("rule", DETECTED)
def test_no_bad_example_is_dismissed_by_the_rule_s_own_needs(rule):
    needs = [frozenset(group) for group in rule.needs]
    assert [example.title for example in rule.bad if not passes(example.code.encode(), [needs])] == []


@pytest.mark.parametrize("rule", PAGES)
def test_what_a_rule_supersedes_is_another_rule(rule):
    assert [code for code in rule.supersedes if code not in load().rules or code == rule.code] == []


@pytest.mark.parametrize("rule", [page for page in PAGES if page.values[0].code != "ZL001"])
def test_the_examples_are_python(rule):
    for example in (*rule.bad, *rule.good, *rule.known):
        ast.parse(example.code)


def test_no_example_is_written_twice():
    seen: dict[str, str] = {}
    for rule in RULES:
        for example in (*rule.bad, *rule.good, *rule.known):
            text = example.code.strip()
            assert text not in seen, f"{rule.code} `{example.title}` is also {seen.get(text)}"
            seen[text] = f"{rule.code} `{example.title}`"


def test_every_rule_has_a_detector_and_every_detector_a_page():
    assert implemented() == {rule.code for rule in RULES if rule.family != "linter"}


@pytest.mark.parametrize("rule", DETECTED)
def test_the_detector_has_the_rule_s_name_and_stands_in_its_family(rule):
    implemented()
    detector = DETECTORS[rule.code]
    assert detector.__name__ == rule.name.replace("-", "_")
    assert detector.__module__ == f"zerolint.detectors.{rule.family}.{rule.name.replace('-', '_')}"
