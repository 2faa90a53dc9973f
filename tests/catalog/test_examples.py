"""Every example on the pages of the family linter: what is marked is reported, nothing else is; all rules are on."""

from __future__ import annotations

import pytest

from tests.support.page_examples import cases, comes_out_as_said, fills_every_field, is_fixed


@pytest.mark.parametrize(("rule", "example"), cases("linter", "bad", "good", "false-negative", "false-positive"))
def test_an_example_is_reported_where_it_is_marked_and_nowhere_else(rule, example):
    comes_out_as_said(rule, example)


@pytest.mark.parametrize(("rule", "example"), cases("linter", "bad"))
def test_the_detector_fills_every_field_of_the_message_and_the_advice(rule, example):
    fills_every_field(rule, example)


@pytest.mark.parametrize(("rule", "example"), [case for case in cases("linter", "bad") if case.values[1].fixed])
def test_the_fixed_text_of_a_bad_example_is_no_longer_reported(rule, example):
    is_fixed(rule, example)
