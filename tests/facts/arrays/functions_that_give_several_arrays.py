import numpy as np
import tensorflow as tf

x = np.load("x.npy")
counts, edges = np.histogram(x)
both = np.histogram(x)
# fact: len(both) = 2
# fact: counts.operator = item
# fact: np.meshgrid(x, x) = unknown (call of numpy.meshgrid)
# fact: np.nonzero(x) = unknown (call of numpy.nonzero)
# fact: np.where(x) = unknown (positions)
# fact: tf.config.list_physical_devices("GPU") = unknown (call of tf.config.list_physical_devices)
# fact: np.random.seed(3) = None
# fact: np.shape(np.zeros((4, 2))) = (4, 2)
