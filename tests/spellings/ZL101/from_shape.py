import numpy as np

images = np.zeros((1000, 28, 28))
total = images.shape[0]
split = total * 7 // 10
train_images, test_images = images[:split], images[: total - split]  # expect: ZL101@45  # fixed: train_images, test_images = images[:split], images[split:]
