import math

import numpy as np
import tensorflow as tf
from numpy import inf

circle = np.pi * 2  # fact: circle = 6.283185307179586
# fact: math.e = 2.718281828459045
# fact: inf = inf
# fact: np.newaxis = None
# fact: tf.data.AUTOTUNE = -1
