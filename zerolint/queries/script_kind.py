"""What kind of script this is: GANs, autoencoders and reinforcement learning have their own normal."""

from __future__ import annotations

from zerolint.facts import Facts
from zerolint.facts.events import Bound, Compiled, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.values import Known, Object, Tensor, Unknown, Value
from zerolint.queries.identifiers import words

UPSAMPLING = (
    "keras.layers.Conv2DTranspose",
    "keras.layers.Conv1DTranspose",
    "keras.layers.UpSampling",
    "keras.layers.Conv3DTranspose",
)


def adversarial(facts: Facts) -> bool:
    """Whether models are trained against each other: generator and discriminator."""
    names = {word for event in facts.of(Bound) if isinstance(event.value, Object) for word in words(event.name)}
    return bool(names & {"generator", "discriminator", "critic", "gan", "adversarial", "dcgan", "wgan", "lsgan"})


ENVIRONMENTS = frozenset(
    {"gym", "gymnasium", "tf_agents", "retro", "vizdoom", "unityagents", "dm_control", "pettingzoo"}
)
"""Packages of worlds to act in."""


def acts(facts: Facts) -> bool:
    """Whether a policy is trained by acting: reinforcement learning."""
    return any(name.partition(".")[0] in ENVIRONMENTS for name in facts.imports)


def named_like(facts: Facts, model: Object, *wanted: str) -> bool:
    """Whether some variable with this model has one of these words in its name."""
    return any(
        set(words(event.name)) & set(wanted)
        for event in facts.of(Bound)
        if isinstance(event.value, Object) and event.value == model
    )


def fits_of(facts: Facts, compiled: Compiled) -> list[Fitted]:
    """The fits of the compiled model after its compile, and before another one."""
    return [
        fit
        for fit in facts.of(Fitted)
        if fit.model == compiled.model
        and fit.order > compiled.order
        and (fit.compiled is None or fit.compiled.place == compiled.place)
    ]


def reconstructs(facts: Facts, compiled: Compiled, output: Tensor) -> bool:
    """Whether the model gives back its input: trained on x as y, upsampling, or as wide as its input."""
    for fit in fits_of(facts, compiled):
        if same_data(fit.x, fit.y):
            return True
    chain = list(ancestors(output))
    if any(each.operator.startswith(UPSAMPLING) for each in chain):
        return True
    width = output.dimension(-1)
    return (
        isinstance(width, Known)
        and width.value != 1
        and any(each.operator == "input" and each.shape is not None and each.dimension(-1) == width for each in chain)
        and _narrows(chain, width)
    )


def _narrows(chain: list[Tensor], width: Known) -> bool:
    """Whether some layer between input and output is narrower than both: a bottleneck."""
    sizes = [each.dimension(-1) for each in chain if each.operator == "keras.layers.Dense"]
    return any(isinstance(size, Known) and isinstance(size.value, int) and size.value < width.value for size in sizes)


def same_data(first: Value, second: Value) -> bool:
    """Whether two arrays are the same data (or the same data with noise on one of them)."""
    if isinstance(first, Unknown) and isinstance(second, Unknown):
        return first.key == second.key != 0
    if isinstance(first, Tensor) and isinstance(second, Tensor):
        if first.key == second.key:
            return True
        return any(each.key == second.key for each in ancestors(first))
    return any(isinstance(each, Tensor) and _made_of(each, other) for each, other in ((first, second), (second, first)))


def _made_of(made: Tensor, source: Value) -> bool:
    return isinstance(source, Unknown) and source.key != 0 and any(source in each.operands for each in ancestors(made))
