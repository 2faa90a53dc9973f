import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--lr", default=0.1)
args, rest = parser.parse_known_args([])
# fact: args.lr = 0.1
