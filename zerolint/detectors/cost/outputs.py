"""Outputs of networks: their activations by what they give, and where they are made."""

from __future__ import annotations

from zerolint.facts.graphs import head
from zerolint.facts.values import Tensor
from zerolint.findings.proposed_fix import DropArgument, Nested, ProposedFix, Replace
from zerolint.queries.loss_uses import LossUse

BOUNDED = frozenset({"sigmoid", "softmax"})
PROBABILITIES = BOUNDED | {"hard_sigmoid"}
ACTIVATIONS = frozenset({"relu", "relu6", "tanh", "elu", "selu", "leaky_relu", "softplus", "exponential"})


def output_of(use: LossUse) -> tuple[object, ...]:
    """One output layer, made in a helper or compiled again and again, is one mistake for all the losses it meets."""
    last = head(use.prediction) or use.prediction
    return (last.place,) if last.place >= 0 else ()


def ends_in(last: Tensor, activation: str) -> tuple[ProposedFix, ...]:
    """Another activation in the layer that has this one as an argument."""
    source = last.operands[0] if last.operands else None
    if not isinstance(source, Tensor) or source.layer is None:
        return ()
    replaced = Replace(last.place, (f'"{activation}"',), Nested(last.place, source.layer.place))
    return (ProposedFix((replaced,), "unsafe", f"end the model in a {activation}"),)


def without_activation(last: Tensor) -> tuple[ProposedFix, ...]:
    """No activation in the layer that has this one as an argument."""
    source = last.operands[0] if last.operands else None
    if not isinstance(source, Tensor) or source.layer is None:
        return ()
    dropped = DropArgument(source.layer.place, source.layer.kind.rpartition(".")[2], "activation")
    return (ProposedFix((dropped,), "unsafe", f"leave the {last.operator} out"),)
