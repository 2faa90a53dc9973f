import tensorflow as tf

assert tf.__version__ == "1.8.0"
rate = 0.1 if tf.__version__ == "1.8.0" else 0.2
# fact: rate = 0.1 or 0.2
