"""ZL304: layers that are frozen or unfrozen when the training no longer asks, or the whole of what is trained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, CostAdded, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.networks import operands
from zerolint.facts.places import Evidence, Place
from zerolint.facts.values import Known, Object, Unknown, Value
from zerolint.findings.finding import Hit, Severity
from zerolint.queries.certainty import certainty_of

PLAIN = frozenset({"keras.Model", "keras.Sequential"})
ALL = "is set for the whole of a model that is then trained"
Flags = Mapping[int, Known]


@detects("ZL304")
def stale_trainable_flag(facts: Facts, options: Options) -> Iterator[Hit]:
    """Layers that are frozen or unfrozen when the training no longer asks, or the whole of what is trained."""
    for fit in facts.of(Fitted):
        compiled = _compiled_before(facts, fit)
        if compiled is None or not isinstance(fit.model, Object):
            continue
        begun = fit if facts.keras >= 3 else compiled
        if facts.keras >= 3:
            begun = next(each for each in facts.of(Fitted) if _same_training(each, fit, compiled))
        obeyed, now = _flags(begun.trainable), _flags(fit.trainable)
        changed = {key: now[key] for key in now if key in obeyed and obeyed[key].value is not now[key].value}
        if changed and not (any(each.value for each in obeyed.values()) and _switched(facts, fit, changed)):
            yield from _stale(facts, fit, begun, changed)
        elif (
            begun.trainable and len(obeyed) == len(begun.trainable) and not any(each.value for each in obeyed.values())
        ):
            yield from _dead(facts, fit, list(obeyed.values()))


def _compiled_before(facts: Facts, fit: Fitted) -> Compiled | None:
    """The compile that is in force; None where it was on another path, or in code that is not seen."""
    known = [each for each in facts.of(Compiled) if each.model == fit.model and each.order < fit.order]
    return known[-1] if known and fit.compiled is not None and known[-1].place == fit.compiled.place else None


def _same_training(other: Fitted, fit: Fitted, compiled: Compiled) -> bool:
    """Whether another fit runs the same training function: Keras 3 makes it at the first call since `compile`."""
    same = other.model == fit.model and (other.method == "train_on_batch") == (fit.method == "train_on_batch")
    return same and compiled.order < other.order <= fit.order


def _flags(trainable: tuple[tuple[Object, Value], ...]) -> Flags:
    return {layer.key: flag for layer, flag in trainable if isinstance(flag, Known) and isinstance(flag.value, bool)}


def _stale(facts: Facts, fit: Fitted, begun: Compiled | Fitted, changed: Flags) -> Iterator[Hit]:
    first = next(iter(changed.values()))
    frozen = not first.value
    if _shared(facts, fit) if frozen else _trained_by_another(facts, fit, changed):
        return
    done = "compiled" if isinstance(begun, Compiled) else "fitted"
    effect = "its layers go on training" if frozen else "its layers stay frozen"
    data = {"when": f"is set after the model was {done}, and it is not compiled again", "effect": effect}
    yield _hit(first.place, data, (Evidence(begun.place, f"the model is {done} here"),), fit, frozen)


def _switched(facts: Facts, fit: Fitted, changed: Flags) -> bool:
    """Whether a loop frees these layers for one model and freezes them for another, in turns, as parts of both.

    What is meant is that of each part as a whole: a layer in it that is frozen for good stays so.
    """
    fits = facts.of(Fitted)
    places = Counter(each.place for each in fits)
    again = [each for each in fits if each.repeated or places[each.place] > 1]
    flags = [_flags(each.trainable) for each in again if each.model != fit.model]
    return fit in again and any(
        key in each and each[key].value is not flag.value for each in flags for key, flag in changed.items()
    )


def _hit(at: Place, data: Mapping[str, str], because: tuple[Evidence, ...], fit: Fitted, mild: bool) -> Hit:
    severity: Severity | None = "warning" if mild else None
    reasons = (*because, Evidence(fit.place, "this trains it"))
    return Hit(at=at, data=data, because=reasons, severity=severity, certainty=certainty_of(fit))


def _shared(facts: Facts, fit: Fitted) -> bool:
    """Whether the layers are part of another model that is compiled: frozen for that one, as a GAN's discriminator."""
    layers = {layer.key for layer, _ in fit.trainable}
    others = [each for each in facts.of(Compiled) if each.model != fit.model]
    return any(layer.key in layers for each in others for layer, _ in each.trainable)


def _unknown_inside(output: Value) -> bool:
    """Whether something on the way to an output is not known: it may be a layer, with weights of its own."""
    return isinstance(output, Unknown) or any(
        isinstance(each, Unknown) for made in ancestors(output) for each in operands(made)
    )


def _trained_by_another(facts: Facts, fit: Fitted, changed: Flags) -> bool:
    """Whether the layers are set free for another model, which is compiled with them: a GAN's discriminator again."""
    others = [each for each in facts.of(Compiled) if each.model != fit.model]
    return any(changed.keys() <= {key for key, flag in _flags(each.trainable).items() if flag.value} for each in others)


def _dead(facts: Facts, fit: Fitted, flags: list[Known]) -> Iterator[Hit]:
    """No layer is left to be trained; a class of the script's own may train what it likes."""
    assert isinstance(fit.model, Object)
    plain = fit.model.kind in PLAIN and "__class__" not in facts.arguments(fit.model)
    # What a layer adds to the cost comes from weights that the outputs need not show.
    if plain and not any(map(_unknown_inside, fit.outputs)) and not facts.of(CostAdded):
        yield _hit(flags[-1].place, {"when": ALL, "effect": "no weight moves"}, (), fit, False)
