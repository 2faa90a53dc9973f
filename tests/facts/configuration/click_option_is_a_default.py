import click


@click.command()
@click.option("--lr", default=0.1)
@click.option("--epochs", default=5)
def main(lr, epochs):
    pass  # fact: (lr, epochs) = (0.1, 5)


main()
