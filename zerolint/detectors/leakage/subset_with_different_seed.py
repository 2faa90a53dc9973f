"""ZL104: two calls that divide a directory do not agree on its order or on where it is cut."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import NOWHERE, Code, Evidence
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.directory_subsets import SharedFiles, shared_files


@detects("ZL104")
def subset_with_different_seed(facts: Facts, options: Options) -> Iterator[Hit]:
    """The training and the validation subset of a directory are drawn in two ways, and so share files."""
    for found in shared_files(facts):
        before, here = found.values
        training, validation = found.places
        yield Hit(
            at=validation,
            data={"name": found.name, "here": f"{here.value}", "there": f"{before.value}", "line": training},
            because=(
                Evidence(training, "the training files are chosen here"),
                Evidence(validation, "the validation files are chosen here, in another way"),
            ),
            certainty=certainty_of(found.validation.event, before, here),
            proposed_fixes=_fixes(found),
        )


def _fixes(found: SharedFiles) -> tuple[ProposedFix, ...]:
    """The value of the training call; none for a shuffle, which needs a seed as well, or where a generator holds it."""
    before, here = found.values
    if found.name == "shuffle" or found.training.generated or NOWHERE in (before.place, here.place):
        return ()
    call = found.validation.files
    if call.place == found.training.files.place:
        return ()
    function = call.operator.rpartition(".")[2]
    return (ProposedFix((SetArgument(call.place, function, found.name, (Code(before.place),)),)),)
