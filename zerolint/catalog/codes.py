"""Codes that are given away: a code is permanent, so none is used for a second rule.

Rules that are only planned have their codes as well: what was written about them stays true.
"""

from __future__ import annotations

_RESERVED = """
    ZL101 train-test-overlap  ZL102 training-data-as-validation  ZL103 reshuffled-take-skip
    ZL104 subset-with-different-seed  ZL105 preprocessing-before-split  ZL106 misordered-split-unpacking
    ZL107 split-in-two-calls  ZL108 target-among-features  ZL109 fold-model-not-reset
    ZL110 test-set-model-selection  ZL111 refit-on-test  ZL112 unscaled-test-set  ZL113 sorted-validation-tail
    ZL114 shuffled-time-series  ZL115 duplicated-rows-before-split  ZL116 same-file-twice  ZL117 overlapping-take
    ZL118 single-row-test-set  ZL119 group-split-by-rows  ZL120 augmented-validation  ZL121 cross-validated-test-set
    ZL122 tiny-training-part
    ZL201 single-unit-softmax  ZL202 one-column-cross-entropy  ZL203 missing-output-activation
    ZL204 broadcast-target-shape  ZL205 logits-loss-on-probabilities  ZL206 all-zero-loss-weight
    ZL207 label-outside-loss-range  ZL208 gradientless-loss  ZL209 bounded-output-for-regression
    ZL210 swapped-target-and-prediction  ZL211 constant-or-ignored-prediction-loss  ZL212 metric-not-matching-head
    ZL213 unsigned-or-negated-loss  ZL214 cross-entropy-for-soft-or-continuous-target  ZL215 mse-for-classification
    ZL216 binary-cross-entropy-on-softmax  ZL217 relative-error-near-zero  ZL218 unlogged-rate-with-poisson
    ZL219 collapsed-margin  ZL220 labels-of-one-class  ZL221 sigmoid-with-categorical-cross-entropy
    ZL222 label-encoding-mismatch  ZL224 rescaled-class-labels  ZL225 wrong-axis  ZL226 summed-cost
    ZL227 batch-averaged-metric  ZL228 refused-by-keras  ZL229 unbalanced-vae-terms  ZL230 unscaled-replica-loss
    ZL301 rounded-away-learning-rate  ZL302 non-positive-learning-rate  ZL303 schedule-reaching-zero
    ZL304 stale-trainable-flag  ZL305 ftrl-on-hidden-layers  ZL306 gradient-never-applied
    ZL307 forward-pass-outside-tape  ZL308 identical-initial-weights  ZL309 accumulation-longer-than-run
    ZL310 degenerate-moment-coefficient  ZL311 vanishing-clip  ZL312 late-monitor  ZL313 inverted-monitor-mode
    ZL314 overwhelming-regulariser  ZL315 saturating-dropout  ZL316 negated-gradient  ZL317 exploding-learning-rate
    ZL318 untracked-variable  ZL319 unsettled-batch-norm  ZL320 shared-optimizer
    ZL401 unchecked-missing-values  ZL402 unguarded-logarithm  ZL403 unguarded-division  ZL404 square-root-at-zero
    ZL405 where-gradient-trap  ZL406 hand-written-softmax-or-sigmoid  ZL407 integer-scaled-pixels
    ZL408 unscaled-input  ZL409 half-precision-cost  ZL410 vanishing-target-scale  ZL411 single-row-batch-norm
    ZL412 double-scaled-input  ZL413 unadapted-normalization  ZL414 missing-preprocess-input
    ZL501 loss-tracker-left-empty  ZL502 finite-generator-with-steps  ZL503 metric-never-updated
    ZL504 empty-training-data  ZL505 features-shuffled-alone  ZL506 truncated-cost-print  ZL507 train-op-never-run
    ZL508 model-rebuilt-in-loop  ZL509 unshuffled-stream  ZL510 weights-reinitialised-in-loop
    ZL511 variables-never-initialised  ZL512 initializer-built-too-early  ZL513 graph-grows-in-loop
    ZL514 discarded-result  ZL515 unsorted-file-pairs  ZL516 labels-from-another-pass  ZL517 unordered-vocabulary
    ZL518 assigned-seed  ZL519 model-not-trained  ZL520 dropout-left-on  ZL521 batch-norm-updates-not-run
    ZL522 test-cost-of-training-labels  ZL523 training-flag-missing
    ZL601 missing-flatten  ZL602 linear-stack  ZL603 softmax-in-hidden-layer  ZL604 disconnected-layer
    ZL605 exhausted-feature-map  ZL606 channel-order-mismatch  ZL607 reshape-mixes-batch  ZL608 single-step-sequence
"""
RESERVED: dict[str, str] = dict(zip(_RESERVED.split()[1::2], _RESERVED.split()[::2], strict=True))
"""The code of each rule that is there or planned, by the name of the rule."""
RETIRED = frozenset({"ZL223"})
"""Codes of rules that are given up."""
