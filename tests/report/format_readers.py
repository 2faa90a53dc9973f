"""Readers of the report formats, as the programs read them that the formats are for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET


class Read(NamedTuple):
    """What a reader understood of one finding; `column` counts from 1, in code points or, for rdjson, in bytes."""

    path: str
    row: int
    column: int | None
    code: str
    message: str
    severity: str
    end: tuple[int, int] | None = None


class Command(NamedTuple):
    """A command that a log holds for its runner."""

    name: str
    properties: dict[str, str]
    data: str


def lines_of(text: str) -> list[str]:
    """As a runner reads lines: `str.splitlines` would also break at U+2028 and the like."""
    assert text == "" or text.endswith("\n")
    return text.split("\n")[:-1]


def unescaped(text: str, mappings: dict[str, str]) -> str:
    """The runners of GitHub and Azure replace one escape after the other, the percent sign last."""
    for replacement, token in mappings.items():
        text = text.replace(replacement, token)
    return text


def properties_of(text: str, separator: str, mappings: dict[str, str]) -> dict[str, str]:
    pairs = (pair.split("=", 1) for pair in text.split(separator) if pair)
    return {name: unescaped(value, mappings) for name, value in pairs}


def github_command(line: str) -> Command | None:
    """One line of a log, by the rules of the runner's ActionCommand."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    data = {"%0D": "\r", "%0A": "\n", "%25": "%"}
    escapes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return Command(name, properties_of(properties.strip(), ",", escapes), unescaped(line[end + 2 :], data))


def azure_command(line: str) -> Command | None:
    """One line of a log, by the rules of the agent's Command."""
    start, end = line.find("##vso["), line.find("]")
    if start < 0 or end < 0:
        return None
    name, _, properties = line[start + 6 : end].partition(" ")
    escapes = {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%AZP25": "%"}
    return Command(name, properties_of(properties, ";", escapes), unescaped(line[end + 1 :], escapes))


def read_github(text: str) -> list[Read]:
    found = []
    for line in lines_of(text):
        command = github_command(line)
        assert command is not None
        assert command.name in ("error", "warning", "notice")
        values = command.properties
        assert set(values) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert int(values["endLine"]) >= int(values["line"])
        assert ("col" in values) == (values["line"] == values["endLine"])
        end = (int(values["endLine"]), int(values["endColumn"])) if "endColumn" in values else None
        code = values["title"].split()[0]
        column = int(values["col"]) if "col" in values else None
        found.append(Read(values["file"], int(values["line"]), column, code, command.data, command.name, end))
    return found


def read_azure(text: str) -> list[Read]:
    found = []
    for line in lines_of(text):
        command = azure_command(line)
        assert command is not None
        assert command.name == "task.logissue"
        values = command.properties
        assert values["type"] in ("error", "warning")
        place = int(values["linenumber"]), int(values["columnnumber"])
        found.append(Read(values["sourcepath"], *place, values["code"], command.data, values["type"]))
    return found


def read_pylint(text: str) -> list[Read]:
    """With the pattern that editors and build servers use for pylint's parseable output."""
    pattern = re.compile(r"^(?P<path>.+?):(?P<row>\d+): \[(?P<code>[A-Z]+\d+)[^]]*\] (?P<message>.*)$")
    matches = [pattern.match(line) for line in lines_of(text)]
    assert None not in matches
    return [
        Read(match["path"], int(match["row"]), None, match["code"], match["message"], "") for match in matches if match
    ]


def read_checkstyle(text: str) -> list[Read]:
    root = ET.fromstring(text.encode())
    assert root.tag == "checkstyle"
    return [
        Read(
            file.attrib["name"],
            int(error.attrib["line"]),
            int(error.attrib["column"]),
            error.attrib["source"].rpartition(".")[2],
            error.attrib["message"],
            error.attrib["severity"],
        )
        for file in root.iter("file")
        for error in file
    ]


def read_junit(text: str) -> list[Read]:
    found = []
    for case in ET.fromstring(text.encode()).iter("testcase"):
        for outcome in case:
            path = case.attrib["classname"]
            assert outcome.text is not None
            assert outcome.text.startswith(f"{path}:")
            row, column, rest = outcome.text[len(path) + 1 :].split(":", 2)
            code = case.attrib["name"].split()[0]
            assert rest.split()[0] == code
            severity = outcome.attrib["type"]
            found.append(Read(path, int(row), int(column), code, outcome.attrib["message"], severity))
    return found


def read_gitlab(text: str) -> list[Read]:
    found = []
    for issue in json.loads(text):
        begin, end = (issue["location"]["positions"][name] for name in ("begin", "end"))
        place = begin["line"], begin["column"]
        code, path, end_place = issue["check_name"], issue["location"]["path"], (end["line"], end["column"])
        found.append(Read(path, *place, code, issue["description"], issue["severity"], end_place))
    return found


def read_sarif(text: str) -> list[Read]:
    [run] = json.loads(text)["runs"]
    found = []
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        [location] = result["locations"]
        artifact = location["physicalLocation"]["artifactLocation"]
        region = location["physicalLocation"]["region"]
        assert artifact["uri"].isascii()
        path = unquote(artifact["uri"], errors="surrogateescape")
        place = region["startLine"], region["startColumn"]
        end = region["endLine"], region["endColumn"]
        found.append(Read(path, *place, result["ruleId"], result["message"]["text"], result["level"], end))
    return found


def read_rdjson(text: str) -> list[Read]:
    return [_diagnostic(each) for each in json.loads(text)["diagnostics"]]


def read_rdjsonl(text: str) -> list[Read]:
    return [_diagnostic(json.loads(line)) for line in lines_of(text)]


def _diagnostic(diagnostic: dict) -> Read:
    span = diagnostic["location"]["range"]
    place, end = ((span[name]["line"], span[name]["column"]) for name in ("start", "end"))
    code, path = diagnostic["code"]["value"], diagnostic["location"]["path"]
    return Read(path, *place, code, diagnostic["message"], diagnostic["severity"], end)


def read_json(text: str) -> list[Read]:
    return [_row(each) for each in json.loads(text)]


def read_json_lines(text: str) -> list[Read]:
    return [_row(json.loads(line)) for line in lines_of(text)]


def _row(row: dict) -> Read:
    place = row["location"]["row"], row["location"]["column"]
    if row["notebook_row"] is not None:
        place = row["notebook_row"], row["notebook_column"]
    return Read(row["filename"], *place, row["code"], row["message"], row["severity"])


READERS: dict[str, Callable[[str], list[Read]]] = {
    "json": read_json,
    "json-lines": read_json_lines,
    "sarif": read_sarif,
    "github": read_github,
    "gitlab": read_gitlab,
    "rdjson": read_rdjson,
    "rdjsonl": read_rdjsonl,
    "junit": read_junit,
    "azure": read_azure,
    "checkstyle": read_checkstyle,
    "pylint": read_pylint,
}
"""By format; the formats for people are not among them."""
