from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

model = LogisticRegression(C=0.5)
model.set_params(C=2)
# fact: model.C = 2
make_pipeline(model).set_params(logisticregression__C=9)
# fact: model.C = unknown (the parameter logisticregression__C)
