from absl import app


def main(argv):
    rate = 0.1  # fact: rate = 0.1


app.run(main)
