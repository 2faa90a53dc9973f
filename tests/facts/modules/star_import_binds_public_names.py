from tensorflow.keras.layers import *

# fact: Dense = keras.layers.Dense
# fact: Conv2D = keras.layers.Conv2D
