import tensorflow as tf

step = tf.Variable(0.0)
alias = step
step.assign_add(1.0)
# fact: alias is step = True
# fact: step.operator = tf.Variable
