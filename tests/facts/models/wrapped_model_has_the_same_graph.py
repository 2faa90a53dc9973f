import tensorflow_model_optimization as tfmot
from tensorflow import keras
from tensorflow.keras.utils import multi_gpu_model

plain = keras.Sequential([keras.layers.Dense(3, activation="softmax", input_shape=(4,))])
# fact: multi_gpu_model(plain, gpus=2).output.range = [0, 1]
# fact: tfmot.sparsity.keras.prune_low_magnitude(plain).output.range = [0, 1]
# fact: tfmot.sparsity.keras.prune_low_magnitude(to_prune=plain).output.range = [0, 1]
# fact: plain.outputs[0].range = [0, 1]
# fact: len(plain.inputs) = 1
either = multi_gpu_model(plain) if several else plain
# fact: either.output.range = [0, 1]
