try:
    from tensorflow.keras.layers import Dense
except ImportError:
    from keras.layers import Dense
# fact: Dense = keras.layers.Dense
