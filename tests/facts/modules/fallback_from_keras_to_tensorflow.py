try:
    import keras
except ImportError:
    from tensorflow import keras
# fact: keras.optimizers.Adam = keras.optimizers.Adam
