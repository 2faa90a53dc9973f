import keras

model = keras.models.load_model("net.keras")
# fact: model = unknown (a saved model)
