import keras
import numpy as np
from keras.applications import imagenet_utils, resnet50
from tensorflow.keras.applications.vgg16 import VGG16, decode_predictions, preprocess_input

pictures = np.random.rand(6, 224, 224, 3)
scaled = preprocess_input(pictures)  # fact: scaled.rows = #1
# fact: scaled.shape[1] = 224
prepare = resnet50.preprocess_input
other = prepare(pictures[:4])  # fact: other.rows = #1[:4]
plain = imagenet_utils.preprocess_input(pictures, mode="tf")  # fact: plain.rows = #1
network = VGG16()  # fact: network = keras.Model
answers = decode_predictions(network.predict(scaled), top=3)  # fact: answers = unknown (call of keras.applications.vgg16.decode_predictions)
inputs = keras.Input((224, 224, 3))
prepared = resnet50.preprocess_input(inputs)  # fact: prepared.shape[3] = 3
