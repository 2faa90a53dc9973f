from keras.layers import *
from keras.models import *

model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
model.compile("adam", "mean_squared_error", metrics=["accuracy"])  # expect: ZL215@23  # fixed: model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
