"""The stages of one file that passed the gate: read, guard, interpret, detect, place, fix, settle, suppress."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from zerolint.catalog.catalog import Catalog
from zerolint.checking.earlier import concerning, places_of_use
from zerolint.checking.settling import Commented, named, report_on_module, settled, shown_from_here
from zerolint.facts.places import NOWHERE
from zerolint.findings.file_report import NOT_PROVEN, FileReport
from zerolint.findings.finding import Finding, Fix, Hit, Severity, key_of
from zerolint.findings.placing import place, places_of, places_of_trainings, understanding
from zerolint.findings.understanding import Understanding
from zerolint.settings.settings import Settings
from zerolint.source.displayed import displayed
from zerolint.source.guard import SyntaxCheck, check_syntax
from zerolint.source.own_modules import Files, OwnModule, Search, absolute_path
from zerolint.source.problem import START, Problem
from zerolint.source.read import Source, Spot, read_source
from zerolint.source.statements import NO_STATEMENTS, StatementRows
from zerolint.suppression.directives import Suppressions
from zerolint.suppression.matching import ignores_all, unknown, unused

if TYPE_CHECKING:
    from zerolint.claims.claim import Subject
    from zerolint.facts import Facts
    from zerolint.interp import Interpretation

Parse = Callable[..., Any]
"""Makes libcst's tree of a text; `tree` is the one of `ast`: `Reparser.parse`."""


@dataclass(frozen=True)
class Setup:
    """What a checker has worked out of its settings.

    `judging` are the rules that are run, `detecting` those of them that ask the facts; `speaks` says whether a finding
    counts at all, `ignores` whether it does so without being reported.
    """

    settings: Settings
    catalog: Catalog
    judging: frozenset[str]
    detecting: frozenset[str]
    options: Mapping[str, Mapping[str, object]]
    honours_noqa: bool
    probing: bool
    speaks: Callable[[Finding], bool]
    ignores: Callable[[Finding], bool]
    files: Files


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
    understood: dict[str, Understanding] = field(default_factory=dict)
    """By the file that trains."""
    sources: dict[str, Source] = field(default_factory=dict)
    """All files that findings may be in, by the name that the user is shown."""
    modules: dict[str, OwnModule] = field(default_factory=dict)
    """Those of the project that were run, by the name that the user is shown."""
    subjects: dict[tuple[str, str, int, int], Subject] = field(default_factory=dict)
    """By the file of the finding and its key."""
    consulted: frozenset[str] = frozenset()
    called: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """The functions of modules that the script called."""


def _subjects(run: _Run, name: str) -> dict[tuple[str, int, int], Subject]:
    """What the probe is to check of the findings in one file."""
    return {(code, row, column): each for (file, code, row, column), each in run.subjects.items() if file == name}


class Stages:
    """Takes one file after the other from its bytes to its report."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._catalog = setup.catalog

    def unreadable(self, name: str, problem: Problem) -> FileReport:
        """The report of a file that cannot be read."""
        source = Source(name, "", "", problems=(problem,))
        return self._report(_Run(source=source, problems=[problem]), name)

    def run(
        self,
        name: str,
        data: bytes,
        parse: Parse | None,
        checkpoint: Callable[[], None] | None,
        called: frozenset[int],
    ) -> FileReport:
        """The report of a file with these bytes; see `Checker.check_source`."""
        run = _Run(source=Source(name, "", ""), problems=[])
        try:
            self._analyse(run, name, data, parse, checkpoint, called)
        except _BrokenStage as broken:
            run.broken.append(broken)
        return self._report(run, name)

    def _analyse(
        self,
        run: _Run,
        name: str,
        data: bytes,
        parse: Parse | None,
        checkpoint: Callable[[], None] | None,
        called: frozenset[int],
    ) -> None:
        with _stage("reading"):
            run.source = read_source(name, data)
            run.problems += run.source.problems
        with _stage("parsing"):
            syntax = check_syntax(run.source.text)
            run.problems += syntax.problems
            run.statements = syntax.statements
            suppressions = Suppressions.of(run.source.text, notebook_starts=run.source.notebook_starts)
            run.suppressions = suppressions if self._setup.honours_noqa else suppressions.without_noqa()
            run.ignored = ignores_all(run.suppressions)
        if run.ignored or syntax.problems or not run.source.text.strip():
            return
        interpretation = self._interpreted(run, syntax, parse, checkpoint, called)
        if interpretation is None:
            return
        hits = self._detect(run, interpretation.facts)
        with _stage("placing findings"):
            facts = interpretation.facts
            asked = places_of_trainings(facts, known=bool(interpretation.modules)) | places_of_use(facts)
            found = interpretation.spots(places_of(hits) | asked, run.source)
            hits = concerning(hits, facts, found, interpretation.earlier)
            spots = shown_from_here(found, run.source)
            run.sources = {spot.source.path: spot.source for spot in spots.values()}
            run.modules = {named(each.path, run.source.path): each for each in interpretation.modules}
            run.understood = understanding(facts, run.source, spots, interpretation.is_expression)
            placed = [place(code, hit, self._severity(code, hit), run.source, spots) for code, hit in hits]
            run.findings += placed
        self._fix(run, interpretation, hits)
        if self._setup.probing:
            with _stage("rebuilding programs"):
                self._rebuild(run, interpretation, list(zip(placed, hits, strict=True)))

    def _interpreted(
        self,
        run: _Run,
        syntax: SyntaxCheck,
        parse: Parse | None,
        checkpoint: Callable[[], None] | None,
        called: frozenset[int],
    ) -> Interpretation | None:
        """What the run of the script does; None where libcst refuses its text, which is noted."""
        with _stage("interpreting"):
            from zerolint.interp import NotParsed, interpret

            own: dict[str, Any] = {} if parse is None else {"parse": partial(parse, tree=syntax.tree)}
            search = Search(absolute_path(run.source.path), self._setup.files)
            module = self._setup.files.kept(search.script, run.source.text)
            if module is not None and parse is None:
                own = {"parse": lambda _: module.tree}
            try:
                found = interpret(
                    run.source.text,
                    displayed=displayed(syntax.tree, run.source),
                    target=self._setup.settings.target,
                    checkpoint=checkpoint,
                    search=search,
                    called=called,
                    **own,
                )
                run.called = found.called
                return found
            except NotParsed as error:
                run.problems.append(error.problem)
                return None
            finally:
                run.consulted = frozenset(search.consulted)

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
                        key = (finding.filename, *key_of(finding))
                        run.subjects.setdefault(key, subject_of(all_of_code, hit.at))
        spots = interpretation.spots(line_references.places(run.subjects.values()), run.source)
        lines = {
            at: line(source.location(span.start))
            if source is run.source
            else f"{named(source.path, run.source.path)}:{span.start.row}"
            for at, (source, span) in spots.items()
        }
        run.subjects = line_references.placed(unmasked(run.subjects), lines)

    def _fix(self, run: _Run, interpretation: Interpretation, hits: list[tuple[str, Hit]]) -> None:
        """Give the findings the fixes that their detectors know and the text allows; none where that fails.

        Of what stands in a module this says what would fix it for this script: `joined` asks the other ones.
        """
        if not any(hit.proposed_fixes for _, hit in hits):
            return
        from zerolint.fix import Fixer, Refused

        fixers = {run.source.path: Fixer(interpretation, run.source, interpretation.module)}
        try:
            for index, (code, hit) in enumerate(hits):
                rule = self._catalog.rules[code]
                name = run.findings[index].filename
                module = run.modules.get(name)
                if module is not None and name not in fixers:
                    fixers[name] = Fixer(interpretation, module.source, module.tree)
                if hit.proposed_fixes and rule.fix_grade != "none" and name in fixers:
                    with suppress(Refused), _stage(f"making the fix of {code}", Refused):
                        fix = fixers[name].fix(hit.proposed_fixes, rule.fix_grade, rule.fix_title)
                        run.findings[index] = replace(run.findings[index], fix=fix)
        except _BrokenStage as broken:
            run.broken.append(broken)

    def _detect(self, run: _Run, facts: Facts) -> list[tuple[str, Hit]]:
        """All hits; a detector that fails is noted and left out, the others go on."""
        from zerolint.detectors import DetectorError, detect

        codes = set(self._setup.detecting)
        while True:
            try:
                return detect(facts, codes, self._setup.options)
            except DetectorError as error:
                codes.discard(error.code)
                if error.code in self._setup.judging:
                    run.broken.append(_BrokenStage(f"asking the rule {error.code}", error.__cause__ or error))

    def _severity(self, code: str, hit: Hit) -> Severity:
        """What the settings say, else the hit, else the page; what a detector calls info no setting raises."""
        if hit.severity == "info":
            return "info"
        configured = self._setup.settings.severities.get(code)
        return configured or hit.severity or self._catalog.rules[code].severity

    def _report(self, run: _Run, name: str) -> FileReport:
        if run.ignored and not run.broken:
            return FileReport(name)
        findings = [*run.findings, *(self._own(run, problem) for problem in run.problems)]
        if run.understood and not run.broken:
            findings += self._complaints(run)
        spoken = [finding for finding in findings if self._setup.speaks(finding)]
        files = self._files(run, {each.filename for each in spoken} | run.understood.keys())
        found, suppressed = settled(spoken, files, self._catalog, self._setup.ignores)
        left = [*found.pop(name, []), *(self._own(run, broken.problem()) for broken in run.broken)]
        report = FileReport(
            filename=name,
            findings=tuple(left),
            source=run.source if left else None,
            understanding=run.understood.get(name),
            failed=bool(run.broken),
            subjects=_subjects(run, name),
            whole=not run.problems and not run.broken,
            consulted=frozenset(run.consulted),
            called=run.called,
        )
        others = [
            report_on_module(
                file, found.get(other, ()), suppressed.get(other), run.understood.get(other), _subjects(run, other)
            )
            for other, file in sorted(files.items())
            if other != name
        ]
        return replace(self._certain(report), others=tuple(map(self._certain, others)))

    def _files(self, run: _Run, names: Iterable[str]) -> dict[str, Commented]:
        """The script, and modules that were run with it, with their comments."""
        files = {run.source.path: Commented(run.source, run.statements, run.suppressions)}
        for name in names:
            if name not in files:
                module = run.modules.get(name)
                files[name] = (
                    Commented(run.sources[name], NO_STATEMENTS, Suppressions())
                    if module is None
                    else Commented.of(module, name, honours_noqa=self._setup.honours_noqa)
                )
        return files

    def _certain(self, report: FileReport) -> FileReport:
        """The report, without what is only likely where the settings want proof."""
        if self._setup.settings.min_certainty != "proven":
            return report
        return report.hide([each for each in report.findings if each.certainty != "proven"], NOT_PROVEN)

    def _complaints(self, run: _Run) -> list[Finding]:
        """What is to be said about the file's suppression comments."""
        found = [self._own(run, problem) for problem in unknown(run.suppressions, self._catalog)]
        if run.problems:
            # What could not be analysed may hold, or cause, what a comment is for.
            return found
        own = [*(each for each in run.findings if each.filename == run.source.path), *found]
        idle = unused(run.suppressions, own, run.statements, self._catalog, self._setup.judging)
        return found + [self._own(run, problem) for problem in idle]

    def _own(self, run: _Run, problem: Problem) -> Finding:
        """A diagnostic of the linter's own as a finding."""
        hit = Hit(at=NOWHERE, data=problem.data)
        finding = place(
            problem.code,
            hit,
            self._severity(problem.code, hit),
            run.source,
            {NOWHERE: Spot(run.source, problem.span)},
        )
        rule = self._catalog.rules[problem.code]
        if not problem.removable or rule.fix_grade == "none":
            return finding
        from zerolint.fix.texts import Refused, removal

        with suppress(Refused):
            finding = replace(finding, fix=Fix(rule.fix_title, rule.fix_grade, removal(run.source, problem.removable)))
        return finding
