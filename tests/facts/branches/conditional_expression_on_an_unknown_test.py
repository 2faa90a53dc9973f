import os

loss = "mse" if os.path.exists("regression") else "binary_crossentropy"
# fact: loss = 'mse' or 'binary_crossentropy'
