from absl import flags

FLAGS = flags.FLAGS
flags.DEFINE_float("learning_rate", 0.1, "Rate.")
flags.DEFINE_integer("epochs", 5, "Epochs.")


def main(argv):
    pass  # fact: FLAGS.learning_rate = 0.1


main([])
# fact: FLAGS.epochs = 5
