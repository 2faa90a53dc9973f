import keras

model = keras.models.load_model("net.keras")
# fact: model = keras.Model
