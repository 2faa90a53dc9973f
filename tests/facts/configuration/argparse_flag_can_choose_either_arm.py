import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--fast", action="store_true")
args = parser.parse_args()
if args.fast:
    epochs = 1
else:
    epochs = 50
# fact: epochs = 1 or 50
