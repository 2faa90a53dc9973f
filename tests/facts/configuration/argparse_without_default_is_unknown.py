import argparse

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--epochs", type=int, required=True)
args = parser.parse_args()
# fact: args.data = unknown (the option --data)
# fact: args.epochs = unknown (the option --epochs)
