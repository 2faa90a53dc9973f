from keras.layers.core import Dense
from keras.layers.convolutional import Conv2D
from sklearn.cross_validation import train_test_split

# fact: Dense = keras.layers.Dense
# fact: Conv2D = keras.layers.Conv2D
# fact: train_test_split = sklearn.model_selection.train_test_split
