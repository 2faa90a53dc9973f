import six


class Labelled(type):
    def __init__(cls, name, bases, body):
        super(Labelled, cls).__init__(name, bases, body)
        cls.label = name.upper()


class Base(six.with_metaclass(Labelled, object)):
    def __init__(self, rate=0.1):
        self.rate = rate


@six.add_metaclass(Labelled)
class Other(object):
    rate = 0.2


class Derived(Base):
    pass


# fact: Base(0.3).rate = 0.3
# fact: Derived.label = 'DERIVED'
# fact: Derived().label = 'DERIVED'
# fact: Other().rate = 0.2
# fact: Other.label = 'OTHER'
