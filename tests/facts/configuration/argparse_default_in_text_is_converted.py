import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default="0.1")
args = parser.parse_args([])
# fact: args.lr = 0.1
