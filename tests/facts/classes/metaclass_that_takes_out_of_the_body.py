class Options(type):
    def __new__(mcs, name, bases, body):
        kept = {key: value for key, value in body.items() if key != "Meta"}
        kept["rate"] = body["Meta"].rate
        return type.__new__(mcs, name, bases, kept)


class Task(metaclass=Options):
    class Meta:
        rate = 0.25

    units = 3


# fact: Task.rate = 0.25
# fact: Task().units = 3
# fact: hasattr(Task, "rate") = True
# fact: Task.Meta = unknown (the class attribute Meta)
