"""Options of a command line and the environment: their defaults are known, and what they decide is likely."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import argparse
import os
import click
import fire
import keras
import numpy as np
import optparse
import typer
from absl import flags

FLAGS = flags.FLAGS
rows, wanted = np.random.rand(96, 5), np.random.rand(96, 1)

def learn(lr):
    net = keras.Sequential([keras.Input((5,)), keras.layers.Dense(9, "relu"), keras.layers.Dense(1)])
    net.compile(keras.optimizers.SGD(lr), "mae")
    net.fit(rows, wanted)

"""
NOTHING_LEARNT = {
    # argparse
    "argparse: subparser": """
import argparse
parser = argparse.ArgumentParser()
sub = parser.add_subparsers(dest='command')
train = sub.add_parser('train')
train.add_argument('--lr', type=float, default=0.0)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: subparser set_defaults func": """
import argparse
parser = argparse.ArgumentParser()
sub = parser.add_subparsers()
train = sub.add_parser('train', help='x')
train.add_argument('--lr', type=float, default=0.0)
train.set_defaults(func=print)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: group": """
import argparse
parser = argparse.ArgumentParser()
g = parser.add_argument_group('o')
g.add_argument('--lr', type=float, default=0.0)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: exclusive": """
import argparse
parser = argparse.ArgumentParser()
g = parser.add_mutually_exclusive_group(required=False)
g.add_argument('--lr', type=float, default=0.0)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: set_defaults": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float)
parser.set_defaults(lr=0.0)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: set_defaults dict": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float)
parser.set_defaults(**{'lr': 0.0})
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: vars": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
args = vars(parser.parse_args())
learn(args['lr'])
""",
    "argparse: vars get": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
args = vars(parser.parse_args())
learn(args.get('lr', 0.1))
""",
    "argparse: vars **": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
args = vars(parser.parse_args())
def rate(lr, **rest):
    return lr
learn(rate(**args))
""",
    "argparse: __dict__": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
args = parser.parse_args().__dict__
learn(args['lr'])
""",
    "argparse: known": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
args, rest = parser.parse_known_args()
learn(args.lr)
""",
    "argparse: known index": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
args = parser.parse_known_args()[0]
learn(args.lr)
""",
    "argparse: parents": """
import argparse
base = argparse.ArgumentParser(add_help=False)
base.add_argument('--lr', type=float, default=0.0)
parser = argparse.ArgumentParser(parents=[base])
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: namespace": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
class Options: pass
args = Options()
parser.parse_args(namespace=args)
learn(args.lr)
""",
    "argparse: getattr": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
args = parser.parse_args()
learn(getattr(args, 'lr'))
""",
    "argparse: get_default": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
learn(parser.get_default('lr'))
""",
    "argparse: dest": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('-r', '--rate', dest='lr', type=float, default=0.0)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: list default": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lrs', nargs='+', type=float, default=[0.0])
args = parser.parse_args()
learn(args.lrs[0])
""",
    "argparse: helper func": """
import argparse
def options():
    p = argparse.ArgumentParser()
    p.add_argument('--lr', type=float, default=0.0)
    return p.parse_args()
args = options()
learn(args.lr)
""",
    "argparse: namespace of": """
import argparse
args = argparse.Namespace(lr=0.0)
learn(args.lr)
""",
    "argparse: store_const": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', action='store_const', const=0.1, default=0.0)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: loop": """
import argparse
parser = argparse.ArgumentParser()
for name, value in [('lr', 0.0), ('momentum', 0.9)]:
    parser.add_argument('--' + name, type=type(value), default=value)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: fstring loop": """
import argparse
parser = argparse.ArgumentParser()
for name, value in {'lr': 0.0, 'momentum': 0.9}.items():
    parser.add_argument(f'--{name}', type=float, default=value)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: passed parser": """
import argparse
def add(p):
    p.add_argument('--lr', type=float, default=0.0)
parser = argparse.ArgumentParser()
add(parser)
args = parser.parse_args()
learn(args.lr)
""",
    "argparse: subclass": """
import argparse
class P(argparse.ArgumentParser):
    def __init__(self):
        super().__init__()
        self.add_argument('--lr', type=float, default=0.0)
args = P().parse_args()
learn(args.lr)
""",
    "argparse: from import": """
from argparse import ArgumentParser, ArgumentDefaultsHelpFormatter
p = ArgumentParser(formatter_class=ArgumentDefaultsHelpFormatter)
p.add_argument('--lr', default=0.0)
args = p.parse_args()
learn(args.lr)
""",
    "argparse: update vars": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
args = parser.parse_args()
config = {'epochs': 3}
config.update(vars(args))
learn(config['lr'])
""",
    "argparse: merged": """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--lr', type=float, default=0.0)
args = parser.parse_args()
config = {**{'lr': 0.1}, **vars(args)}
learn(config['lr'])
""",
    "argparse: optparse": """
from optparse import OptionParser
parser = OptionParser()
parser.add_option('-l', '--lr', dest='lr', type='float', default=0.0)
(options, args) = parser.parse_args()
learn(options.lr)
""",
    "argparse: optparse no dest": """
import optparse
parser = optparse.OptionParser()
parser.add_option('--learning-rate', type='float', default='0.0')
options, args = parser.parse_args()
learn(options.learning_rate)
""",
    # click
    "click: option": """
import click
@click.command()
@click.option('--lr', default=0.0)
def main(lr):
    learn(lr)
main()
""",
    "click: type": """
import click
@click.command()
@click.option('--lr', type=float, default=0.0, show_default=True)
def main(lr):
    learn(lr)
main()
""",
    "click: name": """
import click
@click.command()
@click.option('-l', '--learning-rate', 'lr', default=0.0)
def main(lr):
    learn(lr)
main()
""",
    "click: argument": """
import click
@click.command()
@click.argument('lr', default=0.0)
def main(lr):
    learn(lr)
main()
""",
    "click: group": """
import click
@click.group()
def cli():
    pass
@cli.command()
@click.option('--lr', default=0.0)
def main(lr):
    learn(lr)
cli()
""",
    "click: text": """
import click
@click.command()
@click.option('--lr', type=click.FLOAT, default='0.0')
def main(lr):
    learn(lr)
main()
""",
    "click: kwargs": """
import click
@click.command()
@click.option('--lr', default=0.0)
def main(**options):
    learn(options['lr'])
main()
""",
    "click: shared": """
import click
rate = click.option('--lr', default=0.0)
@click.command()
@rate
def main(lr):
    learn(lr)
main()
""",
    "click: standalone": """
import click
@click.command()
@click.option('--lr', default=0.0)
def main(lr):
    learn(lr)
main(standalone_mode=False)
""",
    "click: ctx": """
import click
@click.command()
@click.option('--lr', default=0.0)
@click.pass_context
def main(ctx, lr):
    learn(lr)
main()
""",
    # typer
    "typer: option": """
import typer
def main(lr: float = typer.Option(0.0, help='r')):
    learn(lr)
typer.run(main)
""",
    "typer: plain default": """
import typer
def main(lr: float = 0.0):
    learn(lr)
typer.run(main)
""",
    "typer: app": """
import typer
app = typer.Typer()
@app.command()
def main(lr: float = 0.0):
    learn(lr)
app()
""",
    "typer: app option": """
import typer
app = typer.Typer()
@app.command()
def main(lr: float = typer.Option(0.0, '--lr')):
    learn(lr)
app()
""",
    "typer: argument": """
import typer
def main(lr: float = typer.Argument(0.0)):
    learn(lr)
typer.run(main)
""",
    "typer: annotated": """
import typer
from typing import Annotated
def main(lr: Annotated[float, typer.Option(help='x')] = 0.0):
    learn(lr)
typer.run(main)
""",
    # fire
    "fire: function": """
import fire
def main(lr=0.0):
    learn(lr)
fire.Fire(main)
""",
    "fire: class": """
import fire
class Runs:
    def train(self, lr=0.0):
        learn(lr)
fire.Fire(Runs)
""",
    "fire: class init": """
import fire
class Runs:
    def __init__(self, lr=0.0):
        self.lr = lr
    def train(self):
        learn(self.lr)
fire.Fire(Runs)
""",
    "fire: dict": """
import fire
def train(lr=0.0):
    learn(lr)
fire.Fire({'train': train})
""",
    "fire: import": """
from fire import Fire
def train(*, lr=0.0):
    learn(lr)
Fire(train)
""",
    "fire: instance": """
import fire
class Runs:
    def train(self, lr=0.0):
        learn(lr)
fire.Fire(Runs())
""",
    # absl
    "absl: float": """
from absl import app, flags
FLAGS = flags.FLAGS
flags.DEFINE_float('lr', 0.0, 'r')
learn(FLAGS.lr)
""",
    "absl: holder": """
from absl import flags
LR = flags.DEFINE_float('lr', 0.0, 'r')
learn(LR.value)
""",
    "absl: flags.FLAGS": """
from absl import flags
flags.DEFINE_float('lr', default=0.0, help='r')
learn(flags.FLAGS.lr)
""",
    "absl: string": """
from absl import app, flags
FLAGS = flags.FLAGS
flags.DEFINE_string('lr', '0.0', 'r')
learn(float(FLAGS.lr))
""",
    "absl: bounds": """
from absl import app, flags
FLAGS = flags.FLAGS
flags.DEFINE_float('lr', 0.0, 'r', lower_bound=0.0)
learn(FLAGS.lr)
""",
    "absl: item": """
from absl import app, flags
FLAGS = flags.FLAGS
flags.DEFINE_float('lr', 0.0, 'r')
learn(FLAGS['lr'].value)
""",
    "absl: multi": """
from absl import app, flags
FLAGS = flags.FLAGS
flags.DEFINE_multi_float('lr', [0.0], 'r')
learn(FLAGS.lr[0])
""",
    "absl: tf.app": """
import tensorflow as tf
flags = tf.app.flags
flags.DEFINE_float('lr', 0.0, 'r')
FLAGS = flags.FLAGS
learn(FLAGS.lr)
""",
    "absl: tf.compat": """
import tensorflow.compat.v1 as tf
tf.flags.DEFINE_float('lr', 0.0, 'r')
learn(tf.flags.FLAGS.lr)
""",
    "absl: tf.app direct": """
import tensorflow as tf
tf.app.flags.DEFINE_float('lr', 0.0, 'r')
F = tf.app.flags.FLAGS
learn(F.lr)
""",
    "absl: getattr": """
from absl import app, flags
FLAGS = flags.FLAGS
flags.DEFINE_float('lr', 0.0, 'r')
learn(getattr(FLAGS, 'lr'))
""",
    # environ
    "environ: get": """
import os
learn(float(os.environ.get('LR', '0.0')))
""",
    "environ: getenv": """
import os
learn(float(os.getenv('LR', 0.0)))
""",
    "environ: or": """
import os
learn(float(os.environ.get('LR') or 0.0))
""",
    "environ: getenv default kw": """
import os
learn(float(os.getenv('LR', default='0.0')))
""",
    "environ: from": """
from os import environ
learn(float(environ.get('LR', '0.0')))
""",
    "environ: from getenv": """
from os import getenv
learn(float(getenv('LR', '0.0')))
""",
    "environ: in": """
import os
lr = float(os.environ['LR']) if 'LR' in os.environ else 0.0
learn(lr)
""",
    "environ: try": """
import os
try:
    lr = float(os.environ['LR'])
except KeyError:
    lr = 0.0
learn(lr)
""",
    "environ: sys.argv": """
import sys
lr = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
learn(lr)
""",
}
SAID_BY_THE_SCRIPT = {"argparse: namespace of", "environ: try"}
"""Nothing from outside decides the one; of the other, that the variable is not there is an ordinary run."""


def reported(script: str) -> list[tuple[str, str]]:
    report = check_source("train.py", (HEAD + script).encode(), Settings())
    return [(each.code, each.certainty) for each in report.findings]


@pytest.mark.parametrize("name", NOTHING_LEARNT)
def test_a_rate_of_zero_that_is_the_default(name):
    found = reported(NOTHING_LEARNT[name])
    assert [code for code, _ in found] == ["ZL302"]
    assert found[0][1] == ("proven" if name in SAID_BY_THE_SCRIPT else "likely")


RIGHT = {
    "an option without default": """
parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, required=True)
learn(parser.parse_args().lr)
""",
    "two commands with defaults of their own": """
parser = argparse.ArgumentParser()
commands = parser.add_subparsers(dest="command")
commands.add_parser("evaluate").add_argument("--lr", type=float, default=0.0)
commands.add_parser("train").add_argument("--lr", type=float, default=0.01)
learn(parser.parse_args().lr)
""",
    "the script sets the option": """
parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=0.0)
args = parser.parse_args()
args.lr = 0.05
learn(args.lr)
""",
    "by vars": """
parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=0.0)
args = parser.parse_args()
vars(args)["lr"] = 0.05
learn(args.lr)
""",
    "a default of the parser goes before that of the option": """
parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=0.0)
parser.set_defaults(lr=0.05)
learn(parser.parse_args().lr)
""",
    "a command that needs its argument": """
@click.command()
@click.option("--lr", type=float, required=True)
def main(lr):
    learn(lr)
main()
""",
    "typer without default": """
def main(lr: float = typer.Option(..., help="rate")):
    learn(lr)
typer.run(main)
""",
    "a flag that has to be given": """
LR = flags.DEFINE_float("lr", None, "rate")
learn(LR.value)
""",
    "an environment variable without default": """
learn(float(os.environ["LR"]))
""",
}


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_a_rate_that_is_not_known_or_sound(script):
    assert reported(script) == []
