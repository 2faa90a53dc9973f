"""Names of library objects: members of modules, star imports, and which libraries are known."""

from __future__ import annotations

import math
from functools import lru_cache

from zerolint.facts.places import Place
from zerolint.facts.values import Known, Symbol, Value
from zerolint.knowledge.signatures import canonical, members

__all__ = ["canonical", "constant", "known_library", "member", "star_names"]

KNOWN_LIBRARIES = frozenset(
    """
    tensorflow keras tf_keras tf numpy pandas sklearn scipy matplotlib seaborn cv2 PIL skimage imblearn
    xgboost lightgbm catboost joblib tqdm requests h5py imageio absl wandb mlflow optuna kerastuner
    keras_tuner keras_cv keras_nlp keras_hub keras_core keras_applications keras_preprocessing
    tensorflow_datasets tensorflow_hub tensorflow_probability tensorflow_addons keras_contrib tensorflow_text
    tensorflow_io tensorflow_model_optimization tensorflow_recommenders tensorflow_federated
    tensorflow_privacy tensorflow_transform tfx transformers datasets gym gymnasium nltk spacy gensim plotly
    bokeh yaml gin click torch torchvision jax flax optax statsmodels librosa soundfile google horovod mpi4py
    six psutil IPython ipywidgets tensorboard tensorboardX pydot graphviz networkx dask pyspark boto3 attr
    attrs pydantic pydantic_settings sqlmodel hydra omegaconf ml_collections easydict attrdict box munch addict dotmap
    yacs typer fire toml tomli json5 simplejson ujson category_encoders sklearn_pandas skopt
    """.split()
)
"""Top-level names that are libraries, not modules of the user's project."""


CONSTANTS: dict[str, float | None] = {
    **{f"{module}.{name}": getattr(math, name) for module in ("math", "numpy") for name in ("pi", "e", "inf", "nan")},
    "numpy.newaxis": None,
    "tf.newaxis": None,
    "tf.data.AUTOTUNE": -1,
}
"""Names of libraries that stand for a number or nothing."""


def constant(name: str, place: Place) -> Value:
    """What a canonical name stands for: a constant's value, else the library's thing itself."""
    return Known(CONSTANTS[name], place=place) if name in CONSTANTS else Symbol(name, place=place)


def known_library(top: str) -> bool:
    """Whether a top-level module name is that of a library."""
    return top in KNOWN_LIBRARIES


@lru_cache(maxsize=4096)
def member(owner: str, name: str) -> str:
    """The canonical name of `owner.name`."""
    return canonical(f"{owner}.{name}")


def star_names(module: str) -> tuple[str, ...]:
    """The public names that `from module import *` binds, where the module is in the tables."""
    return members(module)
