import tensorflow as tf


def small():
    return 8


def large():
    return 64


class Net:
    pass


BUILDERS = {"small": small, "large": large}
net, other = Net(), Net()
# fact: "large" in BUILDERS = True
# fact: "medium" in BUILDERS = False
# fact: small in BUILDERS.values() = True
# fact: small in (small, large) = True
# fact: small not in [large] = True
# fact: Net in {Net: 3} = True
# fact: net in [net] = True
# fact: other in [net] = False
# fact: tf.nn.relu in (tf.nn.relu, tf.nn.elu) = True
# fact: [1] in [[1], small] = unknown (membership)
