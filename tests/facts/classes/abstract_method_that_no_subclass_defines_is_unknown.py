class Task:
    def build(self):
        raise NotImplementedError

    def width(self):
        """For subclasses to say."""

    def run(self):
        # fact: self.build() = unknown (the abstract method build)
        # fact: self.width() = unknown (the abstract method width)
        built = self.build()
        return built
