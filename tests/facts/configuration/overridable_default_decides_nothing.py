import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--optimizer", default="adam")
args = parser.parse_args()
if args.optimizer == "adam":
    rate = 0.001
else:
    rate = 0.1
# fact: rate = 0.001 or 0.1
