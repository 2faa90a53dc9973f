"""Whatever stands in a file's name or in a message, a reader gets it back, and no line or tag is made of it."""

from __future__ import annotations

import os
from importlib import import_module
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.report.format_readers import READERS
from tests.report.test_formats import VALIDATORS, validate_junit
from zerolint.catalog.catalog import load
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding, Reason
from zerolint.report.ansi import printable
from zerolint.report.run import Run
from zerolint.report.xml import sayable
from zerolint.settings.formats import module_of
from zerolint.source.location import Location

AWKWARD = "%\r\n:,;]=[\"'<>&\\ \t\x1b\x00\x7f\x85\u2028\ufffe😀é%0A%2C%25%AZP25"
TEXT = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(codec="utf-8")), max_size=20)
PARTS = st.sampled_from(["%0A", "%25", "%2C", "%3A", "%AZP25", "%5D", "::", "]]>", "&amp;", "](1)"])
WORDS = st.lists(st.one_of(TEXT, PARTS), max_size=5).map("".join)
NAMES = st.binary(min_size=1, max_size=12).map(
    lambda each: f"x{os.fsdecode(each.translate(None, b'/' + bytes([0])))}.py"
)


any_text = settings(deadline=None, max_examples=60)


def run_of(name: str, text: str) -> Run:
    """A run with one finding whose message, reason and advice hold `text`."""
    start, end = Location(3, 8, 3), Location(3, 11, 3)
    finding = Finding(
        "ZL302",
        name,
        start,
        end,
        "error",
        data={"rate": text, "optimizer": text, "effect": text, "usual": text},
        reasons=(Reason(start, end, text),),
    )
    return Run([FileReport(name, (finding,))], load(), 1)


def rendered(format: str, run: Run) -> str:
    text: str = import_module(module_of(format)).render(run)
    return text


def message_of(run: Run) -> str:
    return run.catalog.message(run.reports[0].findings[0])


def visible(text: str) -> str:
    """Control characters as these formats show them; line ends have an escape of their own."""
    return "".join(char if char in "\r\n" else printable(char) for char in text)


@any_text
@given(NAMES, WORDS)
@example("x\n%0A,:.py", "100%\r\n::error::")
def test_a_github_command_comes_back(name, text):
    run = run_of(name, text)
    output = rendered("github", run)
    assert output.count("\n") == 1
    assert "\r" not in output
    [found] = READERS["github"](output)
    assert found.path == visible(name)
    assert f" {visible(message_of(run))}\n" in found.message + "\n"


@any_text
@given(NAMES, WORDS)
@example("x;%3B]\n.py", "100%;]%5D\r\n##vso[task.complete]")
def test_an_azure_command_comes_back(name, text):
    run = run_of(name, text)
    output = rendered("azure", run)
    assert output.count("\n") == 1
    assert "\r" not in output
    [found] = READERS["azure"](output)
    assert os.path.basename(found.path) == visible(name)
    # The agent also decodes the escapes of properties in a message.
    expected = visible(message_of(run))
    assert found.message == expected


@any_text
@given(NAMES, WORDS)
def test_a_line_of_pylint_stays_a_line(name, text):
    output = rendered("pylint", run_of(name, text))
    assert output.count("\n") == 1
    assert output.isprintable() or set(output) - set(printable(output)) <= {"\n"}


@any_text
@given(NAMES, WORDS)
@example("x]]>\x00.py", "<&\"'>\x1b\ufffe")
def test_xml_says_what_it_can_and_stays_well_formed(name, text):
    run = run_of(name, text)
    [error] = ET.fromstring(rendered("checkstyle", run).encode()).iter("error")
    assert error.attrib["message"] == sayable(message_of(run))
    report = rendered("junit", run)
    validate_junit(report)
    [failure] = ET.fromstring(report.encode()).iter("failure")
    assert failure.attrib["message"] == sayable(message_of(run))


@any_text
@given(NAMES, WORDS)
def test_documents_stay_valid_and_come_back(name, text):
    run = run_of(name, text)
    for format in ("sarif", "rdjson", "rdjsonl", "gitlab"):
        VALIDATORS[format](rendered(format, run))
        [found] = READERS[format](rendered(format, run))
        assert os.path.basename(found.path) == name


@any_text
@given(WORDS)
def test_sarif_links_nothing_but_its_related_locations(text):
    [found] = READERS["sarif"](rendered("sarif", run_of("x.py", text)))
    message, _, reason = found.message.rpartition("\nbecause [line 3](1): ")
    for part in (message, reason):
        assert "](" not in part.replace("\\]", "")
    plain = message.replace("\\[", "[").replace("\\]", "]").replace("\\\\", "\\")
    assert plain == message_of(run_of("x.py", text)) or "](" not in text


@any_text
@given(NAMES, WORDS)
@pytest.mark.parametrize("name", ["concise", "full", "grouped"])
def test_text_cannot_command_the_terminal(name, file, text):
    output = rendered(name, run_of(file, text))
    assert not set(output) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160))}
