"""ZL111: a transformer that the training rows taught is fitted anew on the rows that the model is tested on."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.graphs import ancestors
from zerolint.facts.places import Evidence
from zerolint.facts.rows import roots
from zerolint.facts.values import Known
from zerolint.findings.finding import Hit, Severity
from zerolint.findings.proposed_fix import CallInstead, FixGrade, ProposedFix
from zerolint.queries.certainty import certainty_of
from zerolint.queries.dataset_roles import held_for, names_of
from zerolint.queries.refitting import Refit, refits, same_transformer
from zerolint.queries.scaling import SCALERS

WEIGHING = "TfidfTransformer"
"""Gives back the columns that it is given, each by a weight that it learned."""
BINNING = ("KBinsDiscretizer", "Discretization", "qcut")


@detects("ZL111")
def refit_on_test(facts: Facts, options: Options) -> Iterator[Hit]:
    """A transformer was fitted on the training rows, and for the test another fit on the test rows stands in."""
    names = names_of(facts)
    for refit in refits(facts):
        effect, severity = _effect(refit)
        anew = refit.relearned
        again = same_transformer(facts, refit) and refit.taught.place != anew.place
        change = CallInstead(anew.place, "fit_transform", "transform")
        # Transformed by what the training rows taught, a category that these lack is refused.
        grade: FixGrade | None = "unsafe" if anew.uses == "categories" else None
        does = "is taken anew over" if anew.uses == "statistic" else "is fitted anew on"
        part = held_for(names, refit.tested, refit.test)
        yield Hit(
            at=anew.place,
            data={"transformer": anew.transformer, "does": does, "part": part, "effect": effect},
            because=(
                Evidence(refit.taught.place, "the model is trained on what this learned"),
                Evidence(anew.place, f"this learns from the {part} rows instead"),
                Evidence(refit.test.place, "the model is asked about them here"),
            ),
            severity=severity,
            certainty=certainty_of(refit.test),
            proposed_fixes=(ProposedFix((change,), grade=grade),) if again else (),
            defect=(anew.fills if anew.uses == "statistic" else anew.transformer, roots(anew.source.rows)),
        )


def _effect(refit: Refit) -> tuple[str, Severity]:
    """What the model gets to see, and how bad that is."""
    name, uses = refit.relearned.transformer, refit.relearned.uses
    if refit.relearned.fills or name.endswith("Imputer"):
        return "their gaps are not filled as in training", "info" if uses == "statistic" else "warning"
    if uses == "statistic" or name.endswith(SCALERS):
        return "the model gets them on another scale than in training", "warning"
    if name.endswith(WEIGHING):
        return "its columns are weighted by other numbers than in training", "warning"
    if name.endswith(BINNING):
        return "its bins have other edges than in training", "warning"
    if uses == "categories":
        return "a category may not have the number it had in training", _of_categories(refit)
    return "its columns are not those that the model was trained on", "error"


def _of_categories(refit: Refit) -> Severity:
    """How bad it is to number categories anew: targets lack a class where few rows are tested, and seldom else."""
    if not refit.targets:
        return "error"
    # Both parts of a well-known data set have rows of every class.
    told = any(isinstance(each.attribute("classes"), Known) for each in ancestors(refit.relearned.source.operands[0]))
    return "info" if told else "warning"
