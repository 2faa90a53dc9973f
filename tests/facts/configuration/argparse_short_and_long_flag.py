import argparse

parser = argparse.ArgumentParser()
parser.add_argument("-e", "--epochs", type=int, default=5)
parser.add_argument("-b", default=8)
options = parser.parse_args([])
# fact: options.epochs = 5
# fact: options.b = 8
