import numpy as np
from PIL import Image
from tensorflow.keras.utils import load_img


def halved(picture, size=(8, 8)):
    return np.array(picture.resize(size))


pixels = np.random.rand(4, 5)
picture = Image.fromarray(pixels)
small = picture.convert("L").resize((2, 2))  # fact: small.rows = #1
half = halved(picture)  # fact: half.rows = #1
# fact: picture.rows = #1
loaded = np.asarray(load_img("a.png").resize((8, 8)))  # fact: loaded = numpy.asarray, rows #2
whatever = Image.open("b.png")
alias = whatever
same = whatever.resize((8, 8))  # fact: same = unknown (call of array.resize)
# fact: alias = unknown (call of PIL.Image.open)
pixels.resize(2, 2)
# fact: pixels.rows = #3
