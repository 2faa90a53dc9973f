"""The html report in headless Chromium: quiet, alone with itself, and its plots can be read."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, pairwise
from pathlib import Path

import pytest

from tests.report.chromium import Browser, browser
from tests.support.notebooks import notebook
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import check_source
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Verdict
from zerolint.report.html import render
from zerolint.report.run import Run

pytestmark = pytest.mark.external

SMALL = "optimizer = keras.optimizers.Adadelta()\n"
RESHUFFLED = (
    "import tensorflow as tf\n\nds = tf.data.Dataset.range(9).shuffle(9)\ntrain, val = ds.take(3), ds.skip(3)\n"
)
HOSTILE = '</pre></style><script>alert(1)</script><img src="http://example.com/x"><svg onload=alert(2)>\u202e'
SCRIPTS = {
    f"<img src=x onerror=alert(1)>{HOSTILE[:40]}.py": f"import keras\n# {HOSTILE}\nkeras.optimizers.SGD(0.0)  # {HOSTILE}\n",
    "train.py": f"import keras\n\n{SMALL}model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, 'softmax')])\n",
    "eda.ipynb": notebook("import keras", f"x = '{'wide ' * 90}'\noptimizer = keras.optimizers.SGD(0.0)"),
    "pipeline.py": RESHUFFLED,
}
VERDICTS = [
    Verdict("confirmed", "movement 0", {"weight_movement": 0.0}, (0.6932,) * 6, (0.6932, 0.61, 0.5, 0.42, 0.33, 0.28)),
    Verdict(
        "confirmed", "climbs", {}, (0.565, 3e4, 2e19, math.nan, math.nan, math.nan), (0.565, 0.4, 0.3, 0.2, 0.15, 0.13)
    ),
    Verdict("refuted", "it falls", {}, (1234567.0, 1234560.0)),
    Verdict("inconclusive", "the optimizer is not known"),
    Verdict("confirmed", "the same", {"spread": 0.0}, (0.61, 0.58, 0.54), (0.61, 0.58, 0.54)),
    Verdict("confirmed", "not finite", {}, (math.inf,) * 3, (-0.002, -0.0021, -0.0045)),
]


def reports(copies: int = 1) -> list[FileReport]:
    """The scripts' reports, each with findings so many times, and verdicts of all kinds on them."""
    verdicts = cycle(VERDICTS)
    found = []
    for name, script in SCRIPTS.items():
        report = check_source(name, script.encode())
        assert report.findings
        findings = [replace(each, verdict=next(verdicts)) for _ in range(copies) for each in report.findings]
        found.append(replace(report, findings=tuple(findings)))
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page of a few findings, of one and of very many."""
    folder = tmp_path_factory.mktemp("site")
    pages = {
        "few": reports(2),
        "one": [check_source("a.py", b"import keras\nkeras.optimizers.SGD(0.0)\n")],
        "many": reports(100),
    }
    for name, found in pages.items():
        (folder / f"{name}.html").write_text(render(Run(found, load(), 1)))
    return folder


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.fixture
def chromium(shared: Browser) -> Browser:
    shared.look()
    shared.logged.clear()
    shared.requested.clear()
    return shared


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where a server has the pages."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """The test's output is not a server's log."""


@pytest.mark.parametrize("page", ["few", "one", "many"])
def test_nothing_is_logged_and_nothing_asked_for(chromium, site, page):
    file = (site / f"{page}.html").as_uri()
    chromium.open(file)
    assert chromium.logged == []
    assert chromium.requested == [file]


def test_nothing_is_asked_of_a_server_but_the_page(chromium, address):
    chromium.open(f"{address}/few.html")
    assert chromium.logged == []
    assert chromium.requested == [f"{address}/few.html"]


def test_a_page_that_would_ask_or_run_is_noticed(chromium, site):
    """The measure of the two tests above can tell; and the page's own policy stops what they look for."""
    page = (site / "one.html").read_text()
    loud = page.replace("<body>", "<body><img src='http://127.0.0.1:9/x.png'><script>console.log('here')</script>")
    (site / "loud.html").write_text(loud)
    chromium.open((site / "loud.html").as_uri())
    assert len([each for each in chromium.logged if "Content Security Policy" in each]) == 2
    (site / "loud.html").write_text(loud.replace("Content-Security-Policy", "Nothing"))
    chromium.open((site / "loud.html").as_uri())
    assert "http://127.0.0.1:9/x.png" in chromium.requested
    assert any("here" in each for each in chromium.logged)


def test_hostile_names_and_code_are_shown_and_not_run(chromium, site):
    chromium.open((site / "few.html").as_uri())
    assert chromium.value("document.querySelectorAll('script, img, iframe, object, [onload], [onerror]').length") == 0
    shown = chromium.value("document.querySelector('#file-1 + article pre').innerText")
    assert '</pre></style><script>alert(1)</script><img src="http://example.com/x">' in shown
    assert "onerror=alert(1)" in chromium.value("document.querySelector('#file-1').innerText")


OVERLAPS = """(() => {
    const inside = (box, frame) => box.left >= frame.left - 1 && box.right <= frame.right + 1
        && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const wrong = [];
    for (const svg of document.querySelectorAll('svg')) {
        const texts = [...svg.querySelectorAll('text')].map(each => [each.textContent, each.getBoundingClientRect()]);
        for (const [words, box] of texts) {
            if (!inside(box, svg.getBoundingClientRect())) wrong.push(words + ' sticks out');
            for (const [others, other] of texts) if (box !== other && meet(box, other)) wrong.push(words + ' on ' + others);
        }
        for (const mark of svg.querySelectorAll('.point, .cross, path.line')) {
            const box = mark.getBoundingClientRect();
            if (!inside(box, svg.getBoundingClientRect())) wrong.push('a mark sticks out');
            for (const [words, other] of texts)
                if (!words.startsWith('as ') && mark.tagName !== 'path' && meet(box, other)) wrong.push('a mark on ' + words);
        }
    }
    return wrong;
})()"""


@pytest.mark.parametrize("width", [1000, 600, 360])
def test_no_label_of_a_plot_lies_on_another_or_outside(chromium, site, width):
    chromium.look(width)
    chromium.open((site / "few.html").as_uri())
    assert chromium.value("document.querySelectorAll('svg').length") > 5
    assert chromium.value(OVERLAPS) == []


CONTRASTS = """(() => {
    const light = color => {
        const parts = color.match(/[\\d.]+/g).slice(0, 3).map(each => each / 255)
            .map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
        return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
    };
    const ratio = (one, two) => (Math.max(light(one), light(two)) + .05) / (Math.min(light(one), light(two)) + .05);
    const behind = element => {
        for (let each = element; each; each = each.parentElement) {
            const color = getComputedStyle(each).backgroundColor;
            if (color !== 'rgba(0, 0, 0, 0)') return color;
        }
    };
    const low = {};
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || element.closest('title, desc')) continue;
        const style = getComputedStyle(element);
        const color = element instanceof SVGElement ? style.fill : style.color;
        const found = ratio(color, behind(element));
        if (found < 4.5) low[element.tagName + '.' + element.getAttribute('class')] = found;
    }
    for (const line of document.querySelectorAll('svg .line.written, svg .line.fixed, svg .cross')) {
        const found = ratio(getComputedStyle(line).stroke, behind(line));
        if (found < 3) low['line ' + line.getAttribute('class')] = found;
    }
    return low;
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_and_lines_stand_out_from_what_is_behind_them(chromium, site, scheme):
    chromium.look(1000, scheme)
    chromium.open((site / "few.html").as_uri())
    assert chromium.value(CONTRASTS) == {}


def test_light_and_dark_are_different(chromium, site):
    backs = []
    for scheme in ("light", "dark"):
        chromium.look(1000, scheme)
        chromium.open((site / "one.html").as_uri())
        backs.append(chromium.value("getComputedStyle(document.body).backgroundColor"))
    assert backs == ["rgb(255, 255, 255)", "rgb(20, 23, 28)"]


@pytest.mark.parametrize("width", [1000, 360])
@pytest.mark.parametrize("page", ["few", "one", "many"])
def test_a_page_is_never_wider_than_its_window(chromium, site, page, width):
    chromium.look(width)
    chromium.open((site / f"{page}.html").as_uri())
    root = "document.documentElement"
    assert chromium.value(f"{root}.scrollWidth") <= chromium.value(f"{root}.clientWidth")
    # Where there is little room the numbers are worth more than what each rule finds.
    told = chromium.value("Math.min(...[...document.querySelectorAll('td.summary')].map(each => each.offsetWidth))")
    assert told > 200 if width > 640 else told == 0
    first = chromium.value("document.querySelector('td.count').getBoundingClientRect().right")
    assert first <= chromium.value(f"{root}.clientWidth")


def test_five_hundred_findings_are_all_there(chromium, site):
    chromium.open((site / "many.html").as_uri())
    assert chromium.value("document.querySelectorAll('article').length") == 500
    assert chromium.value("[...document.querySelectorAll('article')].every(each => each.offsetHeight > 100)")
    ids = "[...document.querySelectorAll('[id]')].map(each => each.id)"
    assert chromium.value(f"new Set({ids}).size === {ids}.length")
    links = "[...document.querySelectorAll('a[href^=\"#\"]')]"
    assert chromium.value(f"{links}.every(each => document.getElementById(each.hash.slice(1)))")


def test_boxes_leave_out_findings(chromium, site):
    chromium.open((site / "few.html").as_uri())
    visible = "[...document.querySelectorAll('article')].filter(each => each.offsetHeight).map(each => each.className)"
    before = chromium.value(visible)
    chromium.value("document.getElementById('show-warning').click()")
    chromium.value("document.getElementById('show-inconclusive').click()")
    left = chromium.value(visible)
    assert left == [each for each in before if "warning" not in each and "inconclusive" not in each]
    assert 0 < len(left) < len(before)
    assert chromium.logged == []


def test_readers_of_the_screen_get_headings_and_names_of_the_plots(chromium, site):
    chromium.open((site / "few.html").as_uri())
    nodes = chromium.call("Accessibility.getFullAXTree")["nodes"]
    named = [(each["role"]["value"], each.get("name", {}).get("value", "")) for each in nodes if "role" in each]
    plots = [name for role, name in named if role in ("image", "img")]
    assert len(plots) == chromium.value("document.querySelectorAll('svg').length")
    assert all(each.startswith("The cost as written") for each in plots)
    levels = chromium.value("[...document.querySelectorAll('h1, h2, h3')].map(each => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    nameless = [role for role, name in named if role in ("link", "checkbox", "heading", "article") and not name]
    assert nameless == []
