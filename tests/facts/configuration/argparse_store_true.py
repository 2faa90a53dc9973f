import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--shuffle", action="store_true")
parser.add_argument("--no-cache", dest="cache", action="store_false")
args = parser.parse_args([])
# fact: args.shuffle = False
# fact: args.cache = True
