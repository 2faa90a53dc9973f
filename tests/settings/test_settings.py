"""Settings: where they are found, how they are checked, which rules they switch on."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import tomli

from zerolint.catalog.catalog import load
from zerolint.settings.schema import schema
from zerolint.settings.selection import ALWAYS, choose
from zerolint.settings.settings import KEYS, Finder, Overrides, Settings, SettingsError, read_file

CATALOG = load()
GOOD = """
select = ["ZL3", "train-test-overlap"]
extend-select = ["ZL003"]
ignore = ["ZL302"]
exclude = ["old/"]
extend-exclude = ["*_test.py"]
respect-gitignore = false
force-exclude = true
target = "keras2"
output-format = "full"
per-file-ignores = { "tests/" = ["ALL"], "*.ipynb" = ["leakage"] }

[rules.ZL301]
severity = "warning"
[rules.mse-for-classification]
severity = "off"
"""


def settings_of(folder: Path, text: str, name: str = "zerolint.toml") -> Settings:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_file(path, CATALOG)


def finder(**arguments) -> Finder:
    return Finder(CATALOG, arguments.pop("overrides", Overrides()), **arguments)


def test_all_settings_of_a_file_are_read(tmp_path):
    found = settings_of(tmp_path, GOOD)
    assert found.select == ("ZL3", "train-test-overlap")
    assert found.extend_select == ("ZL003",)
    assert found.ignore == ("ZL302", "ZL215")
    assert (found.exclude, found.extend_exclude) == (("old/",), ("*_test.py",))
    assert (found.respect_gitignore, found.force_exclude) == (False, True)
    assert (found.target, found.output_format) == ("keras2", "full")
    assert found.per_file_ignores == {"tests/": ("ALL",), "*.ipynb": ("leakage",)}
    assert found.severities == {"ZL301": "warning"}
    assert found.root == tmp_path


def test_an_option_of_a_rule_is_read_by_its_type(tmp_path):
    found = settings_of(tmp_path, "[rules.ZL301]\nthreshold = 1e-7")
    assert found.options == {"ZL301": {"threshold": 1e-7}}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("selct = []", "unknown key `selct`; did you mean `select`?", id="unknown-key"),
        pytest.param("output_format = 'json'", "did you mean `output-format`?", id="underscore"),
        pytest.param("select = 'ZL3'", "`select` must be a list of strings, not 'ZL3'", id="string-for-list"),
        pytest.param("select = [3]", "`select` must be a list of strings", id="number-in-list"),
        pytest.param(
            "select = ['ZL3O1']", "`select`: unknown rule or selector `ZL3O1`; did you mean `ZL301`?", id="selector"
        ),
        pytest.param("force-exclude = 'yes'", "`force-exclude` must be true or false, not 'yes'", id="string-for-flag"),
        pytest.param("respect-gitignore = 1", "`respect-gitignore` must be true or false, not 1", id="number-for-flag"),
        pytest.param(
            "target = 'keras4'", '`target` must be one of "keras2", "keras3", "tf1", not \'keras4\'', id="choice"
        ),
        pytest.param("per-file-ignores = ['x']", "`per-file-ignores` must be a table", id="list-for-table"),
        pytest.param("per-file-ignores = { a = 1 }", "`per-file-ignores.a` must be a list", id="ignores-no-list"),
        pytest.param("per-file-ignores = { a = ['ZL77'] }", "unknown rule or selector `ZL77`", id="ignores-unknown"),
        pytest.param("[rules.ZL399]\nseverity = 'off'", "unknown rule `ZL399`", id="table-of-no-rule"),
        pytest.param("[rules]\nZL301 = 'off'", "`rules.ZL301` must be a table, not 'off'", id="rule-no-table"),
        pytest.param("[rules.ZL301]\nseverity = 'fatal'", "`rules.ZL301.severity` must be one of", id="severity"),
        pytest.param("[rules.ZL301]\nthresold = 1", "did you mean `threshold`?", id="unknown-option"),
        pytest.param("[rules.ZL301]\nthreshold = 'low'", "must be of type float, not 'low'", id="type-of-option"),
        pytest.param("[rules.ZL301]\nthreshold = true", "must be of type float, not true", id="bool-is-no-number"),
        pytest.param(
            "[rules.ZL301]\n[rules.rounded-away-learning-rate]", "are the same rule; write one table", id="two-tables"
        ),
    ],
)
def test_a_wrong_setting_is_refused_and_the_error_names_file_and_key(tmp_path, text, complaint):
    with pytest.raises(SettingsError) as caught:
        settings_of(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'zerolint.toml'}: ")
    assert complaint in str(caught.value)


def test_broken_toml_names_line_and_column(tmp_path):
    with pytest.raises(SettingsError, match=r"zerolint\.toml:2:\d+: is not TOML: "):
        settings_of(tmp_path, 'select = ["ZL3"]\nignore [ ]\nexclude = []\n')


def test_settings_that_are_not_text_are_refused(tmp_path):
    path = tmp_path / "zerolint.toml"
    path.write_bytes(b"select = ['\xff']")
    with pytest.raises(SettingsError, match="is not UTF-8"):
        read_file(path, CATALOG)


def test_a_byte_order_mark_is_no_error(tmp_path):
    path = tmp_path / "zerolint.toml"
    path.write_bytes(b"\xef\xbb\xbftarget = 'keras3'")
    assert read_file(path, CATALOG).target == "keras3"


def test_the_nearest_folder_with_settings_decides_and_nothing_is_merged(tmp_path):
    inner = tmp_path / "project" / "src"
    inner.mkdir(parents=True)
    settings_of(tmp_path, "ignore = ['ZL301']")
    (tmp_path / "project" / "pyproject.toml").write_text("[tool.zerolint]\ntarget = 'keras2'")
    (inner / "pyproject.toml").write_text("[project]\nname = 'zerolint-user'")
    found = finder().of(inner / "train.py")
    assert (found.target, found.ignore) == ("keras2", ())
    assert finder().of(tmp_path / "train.py").ignore == ("ZL301",)


def test_zerolint_toml_wins_over_the_pyproject_beside_it(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.zerolint]\ntarget = 'keras2'")
    settings_of(tmp_path, "target = 'keras3'")
    assert finder().of(tmp_path / "train.py").target == "keras3"


def test_of_all_settings_files_in_a_folder_the_hidden_one_decides_as_in_ruff(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.zerolint]\ntarget = 'keras2'")
    settings_of(tmp_path, "target = 'keras3'")
    settings_of(tmp_path, "target = 'tf1'", ".zerolint.toml")
    assert finder().of(tmp_path / "train.py").target == "tf1"
    (tmp_path / "zerolint.toml").unlink()
    assert finder().of(tmp_path / "src" / "train.py").target == "tf1"


def test_a_hidden_settings_file_further_up_does_not_win_over_a_nearer_one(tmp_path):
    (tmp_path / "src").mkdir()
    settings_of(tmp_path, "target = 'tf1'", ".zerolint.toml")
    (tmp_path / "src" / "pyproject.toml").write_text("[tool.zerolint]\ntarget = 'keras2'")
    assert finder().of(tmp_path / "src" / "train.py").target == "keras2"


def test_a_wrong_hidden_settings_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"/\.zerolint\.toml: unknown key `targt`; did you mean `target`\?"):
        settings_of(tmp_path, "targt = 'tf1'", ".zerolint.toml")


def test_a_broken_pyproject_that_never_mentions_zerolint_is_not_ours(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.other\n")
    assert finder().of(tmp_path / "train.py").file is None


def test_a_table_that_is_no_table_is_refused(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool]\nzerolint = 3")
    with pytest.raises(SettingsError, match=r"\[tool\.zerolint\] must be a table, not 3"):
        finder().of(tmp_path / "train.py")


def test_isolated_ignores_all_files_and_config_replaces_them(tmp_path):
    settings_of(tmp_path, "target = 'keras2'")
    other = tmp_path / "other.toml"
    other.write_text("target = 'tf1'")
    assert finder(isolated=True).of(tmp_path / "train.py").target is None
    assert finder(config=other).of(tmp_path / "train.py").target == "tf1"


def test_a_config_without_our_table_is_refused(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'")
    with pytest.raises(SettingsError, match=r"has no table \[tool\.zerolint\]"):
        finder(config=tmp_path / "pyproject.toml")


def test_a_config_that_is_missing_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read: no such file"):
        finder(config=tmp_path / "absent.toml")


def codes(settings: Settings) -> frozenset[str]:
    return choose(settings, CATALOG).codes


def test_errors_and_warnings_are_on_by_default():
    by_severity = {code for code, rule in CATALOG.rules.items() if rule.severity != "info"}
    assert codes(Settings()) == by_severity | set(ALWAYS)
    assert "ZL003" not in codes(Settings())


@pytest.mark.parametrize(
    ("settings", "on", "off"),
    [
        pytest.param(Settings(select=("ZL3",)), {"ZL301", *ALWAYS}, {"ZL101", "ZL004"}, id="select-only"),
        pytest.param(Settings(extend_select=("ZL003",)), {"ZL003", "ZL101"}, set(), id="extend"),
        pytest.param(Settings(ignore=("ZL3",)), {"ZL101"}, {"ZL301", "ZL302"}, id="ignore"),
        pytest.param(Settings(select=("ALL",), ignore=("ZL3",)), {"ZL101", "ZL003"}, {"ZL301"}, id="all-but"),
        pytest.param(
            Settings(select=("ZL301",), ignore=("ZL3",)), {"ZL301"}, {"ZL302"}, id="the-more-exact-selector-wins"
        ),
        pytest.param(
            Settings(select=("rounded-away-learning-rate",), ignore=("optimizer",)), {"ZL301"}, {"ZL302"}, id="by-name"
        ),
        pytest.param(Settings(select=("ZL301",), ignore=("ZL301",)), set(), {"ZL301"}, id="a-tie-is-ignored"),
        pytest.param(Settings(ignore=("ZL001",)), {"ZL002"}, {"ZL001"}, id="own-codes-can-be-ignored"),
        pytest.param(Settings(ignore=("ALL",)), {"ZL005"}, {"ZL001", "ZL301"}, id="all-but-the-internal-error"),
        pytest.param(Settings(severities={"ZL301": "info"}), {"ZL301", "ZL302"}, set(), id="demoted-to-info"),
        pytest.param(Settings(severities={"ZL003": "warning"}), {"ZL003"}, set(), id="promoted-from-info"),
        pytest.param(Settings(severities={"ZL003": "info"}), {"ZL003"}, set(), id="named-as-info"),
        pytest.param(Settings(options={"ZL003": {"some": 1}}), {"ZL003"}, set(), id="named-by-an-option"),
        pytest.param(
            Settings(ignore=("ZL3",), severities={"ZL301": "info"}), set(), {"ZL301"}, id="named-and-ignored-by-prefix"
        ),
        pytest.param(
            Settings(select=("ZL1",), severities={"ZL301": "info"}), {"ZL101"}, {"ZL301"}, id="named-and-not-selected"
        ),
        pytest.param(Settings(select=()), set(ALWAYS), {"ZL301"}, id="nothing-selected"),
    ],
)
def test_the_selectors_of_the_settings_switch_rules(settings, on, off):
    assert on <= codes(settings)
    assert not off & codes(settings)


def test_info_findings_are_asked_for_by_selectors_and_by_tables_of_the_settings():
    assert choose(Settings(), CATALOG).explicit == frozenset()
    assert choose(Settings(extend_select=("ZL301",)), CATALOG).explicit == {"ZL301"}
    assert choose(Settings(severities={"ZL301": "info"}), CATALOG).explicit == {"ZL301"}


def test_the_command_line_s_select_starts_afresh_its_ignore_adds():
    of_file = Settings(select=("ZL1",), ignore=("ZL301",), extend_select=("ZL2",))
    afresh = Overrides(select=("ZL3",)).apply(of_file)
    assert (afresh.select, afresh.extend_select, afresh.ignore) == (("ZL3",), (), ())
    added = Overrides(ignore=("ZL1",), extend_select=("ZL4",)).apply(of_file)
    assert (added.select, added.extend_select, added.ignore) == (("ZL1",), ("ZL2", "ZL4"), ("ZL301", "ZL1"))


def test_the_schema_is_a_schema_and_knows_every_key():
    jsonschema.Draft7Validator.check_schema(schema(CATALOG))
    assert set(schema(CATALOG)["properties"]) == {key.name for key in KEYS}


def test_the_schema_accepts_what_we_accept():
    jsonschema.validate(tomli.loads(GOOD), schema(CATALOG))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("selct = []", id="unknown-key"),
        pytest.param("select = ['']", id="empty-selector"),
        pytest.param("select = 'ZL3'", id="string-for-list"),
        pytest.param("target = 'keras4'", id="choice"),
        pytest.param("[rules.ZL301]\nthresold = 1", id="unknown-option"),
        pytest.param("[rules.ZL301]\nthreshold = 'low'", id="type-of-option"),
        pytest.param("[rules.ZL399]\nseverity = 'off'", id="table-of-no-rule"),
    ],
)
def test_the_schema_refuses_what_we_refuse(tmp_path, text):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomli.loads(text), schema(CATALOG))
    with pytest.raises(SettingsError):
        settings_of(tmp_path, text)
