"""The html report: all that the other reports say, in a page that no file's name or code can break."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from tests.report.test_escaping import NAMES, WORDS, any_text, rendered, run_of
from tests.support.notebooks import notebook
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import check_source
from zerolint.findings.finding import Verdict
from zerolint.report.html import render
from zerolint.report.run import Run

SCRIPT = """\
import keras

RATE = 0.0

one, two = 1, 2


model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(RATE)
model.compile(optimizer, loss="mse")
"""
VOID = {"meta", "link", "input"}


class Page(HTMLParser):
    """The elements of a page as (name, attributes, text); fails where one is not closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag):
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data):
        for number in self._open:
            self.elements[number][2].append(data)

    def texts(self, tag: str) -> list[str]:
        """The texts of all elements of a kind."""
        return ["".join(text) for name, _, text in self.elements if name == tag]


def page_of(script: str, verdict: Verdict | None = None, name: str = "train.py") -> Page:
    report = check_source(name, script.encode())
    findings = tuple(replace(each, verdict=verdict) for each in report.findings)
    return Page(render(Run([replace(report, findings=findings)], load(), 1)))


def test_a_finding_has_its_place_its_code_its_reasons_and_its_advice() -> None:
    page = page_of(SCRIPT)
    assert page.texts("h3") == ["3:8 learning rate 0 for SGD: no weight moves"]
    assert page.texts("mark") == ["0.0", "keras.optimizers.SGD(RATE)"]
    frame, reason = page.texts("pre")
    assert frame.splitlines() == ["1import keras", "2", "3RATE = 0.0", "4", "5one, two = 1, 2"]
    assert reason == "9optimizer = keras.optimizers.SGD(RATE)"
    assert page.texts("li")[-1].startswith("because line 9: SGD takes it as its learning rate")
    assert "help: write a positive learning rate; 0.01 is usual for SGD" in page.texts("p")
    assert page.texts("title") == ["zerolint: Found 1 finding in 1 file."]


def test_a_notebook_s_findings_name_their_cells() -> None:
    text = notebook("import keras", "x = 1\noptimizer = keras.optimizers.SGD(0.0)")
    page = page_of(text, name="train.ipynb")
    assert page.texts("h3") == ["cell 2:2:34 learning rate 0 for SGD: no weight moves"]
    assert page.texts("pre")[0].splitlines() == ["1x = 1", "2optimizer = keras.optimizers.SGD(0.0)"]


def test_a_fix_is_shown_row_by_row() -> None:
    page = page_of(
        "import tensorflow as tf\n\nds = tf.data.Dataset.range(9).shuffle(9)\na, b = ds.take(3), ds.skip(3)\n"
    )
    assert page.texts("del") == ["ds = tf.data.Dataset.range(9).shuffle(9)"]
    assert page.texts("ins") == ["ds = tf.data.Dataset.range(9).shuffle(9, reshuffle_each_iteration=False)"]


def test_a_span_of_many_rows_is_cut_and_an_endless_row_too() -> None:
    rows = "\n".join(f"    {number}," for number in range(40))
    page = page_of(f"import keras\n\nr = keras.optimizers.SGD(*[\n{rows}\n], learning_rate=0.0)\nx = (\n")
    assert all(len(each.splitlines()) < 20 for each in page.texts("pre"))
    page = page_of(f"import keras; a = '{'x' * 100_000}'; keras.optimizers.SGD(0.0); b = '{'y' * 100_000}'")
    assert "0.0" in page.texts("mark")
    assert max(map(len, page.texts("pre"))) < 2000


def test_without_a_probe_there_is_no_plot() -> None:
    assert page_of(SCRIPT).texts("svg") == []


def test_a_verdict_without_costs_has_its_numbers_and_no_plot() -> None:
    page = page_of(SCRIPT, Verdict("confirmed", "3 of 9 `rows` shared", {"shared_rows": 3.0}))
    assert page.texts("svg") == []
    assert "probe: confirmed 3 of 9 rows shared" in page.texts("p")
    assert (page.texts("dt"), page.texts("dd")) == (["shared rows"], ["3"])


def test_a_plot_says_in_words_what_it_shows() -> None:
    page = page_of(SCRIPT, Verdict("confirmed", "", {}, (0.7, 0.7), (0.7, 0.25)))
    assert page.texts("title")[1] == "The cost as written and as fixed"
    assert page.texts("desc") == ["as written: 0.7, 0.7; as fixed: 0.7, 0.25"]
    [(_, drawing, _)] = [each for each in page.elements if each[0] == "svg"]
    ids = {each[1].get("id") for each in page.elements}
    assert drawing["role"] == "img"
    assert set((drawing["aria-labelledby"] or "").split()) <= ids
    assert "as written: 0.7 all the time" in page.texts("text")
    assert "as fixed: 0.7 to 0.25" in page.texts("text")


def numbers_of(page: Page) -> list[float]:
    """Every coordinate of a drawing; a word among them is an error."""
    drawn = ("cx", "cy", "x", "y", "x1", "x2", "y1", "y2", "width", "height")
    found = [float(each[1][name] or "") for each in page.elements for name in drawn if name in each[1]]
    paths = [each[1]["d"] or "" for each in page.elements if each[0] == "path"]
    return found + [float(each) for path in paths for each in re.findall(r"[^MLlm ]+", path.replace("-", " -"))]


EXTREMES = st.sampled_from([0.0, 5e-324, 1.7e308, -1.7e308, math.nan, math.inf, -math.inf])
COSTS = st.lists(st.one_of(EXTREMES, st.floats(), st.floats(0, 3)), max_size=8).map(tuple)


@any_text
@given(COSTS, COSTS)
@example((0.0, 1.7e308), (-1.7e308, math.nan))
@example((5e-324, 1.7e308), ())
@example((math.nan, -math.inf), (math.inf,))
def test_any_costs_make_a_drawing_inside_of_its_frame(written, fixed) -> None:
    page = page_of_costs(written, fixed)
    assert len(page.texts("svg")) == bool(written or fixed)
    assert all(math.isfinite(each) and -10 <= each <= 500 for each in numbers_of(page))


REPORT = check_source("train.py", SCRIPT.encode())


def page_of_costs(written: tuple[float, ...], fixed: tuple[float, ...]) -> Page:
    [finding] = REPORT.findings
    verdict = Verdict("confirmed", "", {}, written, fixed)
    return Page(render(Run([replace(REPORT, findings=(replace(finding, verdict=verdict),))], load(), 1)))


def test_costs_of_many_sizes_are_on_a_logarithmic_scale_and_others_not() -> None:
    assert "cost (log)" in page_of_costs((0.5, 1e9), (0.5, 0.1)).texts("text")
    assert "cost" in page_of_costs((0.5, 0.6), (0.5, 0.1)).texts("text")
    assert "cost" in page_of_costs((0.0, 1e9), ()).texts("text")


@any_text
@given(NAMES, WORDS)
def test_names_and_texts_make_no_element(name, text) -> None:
    output = rendered("html", run_of(name, text))
    assert output.isascii()
    page, plain = Page(output), Page(rendered("html", run_of("x.py", "plain")))
    without_code = [each[0] for each in page.elements if each[0] != "code"]
    assert without_code == [each[0] for each in plain.elements if each[0] != "code"]
    links, usual = ([each[1]["href"] for each in of.elements if "href" in each[1]] for of in (page, plain))
    assert links == usual
    shown = "".join("".join(page.texts(tag)) for tag in ("h2", "h3", "li"))
    assert all(each.isprintable() or each in "\n\t" for each in shown)


def test_code_that_would_be_a_page_of_its_own_is_text() -> None:
    hostile = '<script>alert("1")</script><img src=x onerror=alert(2)></pre></style><!-- &lt; ]]> \u202e\x1b[31m'
    page = page_of(f"import keras\n# {hostile}\nkeras.optimizers.SGD(0.0)  # {hostile}\n")
    shown = page.texts("pre")[0]
    assert (
        '<script>alert("1")</script><img src=x onerror=alert(2)></pre></style><!-- &lt; ]]> \\u202e\\x1b[31m' in shown
    )
    assert not {"script", "img"} & {each[0] for each in page.elements}


def test_the_page_names_no_address_but_its_links() -> None:
    page = page_of(SCRIPT, Verdict("confirmed", "", {}, (0.7, 0.7), (0.7, 0.25)))
    loading = [
        (tag, name, value)
        for tag, attributes, _ in page.elements
        for name, value in attributes.items()
        if name in ("src", "srcset", "data", "action", "style", "poster") or (name == "href" and tag != "a")
    ]
    assert loading == [("link", "href", "data:,")]
    [policy] = [each[1]["content"] for each in page.elements if each[1].get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    [style] = page.texts("style")
    assert "url(" not in style
    assert "@import" not in style


def test_clean_files_and_no_files_are_said() -> None:
    clean = Page(render(Run([check_source("fine.py", b"import keras\n")], load())))
    assert clean.texts("p")[0] == "No findings in 1 file."
    assert clean.texts("article") == []
    Page(render(Run([], load())))


def test_findings_can_be_chosen_where_there_is_a_choice() -> None:
    assert page_of(SCRIPT).texts("fieldset") == []
    two = page_of(SCRIPT + "slow = keras.optimizers.Adadelta()\n")
    assert two.texts("label") == [" error", " warning"]


def test_costs_that_hardly_differ_have_ticks_that_do() -> None:
    ticks = [
        float(each) for each in page_of_costs((1234567.0, 1234560.0), ()).texts("text") if re.fullmatch(r"\d+", each)
    ]
    assert len(set(ticks)) == len(ticks) >= 3
