"""Takes back what the user's comments suppress, and says which of these comments do nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from zerolint.catalog.catalog import Catalog
from zerolint.errors import did_you_mean
from zerolint.findings.finding import Finding
from zerolint.source.problem import Problem
from zerolint.source.statements import StatementRows
from zerolint.suppression.directives import Directive, Suppressions


def is_suppressed(finding: Finding, suppressions: Suppressions, statements: StatementRows, catalog: Catalog) -> bool:
    """Whether a comment of the finding's statement takes it back.

    What is said about a comment is only taken back by a comment that names the rule.
    """
    rows = statements.rows_for(finding.start.text_row)
    name = catalog.rules[finding.code].name
    matching = suppressions.matching(finding.code, name, rows)
    if finding.code in ("ZL003", "ZL004"):
        words = (directive.selector_for(finding.code, name) or "" for directive in matching)
        return any(word.upper() not in ("ALL", "ZL") for word in words)
    return bool(matching)


def ignores_all(suppressions: Suppressions) -> bool:
    """Whether the whole file is left alone: `# zerolint: file-ignore`."""
    return any(each.kind == "file-ignore" and each.selectors is None for each in suppressions.directives)


def unknown(suppressions: Suppressions, catalog: Catalog) -> Iterator[Problem]:
    """ZL004 for every word of a comment that names no rule, for a comment without any, and for one that is none."""
    for directive in suppressions.directives:
        if directive.kind == "misspelt":
            hint = f"; did you mean `{directive.meant}`?"
            yield Problem("ZL004", directive.span, {"what": "word", "word": f" `{directive.written}`", "hint": hint})
        elif directive.selectors == () and directive.kind != "noqa":
            hint = "; write `# zerolint: ignore[ZL301] reason`"
            yield Problem("ZL004", directive.span, {"what": "rule", "word": "", "hint": hint})
        for index, single in _singles(directive):
            if not _codes_of(single, catalog):
                word = (directive.selectors or ("",))[index]
                hint = did_you_mean(word, [*catalog.rules, *(rule.name for rule in catalog.rules.values())])
                data = {"what": "rule", "word": f" `{word}`", "hint": hint}
                yield Problem("ZL004", directive.words[index], data)


def unused(
    suppressions: Suppressions,
    findings: Sequence[Finding],
    statements: StatementRows,
    catalog: Catalog,
    enabled: Collection[str],
) -> Iterator[Problem]:
    """ZL003 for a comment that suppresses none of `findings`.

    A selector of a rule that is not enabled may well suppress something under other settings.
    """
    for directive in suppressions.directives:
        idle: dict[int, str] = {}
        for index, single in _singles(directive):
            codes = _codes_of(single, catalog)
            if codes and codes <= set(enabled) and not _is_used(single, findings, statements, catalog):
                idle[index] = f" `{single.selectors[0]}`" if single.selectors else ""
        if idle:
            # All of them are taken away at once: they are one finding.
            yield Problem("ZL003", directive.span, {"word": ",".join(idle.values())}, directive.without(set(idle)))


def _singles(directive: Directive) -> Iterator[tuple[int, Directive]]:
    """The comment as if it had one selector, for each that is ours; a blanket file-ignore is a policy, not a claim."""
    if directive.selectors is None:
        if directive.kind == "ignore":
            yield 0, directive
        return
    for index, word in enumerate(directive.selectors):
        if directive.kind != "noqa" or _is_ours(word):
            yield index, replace(directive, selectors=(word,))


def _is_ours(word: str) -> bool:
    return word.upper().startswith("ZL")


def _codes_of(directive: Directive, catalog: Catalog) -> set[str]:
    """The rules that a comment is about; of many, those that are on unless they are asked for are not meant."""
    rules = [rule for rule in catalog.rules.values() if directive.selector_for(rule.code, rule.name) is not None]
    usual = {rule.code for rule in rules if rule.severity != "info" and rule.family != "linter"}
    return usual or {rule.code for rule in rules}


def _is_used(directive: Directive, findings: Sequence[Finding], statements: StatementRows, catalog: Catalog) -> bool:
    return any(
        directive.concerns(statements.rows_for(finding.start.text_row))
        and directive.selector_for(finding.code, catalog.rules[finding.code].name) is not None
        for finding in findings
    )
