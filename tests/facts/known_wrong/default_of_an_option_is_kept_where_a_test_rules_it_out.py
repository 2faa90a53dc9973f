"""On the arm that an option's default does not take, the option is not its default; it is still taken for it."""

import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=0.0)
args = parser.parse_args([])
rate = args.lr if args.lr > 0 else 0.01  # wrong: rate = 0.0 or 0.01, though rate == 0.01
