import argparse


def parser():
    made = argparse.ArgumentParser()
    made.add_argument("--units", type=int, default=64)
    return made


def main(args):
    return args.units * 2


# fact: main(parser().parse_args([])) = 128
