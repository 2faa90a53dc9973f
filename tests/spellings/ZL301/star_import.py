from keras.layers import *
from keras.models import *
from keras.optimizers import *

model = Sequential([Input((4,)), Dense(1)])
model.compile(Adam(1e-10), loss="mse")  # expect: ZL301@20  # fixed: model.compile(Adam(1e-3), loss="mse")
