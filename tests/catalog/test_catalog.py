"""The catalog: pages are read strictly, selectors name rules, messages are filled."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import Catalog, UnknownSelector, load, read_folder
from zerolint.catalog.page import Expectation, PageError, expectations, placeholders, read_examples, read_rule
from zerolint.findings.finding import Finding
from zerolint.source.location import Location

BAD = """
[[bad]]
title = "bad {0}"
code = '''
x = {0}  # expect: ZL399
'''
"""
GOOD = """
[[good]]
title = "good {0}"
reason = "it is right"
code = '''
x = -{0}
'''
"""
HEAD = """\
code = "ZL399"
name = "made-up-rate"
family = "optimizer"
severity = "warning"
certainty = "likely"
summary = "A rate that was made up"
message = "rate {rate} is made up"
advice = "take {usual}"
since = "0.1.0"
rationale = '''
Nobody measured it.
'''
needs = [["keras", "tensorflow"], ["rate"]]
"""
PAGE = HEAD + "".join(BAD.format(number) for number in (1, 2, 3)) + "".join(GOOD.format(number) for number in (1, 2, 3))


def write(folder, text: str = PAGE, name: str = "ZL399-made-up-rate.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_page_is_read_into_a_rule(tmp_path):
    rule = read_rule(write(tmp_path))
    assert (rule.code, rule.name, rule.family) == ("ZL399", "made-up-rate", "optimizer")
    assert (rule.severity, rule.certainty, rule.rationale) == ("warning", "likely", "Nobody measured it.")
    assert rule.needs == (("keras", "tensorflow"), ("rate",))
    assert (rule.options, rule.supersedes, rule.fix_grade, rule.probe) == ((), (), "none", None)


def test_the_examples_of_a_page_are_read_when_asked_for(tmp_path):
    rule = read_rule(write(tmp_path))
    assert [example.title for example in rule.bad] == ["bad 1", "bad 2", "bad 3"]
    assert [example.reason for example in rule.good] == ["it is right"] * 3
    assert rule.known == ()
    assert rule.bad[0].slug == "bad-1"


def test_options_fix_and_probe_of_a_page_are_read(tmp_path):
    tables = """
[[options]]
name = "threshold"
type = "float"
default = 0
doc = "the least rate"
[fix]
grade = "unsafe"
title = "take the usual rate"
[probe]
kind = "no-weight-moves"
confirm = { share = 0.97 }
"""
    rule = read_rule(write(tmp_path, HEAD + tables))
    assert [(option.name, option.type, option.default) for option in rule.options] == [("threshold", "float", 0)]
    assert (rule.fix_grade, rule.fix_title) == ("unsafe", "take the usual rate")
    assert rule.probe == {"kind": "no-weight-moves", "confirm": {"share": 0.97}}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        pytest.param('since = "0.1.0"', "", "key `since` is missing", id="missing-key"),
        pytest.param("summary =", "sumary =", "unknown key `sumary`; did you mean `summary`?", id="unknown-key"),
        pytest.param('since = "0.1.0"', "since = 1", "`since` must be a str, not int", id="wrong-type"),
        pytest.param('"likely"', '"perhaps"', "`certainty` is one of proven, likely, not 'perhaps'", id="certainty"),
        pytest.param('"warning"', '"fatal"', "`severity` is one of error, warning, info", id="severity"),
        pytest.param('"optimizer"', '"cost"', "codes of the family cost start with ZL2", id="family-of-other-code"),
        pytest.param('"optimizer"', '"speed"', "`family` is one of", id="unknown-family"),
        pytest.param("{rate} is", "{rate is", "`message`:", id="malformed-placeholder"),
        pytest.param("{usual}", "{}", "`advice`:", id="positional-placeholder"),
        pytest.param('"made-up-rate"', '"other"', "must be named ZL399-other.toml", id="name-is-not-the-filename"),
        pytest.param('[["keras"', '["keras"', "is not TOML", id="broken-toml"),
        pytest.param('["rate"]]', '"rate"]', "`needs` is a list of groups", id="needs-without-groups"),
    ],
)
def test_a_wrong_head_is_refused_and_the_error_names_the_file(tmp_path, old, new, complaint):
    assert old in PAGE
    path = write(tmp_path, PAGE.replace(old, new, 1))
    with pytest.raises(PageError) as caught:
        read_rule(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        pytest.param('title = "bad 2"', 'title = "bad 1"', "two examples have the title", id="title-twice"),
        pytest.param("x = 2  # expect: ZL399", "x = 2", "`bad 2` marks no line", id="bad-without-mark"),
        pytest.param("x = -2", "x = -2  # expect: ZL399", "a good example is silent", id="good-with-mark"),
        pytest.param(GOOD.format(3), "", "has 2 good examples; write three", id="two-good-examples"),
        pytest.param(BAD.format(3), "", "has 2 bad examples; write three", id="two-bad-examples"),
        pytest.param('reason = "it is right"', "", "[[good]] number 1: key `reason` is missing", id="no-reason"),
        pytest.param(
            "[[bad]]",
            '[fix]\ngrade = "safe"\ntitle = "x"\n[[bad]]',
            "`fixed` is there exactly when",
            id="fix-not-shown",
        ),
        pytest.param("[[good]]", '[fix]\ngrade = "none"\n[[good]]', "stand before the first example", id="late-table"),
        pytest.param("[[good]]", "[[god]]", "unknown key `god`", id="unknown-kind-of-example"),
    ],
)
def test_wrong_examples_are_refused_and_the_error_names_the_file(tmp_path, old, new, complaint):
    assert old in PAGE
    path = write(tmp_path, PAGE.replace(old, new, 1))
    with pytest.raises(PageError) as caught:
        read_examples(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert complaint in str(caught.value)


def test_a_run_does_not_stumble_over_examples_that_it_does_not_need(tmp_path):
    assert read_rule(write(tmp_path, PAGE + "\n[[bad]]\ntitle = oops")).code == "ZL399"


def test_two_pages_with_one_name_are_refused(tmp_path):
    write(tmp_path)
    write(tmp_path, PAGE.replace("ZL399", "ZL398"), "ZL398-made-up-rate.toml")
    with pytest.raises(PageError, match=r"`made-up-rate` is already taken by ZL398-made-up-rate.toml"):
        read_folder(tmp_path)


def test_a_folder_without_pages_is_an_error(tmp_path):
    with pytest.raises(PageError, match="there are no rule pages"):
        read_folder(tmp_path)


@pytest.fixture
def catalog() -> Catalog:
    return load()


@pytest.mark.parametrize(
    ("selector", "some"),
    [
        pytest.param("ZL301", {"ZL301"}, id="code"),
        pytest.param("zl301", {"ZL301"}, id="code-in-lower-case"),
        pytest.param("ZL3", {"ZL301", "ZL302"}, id="prefix"),
        pytest.param("optimizer", {"ZL301", "ZL302"}, id="family"),
        pytest.param("rounded-away-learning-rate", {"ZL301"}, id="name"),
        pytest.param("ALL", {"ZL001", "ZL101", "ZL201", "ZL301"}, id="all"),
        pytest.param("ZL", {"ZL001", "ZL101", "ZL201", "ZL301"}, id="all-as-prefix"),
    ],
)
def test_a_selector_names_rules(catalog, selector, some):
    assert some <= catalog.select(selector)


def test_a_prefix_names_no_other_rules(catalog):
    assert {code[:3] for code in catalog.select("ZL3")} == {"ZL3"}
    assert catalog.select("ZL30") <= catalog.select("ZL3")
    assert catalog.select("rounded-away-learning-rate") == {"ZL301"}


@pytest.mark.parametrize(
    ("selector", "nearest"),
    [
        pytest.param("ZL310O", "did you mean", id="mistyped-code"),
        pytest.param("rounded-away-learning-rates", "did you mean `rounded-away-learning-rate`?", id="mistyped-name"),
        pytest.param("optimiser", "did you mean `optimizer`?", id="mistyped-family"),
        pytest.param("xyzzy", "`zerolint rules` lists them", id="nothing-near"),
        pytest.param("ZL9", "unknown rule or selector `ZL9`", id="prefix-of-nothing"),
        pytest.param("", "an empty selector names no rule", id="empty"),
    ],
)
def test_an_unknown_selector_is_an_error_that_names_the_nearest(catalog, selector, nearest):
    with pytest.raises(UnknownSelector) as caught:
        catalog.select(selector)
    assert nearest in str(caught.value)


def test_a_rule_is_found_by_code_and_by_name(catalog):
    assert catalog.find("ZL302") is catalog.find("non-positive-learning-rate")
    with pytest.raises(UnknownSelector, match="unknown rule `ZL3O2`; did you mean `ZL302`"):
        catalog.find("ZL3O2")


def finding(data: dict[str, str]) -> Finding:
    place = Location(1, 1, 1)
    return Finding("ZL002", "train.py", place, place, "error", data=data)


def test_a_message_is_filled_with_the_finding_s_data(catalog):
    assert catalog.message(finding({"reason": "no such file"})) == "cannot be read: no such file"
    assert catalog.message(finding({"reason": "{braces} stay"})) == "cannot be read: {braces} stay"


def test_a_field_that_is_missing_does_not_cost_the_report(catalog):
    assert catalog.message(finding({})) == "cannot be read: {reason}"


def test_marks_name_rows_codes_and_columns():
    script = "a = 1\nb = 2  # expect: ZL301\nc = 3  # note # expect: ZL201@5, ZL215\n"
    assert expectations(script) == [
        Expectation(2, "ZL301", None),
        Expectation(3, "ZL201", 5),
        Expectation(3, "ZL215", None),
    ]


def test_placeholders_are_the_names_in_braces():
    assert placeholders("{rate} of {optimizer} is {{literal}}") == {"rate", "optimizer"}
