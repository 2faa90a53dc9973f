import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--lr", default=0.1)
args = parser.parse_args([])
args.lr = 0.9
args.steps = 100
# fact: (args.lr, args.steps) = (0.9, 100)
