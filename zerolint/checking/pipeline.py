"""Strings the stages together for one file: read, gate, guard, interpret, detect, place, settle, suppress."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zerolint.catalog.catalog import Catalog, load
from zerolint.facts.places import NOWHERE
from zerolint.findings.file_report import NOT_PROVEN, FileReport
from zerolint.findings.finding import Finding, Fix, Hit, Severity, key_of
from zerolint.findings.placing import folded, merge, place, places_of, places_of_missed, understanding
from zerolint.findings.understanding import Understanding
from zerolint.settings.selection import choose
from zerolint.settings.settings import Settings
from zerolint.source.gate import Gate
from zerolint.source.guard import check_syntax
from zerolint.source.ignore import Rules, patterns_of
from zerolint.source.problem import START, Problem
from zerolint.source.read import Source, read_file, read_source
from zerolint.source.statements import NO_STATEMENTS, StatementRows
from zerolint.suppression.directives import Suppressions
from zerolint.suppression.matching import ignores_all, is_suppressed, unknown, unused

if TYPE_CHECKING:
    from zerolint.claims.claim import Subject
    from zerolint.facts import Facts
    from zerolint.interp import Interpretation

__all__ = ["Checker", "FileReport", "check_file", "check_source"]

Parse = Callable[..., Any]
"""Makes libcst's tree of a text; `tree` is the one of `ast`: `Reparser.parse`."""


def check_file(path: str | Path, settings: Settings | None = None) -> FileReport:
    """Check one file under `settings` (none: the defaults); for many files make a `Checker`."""
    return Checker(settings or Settings()).check_file(path)


def check_source(name: str, data: bytes, settings: Settings | None = None) -> FileReport:
    """Check bytes that go by the name `name` under `settings` (none: the defaults)."""
    return Checker(settings or Settings()).check_source(name, data)


class _BrokenStage(Exception):
    """A stage of our own that raised: names it, keeps the cause."""

    def __init__(self, stage: str, cause: BaseException) -> None:
        super().__init__(stage)
        self.stage = stage
        self.cause = cause

    def problem(self) -> Problem:
        """The ZL005 that tells the user."""
        cause = f"{type(self.cause).__name__}: {self.cause}".rstrip(": ")
        return Problem("ZL005", START, {"stage": self.stage, "error": " ".join(cause.split())})


@contextmanager
def _stage(name: str, *expected: type[Exception]) -> Iterator[None]:
    try:
        yield
    except expected:
        raise
    except Exception as error:
        raise _BrokenStage(name, error) from error


@dataclass(slots=True)
class _Run:
    """What is known of the file so far."""

    source: Source
    problems: list[Problem]
    findings: list[Finding] = field(default_factory=list)
    broken: list[_BrokenStage] = field(default_factory=list)
    statements: StatementRows = NO_STATEMENTS
    suppressions: Suppressions = field(default_factory=Suppressions)
    ignored: bool = False
    understanding: Understanding | None = None
    subjects: dict[tuple[str, int, int], Subject] = field(default_factory=dict)


class Checker:
    """Checks files under one `Settings`; what depends on the settings alone is worked out once.

    `probing`: reports also hold what the probe can check.
    """

    def __init__(
        self,
        settings: Settings,
        catalog: Catalog | None = None,
        *,
        honours_noqa: bool = True,
        probing: bool = False,
    ) -> None:
        self._honours_noqa = honours_noqa
        self._probing = probing
        self._catalog = catalog or load()
        self._settings = settings
        self._selection = choose(settings, self._catalog)
        self._judging = self._judging_codes()
        rules = [rule for code, rule in self._catalog.rules.items() if code in self._judging]
        self._detecting = frozenset(rule.code for rule in rules if rule.family != "linter")
        self._gate = Gate.of(
            [frozenset(group) for group in rule.needs] for rule in rules if rule.code in self._detecting
        )
        self._options: Mapping[str, Mapping[str, object]] = {
            rule.code: {option.name: option.default for option in rule.options}
            | dict(settings.options.get(rule.code, {}))
            for rule in rules
            if rule.options
        }
        self._ignores = [
            (
                not glob.startswith("!"),
                Rules(str(settings.root), patterns_of([glob.removeprefix("!")])),
                frozenset().union(*map(self._catalog.select, selectors)),
            )
            for glob, selectors in settings.per_file_ignores.items()
        ]

    def _judging_codes(self) -> frozenset[str]:
        """The rules that are run: those selected, and to judge comments alone, those that are on anyway."""
        codes = self._selection.codes
        if "ZL003" in codes and all(self._catalog.rules[code].family == "linter" for code in codes):
            codes |= choose(replace(self._settings, select=None), self._catalog).codes
        return codes

    def asking_everything(self) -> Checker:
        """A checker with all rules on that are on by default, and with those that these settings name besides."""
        named = (*(self._settings.select or ()), *self._settings.extend_select)
        everything = replace(
            self._settings,
            select=None,
            extend_select=named,
            ignore=(),
            per_file_ignores={},
            min_certainty="likely",
        )
        return Checker(everything, self._catalog)

    def selects(self, code: str) -> bool:
        """Whether findings of this rule would be reported; true of a rule that is no more, which has none."""
        return code in self._selection.codes or code not in self._catalog.rules

    def check_file(self, path: str | Path) -> FileReport:
        """Check one file; what can't be read is a finding."""
        data = read_file(path)
        if isinstance(data, Problem):
            source = Source(str(path), "", "", problems=(data,))
            return self._report(_Run(source=source, problems=[data]), str(path))
        return self.check_source(str(path), data)

    def check_source(
        self, name: str, data: bytes, *, parse: Parse | None = None, checkpoint: Callable[[], None] | None = None
    ) -> FileReport:
        """Check bytes under the name that decides between Python and notebook, and is shown.

        `parse` takes the place of libcst's: that of a `Reparser`, for a text that is checked again and again.
        `checkpoint` is called again and again; what it raises that is no `Exception` ends the check.
        """
        if not self._gate.passes(data):
            return FileReport(name)
        run = _Run(source=Source(name, "", ""), problems=[])
        try:
            self._analyse(run, name, data, parse, checkpoint)
        except _BrokenStage as broken:
            run.broken.append(broken)
        return self._report(run, name)

    def _analyse(
        self, run: _Run, name: str, data: bytes, parse: Parse | None, checkpoint: Callable[[], None] | None
    ) -> None:
        with _stage("reading"):
            run.source = read_source(name, data)
            run.problems += run.source.problems
        with _stage("parsing"):
            syntax = check_syntax(run.source.text)
            run.problems += syntax.problems
            run.statements = syntax.statements
            suppressions = Suppressions.of(run.source.text, notebook_starts=run.source.notebook_starts)
            run.suppressions = suppressions if self._honours_noqa else suppressions.without_noqa()
            run.ignored = ignores_all(run.suppressions)
        if run.ignored or syntax.problems or not run.source.text.strip():
            return
        with _stage("interpreting"):
            from zerolint.interp import NotParsed, interpret

            try:
                own = {} if parse is None else {"parse": partial(parse, tree=syntax.tree)}
                interpretation = interpret(run.source.text, target=self._settings.target, checkpoint=checkpoint, **own)
            except NotParsed as error:
                run.problems.append(error.problem)
                return
        hits = self._detect(run, interpretation.facts)
        with _stage("placing findings"):
            spans = interpretation.spans(places_of(hits) | places_of_missed(interpretation.facts))
            run.understanding = understanding(interpretation.facts, run.source, spans, interpretation.is_expression)
            placed = [place(code, hit, self._severity(code, hit), run.source, spans) for code, hit in hits]
            run.findings += placed
        self._fix(run, interpretation, hits)
        if self._probing:
            with _stage("rebuilding programs"):
                self._rebuild(run, interpretation, list(zip(placed, hits, strict=True)))

    def _rebuild(self, run: _Run, interpretation: Interpretation, found: list[tuple[Finding, tuple[str, Hit]]]) -> None:
        """What the probe is to check of each finding whose rule has a probe."""
        from zerolint.findings.position import line
        from zerolint.probe import line_references
        from zerolint.probe.builders import subject_of, subjects
        from zerolint.probe.masking import unmasked

        for code in dict.fromkeys(code for _, (code, _) in found):
            probe = self._catalog.rules[code].probe
            if probe is not None:
                all_of_code = subjects(interpretation.facts, probe)
                for finding, (own, hit) in found:
                    if own == code:
                        run.subjects.setdefault(key_of(finding), subject_of(all_of_code, hit.at))
        spans = interpretation.spans(line_references.places(run.subjects.values()))
        lines = {at: line(run.source.location(span.start)) for at, span in spans.items()}
        run.subjects = line_references.placed(unmasked(run.subjects), lines)

    def _fix(self, run: _Run, interpretation: Interpretation, hits: list[tuple[str, Hit]]) -> None:
        """Give the findings the fixes that their detectors know and the text allows; none where that fails."""
        if not any(hit.proposed_fixes for _, hit in hits):
            return
        from zerolint.fix import Fixer, Refused

        fixer = Fixer(interpretation, run.source)
        try:
            for index, (code, hit) in enumerate(hits):
                rule = self._catalog.rules[code]
                if hit.proposed_fixes and rule.fix_grade != "none":
                    with suppress(Refused), _stage(f"making the fix of {code}", Refused):
                        fix = fixer.fix(hit.proposed_fixes, rule.fix_grade, rule.fix_title)
                        run.findings[index] = replace(run.findings[index], fix=fix)
        except _BrokenStage as broken:
            run.broken.append(broken)

    def _detect(self, run: _Run, facts: Facts) -> list[tuple[str, Hit]]:
        """All hits; a detector that fails is noted and left out, the others go on."""
        from zerolint.detectors import DetectorError, detect

        codes = set(self._detecting)
        while True:
            try:
                return detect(facts, codes, self._options)
            except DetectorError as error:
                codes.discard(error.code)
                run.broken.append(_BrokenStage(f"asking the rule {error.code}", error.__cause__ or error))

    def _severity(self, code: str, hit: Hit) -> Severity:
        """What the settings say, else the hit, else the page; what a detector calls info no setting raises."""
        if hit.severity == "info":
            return "info"
        configured = self._settings.severities.get(code)
        return configured or hit.severity or self._catalog.rules[code].severity

    def _report(self, run: _Run, name: str) -> FileReport:
        if run.ignored and not run.broken:
            return FileReport(name)
        findings = [*run.findings, *(self._own(run, problem) for problem in run.problems)]
        if run.understanding is not None and not run.broken:
            findings += self._complaints(run)
        shown = [finding for finding in findings if self._shows(finding)]
        settled = merge(shown, lambda code: self._catalog.rules[code].supersedes, run.statements)
        # Folded only now: a comment at one of its places leaves a defect to be told at the others.
        left = folded(
            [each for each in settled if not is_suppressed(each, run.suppressions, run.statements, self._catalog)]
        )
        left += [self._own(run, broken.problem()) for broken in run.broken]
        report = FileReport(
            filename=name,
            findings=tuple(left),
            source=run.source if left else None,
            understanding=run.understanding,
            failed=bool(run.broken),
            subjects=run.subjects,
            whole=not run.problems and not run.broken,
        )
        if self._settings.min_certainty == "proven":
            return report.hide([finding for finding in left if finding.certainty != "proven"], NOT_PROVEN)
        return report

    def _complaints(self, run: _Run) -> list[Finding]:
        """What is to be said about the file's suppression comments."""
        found = [self._own(run, problem) for problem in unknown(run.suppressions, self._catalog)]
        if run.problems:
            # What could not be analysed may hold, or cause, what a comment is for.
            return found
        idle = unused(run.suppressions, [*run.findings, *found], run.statements, self._catalog, self._judging)
        return found + [self._own(run, problem) for problem in idle]

    def _own(self, run: _Run, problem: Problem) -> Finding:
        """A diagnostic of the linter's own as a finding."""
        hit = Hit(at=NOWHERE, data=problem.data)
        finding = place(problem.code, hit, self._severity(problem.code, hit), run.source, {NOWHERE: problem.span})
        rule = self._catalog.rules[problem.code]
        if not problem.removable or rule.fix_grade == "none":
            return finding
        from zerolint.fix.texts import Refused, removal

        with suppress(Refused):
            finding = replace(finding, fix=Fix(rule.fix_title, rule.fix_grade, removal(run.source, problem.removable)))
        return finding

    def _shows(self, finding: Finding) -> bool:
        if finding.code not in self._selection.codes or self._ignored(finding):
            return False
        return finding.severity != "info" or finding.code in self._selection.explicit

    def _ignored(self, finding: Finding) -> bool:
        """Whether `per-file-ignores` leave the finding out."""
        path = os.path.abspath(finding.filename)
        return any(finding.code in codes and covers(rules, path) is inside for inside, rules, codes in self._ignores)


def covers(rules: Rules, path: str) -> bool:
    """Whether glob patterns match an absolute path, or a folder on the way to it from their base."""
    if rules.ignores(path, folder=False):
        return True
    above = os.path.dirname(path)
    if above == path or not above.startswith(rules.base):
        return False
    return rules.ignores(above, folder=True) or covers(rules, above)
