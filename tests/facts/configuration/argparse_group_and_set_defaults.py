import argparse

parser = argparse.ArgumentParser()
group = parser.add_argument_group("optimizer")
group.add_argument("--lr", default=0.1)
parser.set_defaults(lr=0.5)
args = parser.parse_args([])
# fact: args.lr = 0.5
