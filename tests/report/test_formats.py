"""The formats for programs: valid by their official schemas, read back, and right about places."""

from __future__ import annotations

import io
import json
import os
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import xmlschema

from tests.report.format_readers import READERS
from tests.support.notebooks import notebook
from zerolint.catalog.catalog import load
from zerolint.detectors import implemented
from zerolint.detectors.registry import DETECTORS
from zerolint.source.rows import rows_of

SCHEMAS = Path(__file__).parents[1] / "schemas"
SCRIPT = """\
import keras

RATE = 0.0

model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(RATE)
model.compile(optimizer, loss="mse")
"""
SMALL = "import keras\n\noptimizer = keras.optimizers.Adadelta()\n"
CELL = 'if keras:\n\tprint("é", \'\\\\\'); optimizer = keras.optimizers.SGD(\n\t\tlearning_rate=0.0, name="ü")\n'
"""The finding is about the 0.0; tabs, quotes, backslashes and letters beyond ASCII stand before and behind it."""
ONE_LINE = 'import keras; print("é\t\\\\", keras.optimizers.SGD(learning_rate=0.0, name="ü"))\n'


@cache
def schema(name: str) -> dict:
    return json.loads((SCHEMAS / name).read_text())


def validate_sarif(text: str) -> None:
    jsonschema.Draft4Validator(schema("sarif-schema-2.1.0.json")).validate(json.loads(text))


def validate_rdjson(text: str) -> None:
    jsonschema.Draft4Validator(schema("rdjson.json")).validate(json.loads(text))


def validate_rdjsonl(text: str) -> None:
    for line in text.splitlines():
        jsonschema.Draft4Validator(schema("rdjsonl.json")).validate(json.loads(line))


def validate_gitlab(text: str) -> None:
    """GitLab's own schema, and what its documentation adds in words."""
    issues = json.loads(text)
    for issue in issues:
        jsonschema.Draft7Validator(schema("codeclimate.json")).validate(issue)
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not os.path.isabs(issue["location"]["path"])
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)


@cache
def junit() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


def validate_junit(text: str) -> None:
    junit().validate(text)


VALIDATORS = {
    "sarif": validate_sarif,
    "rdjson": validate_rdjson,
    "rdjsonl": validate_rdjsonl,
    "gitlab": validate_gitlab,
    "junit": validate_junit,
}


def breaking(facts, options):
    yield from ()
    raise ValueError("oops, <&>\x1b")


@pytest.fixture
def projects(project, monkeypatch):
    """Folders to check, by what is special about them; in the one called broken a rule fails."""
    implemented()
    texts = {
        "findings/train.py": SCRIPT,
        "findings/small.py": SMALL,
        "findings/train.ipynb": notebook("import keras", CELL),
        "findings/minified.ipynb": json.dumps(json.loads(notebook("import keras", CELL))),
        "findings/copy of 'train' ü, 100%&<>.py": SCRIPT,
        "findings/unparsable.py": "import keras\nx = (\n",
        "findings/fine.py": "import keras\n",
        "tidy/fine.py": "import keras\n",
        "broken/train.py": SCRIPT,
    }
    for name, text in texts.items():
        path = project / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (project / "empty").mkdir()

    def check(run, folder: str, name: str) -> str:
        if folder == "broken":
            monkeypatch.setitem(DETECTORS, "ZL301", breaking)
        return run(folder, "--output-format", name)[1]

    return check


@pytest.mark.parametrize("folder", ["findings", "tidy", "broken", "empty"])
@pytest.mark.parametrize("name", VALIDATORS)
def test_a_report_is_valid_by_the_official_schema(projects, run, name, folder):
    VALIDATORS[name](projects(run, folder, name))


@pytest.mark.parametrize("name", VALIDATORS)
def test_the_official_schema_tells_wrong_reports(projects, run, name):
    text = projects(run, "findings", name)
    wrong = {
        "sarif": text.replace('"startLine": 3', '"startLine": 0', 1),
        "rdjson": text.replace('"line": 3', '"line": "3"', 1),
        "rdjsonl": text.replace('"line": 3', '"line": "3"', 1),
        "gitlab": text.replace('"line": 3', '"line": "3"', 1),
        "junit": text.replace('time="0"', 'line="3"', 1),
    }
    with pytest.raises((jsonschema.ValidationError, xmlschema.XMLSchemaValidationError)):
        VALIDATORS[name](wrong[name])


@pytest.mark.parametrize("name", READERS)
def test_a_report_read_back_has_all_findings(projects, run, name):
    found = [(os.path.relpath(row.path), row.row, row.code) for row in READERS[name](projects(run, "findings", name))]
    assert sorted(found) == [
        ("findings/copy of 'train' ü, 100%&<>.py", 3, "ZL302"),
        ("findings/minified.ipynb", 1, "ZL302"),
        ("findings/small.py", 3, "ZL301"),
        ("findings/train.ipynb", 18, "ZL302"),
        ("findings/train.py", 3, "ZL302"),
        ("findings/unparsable.py", 2, "ZL001"),
    ]


@pytest.mark.parametrize("name", sorted(set(READERS) - {"json"}))
def test_every_format_says_what_json_says(projects, run, name):
    wanted = READERS["json"](projects(run, "findings", "json"))
    found = READERS[name](projects(run, "findings", name))
    for ours, theirs in zip(found, wanted, strict=True):
        assert os.path.realpath(ours.path) == os.path.realpath(theirs.path)
        assert (ours.row, ours.code) == (theirs.row, theirs.code)
        assert theirs.message in ours.message
        if ours.column is not None and not name.startswith("rdjson"):
            assert ours.column == theirs.column


@pytest.mark.parametrize(
    ("name", "severities"),
    [
        pytest.param("github", {"ZL302": "error", "ZL301": "warning", "ZL003": "notice"}, id="github"),
        pytest.param("azure", {"ZL302": "error", "ZL301": "warning", "ZL003": "warning"}, id="azure"),
        pytest.param("gitlab", {"ZL302": "critical", "ZL301": "minor", "ZL003": "info"}, id="gitlab"),
        pytest.param("sarif", {"ZL302": "error", "ZL301": "warning", "ZL003": "note"}, id="sarif"),
        pytest.param("rdjson", {"ZL302": "ERROR", "ZL301": "WARNING", "ZL003": "INFO"}, id="rdjson"),
        pytest.param("checkstyle", {"ZL302": "error", "ZL301": "warning", "ZL003": "info"}, id="checkstyle"),
        pytest.param("junit", {"ZL302": "error", "ZL301": "warning", "ZL003": "info"}, id="junit"),
    ],
)
def test_severities_are_said_in_the_format_s_own_words(project, run, name, severities):
    (project / "train.py").write_text(SCRIPT)
    (project / "small.py").write_text(SMALL)
    (project / "unused.py").write_text("import keras  # zerolint: ignore[ZL302]\n")
    found = READERS[name](run("--extend-select", "ZL003", "--output-format", name)[1])
    assert {row.code: row.severity for row in found} == severities


NOTEBOOKS = {
    "rows": notebook("import keras", CELL),
    "plain-letters": json.dumps(json.loads(notebook("import keras", CELL)), ensure_ascii=False, indent=4),
    "minified": json.dumps(json.loads(notebook("import keras", CELL))),
    "string-sources": notebook("import keras").replace('[\n    "import keras"\n   ]', json.dumps(ONE_LINE)),
    "crlf": notebook("import keras", CELL).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("layout", NOTEBOOKS)
@pytest.mark.parametrize("name", READERS)
def test_the_file_has_the_code_where_a_report_says(project, run, name, layout):
    file = NOTEBOOKS[layout]
    (project / "train.ipynb").write_bytes(file.encode())
    [found] = READERS[name](run("--output-format", name)[1])
    row = rows_of(file)[found.row - 1]
    assert "learning_rate=0.0" in row
    if found.column is not None:
        before = row.encode()[: found.column - 1].decode() if name.startswith("rdjson") else row[: found.column - 1]
        assert before.endswith("learning_rate=")
    if found.end is not None:
        end_row = rows_of(file)[found.end[0] - 1]
        behind = (
            end_row.encode()[found.end[1] - 1 :].decode() if name.startswith("rdjson") else end_row[found.end[1] - 1 :]
        )
        assert behind.startswith(", name=")


@pytest.mark.parametrize("name", sorted(set(READERS) - {"json", "json-lines"}))
def test_the_message_names_cell_and_line(project, run, name):
    (project / "train.ipynb").write_text(NOTEBOOKS["minified"])
    [found] = READERS[name](run("--output-format", name)[1])
    assert "cell 2, line 3: learning rate 0 for SGD: no weight moves" in found.message


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY"])
def test_paths_count_from_the_root_of_the_repository(project, run, monkeypatch, name, variable):
    (project / "src").mkdir()
    (project / "src" / "train.py").write_text(SCRIPT)
    monkeypatch.chdir(project / "src")
    monkeypatch.setenv(variable, str(project))
    assert [row.path for row in READERS[name](run("--output-format", name)[1])] == ["src/train.py"]
    monkeypatch.setenv(variable, str(project / "elsewhere"))
    assert [row.path for row in READERS[name](run("--output-format", name)[1])] == ["train.py"]


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_a_file_outside_the_repository_has_its_absolute_path(project, run, monkeypatch, name):
    (project / "train.py").write_text(SCRIPT)
    (project / "here").mkdir()
    monkeypatch.chdir(project / "here")
    assert READERS[name](run("../train.py", "--output-format", name)[1])[0].path == str(project / "train.py")


def test_azure_wants_absolute_paths(project, run):
    (project / "train.py").write_text(SCRIPT)
    assert READERS["azure"](run("--output-format", "azure")[1])[0].path == str(project / "train.py")


def test_gitlab_tells_copies_apart(project, run):
    for name in ("a.py", "b.py"):
        (project / name).write_text(SCRIPT + SCRIPT.replace("RATE", "RATE_2"))
    text = run("--output-format", "gitlab")[1]
    assert len(json.loads(text)) == 4
    validate_gitlab(text)


def test_the_annotation_of_a_finding_tells_why_and_what_to_do(project, run):
    (project / "train.py").write_text(SCRIPT)
    [found] = READERS["github"](run("--output-format", "github")[1])
    assert found.message.splitlines() == [
        "train.py:3:8: ZL302 learning rate 0 for SGD: no weight moves",
        "because line 6: SGD takes it as its learning rate",
        "help: write a positive learning rate; 0.01 is usual for SGD",
    ]
    assert found.end == (3, 11)


def test_junit_counts_findings_and_clean_files(projects, run):
    from xml.etree import ElementTree as ET

    root = ET.fromstring(projects(run, "findings", "junit").encode())
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["errors"]) == ("7", "6", "0")
    [clean] = [suite for suite in root if suite.attrib["name"] == "findings/fine.py"]
    assert (clean.attrib["tests"], clean.attrib["failures"], list(clean[0])) == ("1", "0", [])


def test_junit_tells_a_failure_of_zerolint_from_a_finding(projects, run):
    text = projects(run, "broken", "junit")
    assert 'failures="1" errors="1"' in text
    assert "<error " in text
    assert "\\u001b" in text


def sarif_run(text: str) -> dict:
    [only] = json.loads(text)["runs"]
    return only


def test_sarif_describes_the_rules_by_their_pages(projects, run):
    rules = sarif_run(projects(run, "findings", "sarif"))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["ZL001", "ZL301", "ZL302"]
    for rule in rules:
        page = load().rules[rule["id"]]
        assert rule["shortDescription"]["text"] == page.summary
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert page.rationale in rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {page.name} ({page.code})")
        assert rule["helpUri"].endswith(page.path.name)
        assert rule["defaultConfiguration"] == {"level": page.severity}
    assert rules[2]["properties"] == {
        "tags": ["machine-learning", "optimizer"],
        "precision": "very-high",
        "problem.severity": "error",
    }


def test_sarif_shows_the_way_to_a_finding(project, run):
    (project / "train.py").write_text(SCRIPT)
    [result] = sarif_run(run("--output-format", "sarif")[1])["results"]
    assert result["message"]["text"] == (
        "learning rate 0 for SGD: no weight moves\nbecause [line 6](1): SGD takes it as its learning rate"
    )
    [related] = result["relatedLocations"]
    assert (related["id"], related["message"]["text"]) == (1, "line 6: SGD takes it as its learning rate")
    assert related["physicalLocation"]["region"]["snippet"]["text"] == "keras.optimizers.SGD(RATE)"
    [flow] = result["codeFlows"]
    steps = [step["location"]["physicalLocation"]["region"] for step in flow["threadFlows"][0]["locations"]]
    assert [(step["startLine"], step["snippet"]["text"]) for step in steps] == [
        (6, "keras.optimizers.SGD(RATE)"),
        (3, "0.0"),
    ]


def test_sarif_names_files_by_uris_from_the_root(projects, project, run):
    log = sarif_run(projects(run, "findings", "sarif"))
    assert log["originalUriBaseIds"] == {"%SRCROOT%": {"uri": f"{project.as_uri()}/"}}
    assert log["columnKind"] == "unicodeCodePoints"
    artifacts = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in log["results"]]
    assert artifacts[0] == {
        "uri": "findings/copy%20of%20%27train%27%20%C3%BC%2C%20100%25%26%3C%3E.py",
        "uriBaseId": "%SRCROOT%",
    }


def test_sarif_gives_a_notebook_its_cell_and_a_line_hash(projects, run):
    results = sarif_run(projects(run, "findings", "sarif"))["results"]
    by_file = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]: each for each in results}
    found = by_file["findings/minified.ipynb"]
    assert found["locations"][0]["logicalLocations"] == [{"name": "cell 2", "kind": "cell"}]
    assert (found["properties"]["cell"], found["properties"]["row"]) == (2, 3)
    marks = found["partialFingerprints"]
    assert marks["zerolint/v1"] == marks["primaryLocationLineHash"]
    assert set(by_file["findings/train.py"]["partialFingerprints"]) == {"zerolint/v1"}


def test_sarif_keeps_its_fingerprint_when_lines_move(project, run):
    marks = []
    for before in ("", "import os\n\n"):
        (project / "train.py").write_text(before + SCRIPT)
        [result] = sarif_run(run("--output-format", "sarif")[1])["results"]
        marks.append(result["partialFingerprints"])
    assert marks[0] == marks[1]


def test_sarif_tells_of_a_failure_of_zerolint_as_one_of_the_run(projects, run):
    log = sarif_run(projects(run, "broken", "sarif"))
    [invocation] = log["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["descriptor"] == {"id": "ZL005", "index": 0}
    assert "ZL301: ValueError: oops" in notification["message"]["text"]
    assert log["tool"]["driver"]["notifications"][0]["id"] == "ZL005"
    assert [result["ruleId"] for result in log["results"]] == ["ZL302"]


@pytest.mark.parametrize(("folder", "status"), [("findings", 1), ("tidy", 0)])
def test_sarif_says_how_the_run_ended(projects, run, folder, status):
    [invocation] = sarif_run(projects(run, folder, "sarif"))["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, status)


def test_a_suppressed_finding_is_in_no_report(project, run):
    (project / "train.py").write_text(SCRIPT.replace("0.0", "0.0  # zerolint: ignore[ZL302] meant so"))
    for name, read in READERS.items():
        assert read(run("--output-format", name)[1]) == []


def test_standard_input_has_a_name_in_every_report(run, monkeypatch):
    for name, read in READERS.items():
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SCRIPT.encode())))
        [found] = read(run("-", "--output-format", name)[1])
        assert found.path == "<stdin>"
