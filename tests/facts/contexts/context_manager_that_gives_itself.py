class Session:
    rate = 0.1

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


with Session() as session:
    pass  # fact: session.rate = 0.1
