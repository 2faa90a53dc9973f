from keras.layers.core import Activation, Dense
from keras.models import Sequential

model = Sequential()
model.add(Dense(8, input_dim=4, init="uniform"))
model.add(Activation("relu"))
model.add(Dense(output_dim=1))
# fact: model.output.expression = Dense(relu(Dense(input)))
