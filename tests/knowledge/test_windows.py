"""How many positions convolutions and poolings leave: as many as real Keras says."""

from __future__ import annotations

import pytest

from zerolint.facts.events import Revealed
from zerolint.facts.values import Known, Tensor
from zerolint.interp import interpret

LAYERS = [
    "Conv2D(4, 3)",
    "Conv2D(4, (3, 5), padding='same')",
    "Conv2D(4, 3, strides=2)",
    "Conv2D(4, kernel_size=[2, 4], strides=(2, 3), padding='same')",
    "Conv2D(4, 3, dilation_rate=2)",
    "MaxPooling2D()",
    "MaxPooling2D(3, strides=1)",
    "MaxPooling2D((2, 3), padding='same')",
    "AveragePooling2D(3)",
    "SeparableConv2D(4, 3, strides=2, padding='same')",
    "DepthwiseConv2D(3)",
]
ROWS = ["Conv1D(4, 3)", "Conv1D(4, 2, strides=3, padding='same')", "MaxPooling1D()", "AveragePooling1D(3, strides=2)"]
UNKNOWN = [
    "Conv2DTranspose(4, 3)",
    "Conv2D(4, 3, padding=how)",
    "Conv2D(4, size)",
    "Conv2D(4, 3, data_format='channels_first')",
]


def believed(layer: str, shape: str) -> list[int | None]:
    """The sizes between batch and channels, None where unknown."""
    script = f"import keras\nfrom keras import layers as L\nfrom elsewhere import how, size\nreveal_type(L.{layer}(keras.Input({shape})))\n"
    (event,) = interpret(script).facts.of(Revealed)
    assert isinstance(event.value, Tensor)
    assert event.value.shape is not None
    return [size.value if isinstance(size, Known) else None for size in event.value.shape[1:-1]]


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("layer", "shape"), [*((each, (29, 31, 3)) for each in LAYERS), *((each, (29, 3)) for each in ROWS)]
)
def test_positions_are_those_of_keras(layer: str, shape: tuple[int, ...]) -> None:
    import keras

    made = eval(f"keras.layers.{layer}", {"keras": keras})
    assert believed(layer, str(shape)) == list(made.compute_output_shape((None, *shape))[1:-1])


@pytest.mark.parametrize("layer", UNKNOWN)
def test_positions_that_are_not_known(layer: str) -> None:
    assert believed(layer, "(29, 31, 3)") == [None, None]


def test_an_input_of_unknown_size_stays_unknown() -> None:
    assert believed("Conv2D(4, 3)", "(None, 31, 3)") == [None, 29]
