"""Which libraries a file speaks of: their names, and identifiers that only they have.

A snippet may use `Dense` without importing it. Words that other code has too, such as `Input`, `Model` or `Add`,
are left out: one of them never stands alone in training code. The first names of a library are those of its packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

PACKAGES = {
    "keras": """
        keras tf_keras keras_applications keras_contrib keras_core keras_cv keras_hub keras_nlp keras_preprocessing
        keras_tuner kerastuner autokeras tflearn
    """,
    "tensorflow": """
        tensorflow tensorflow_core tensorflow_addons tensorflow_datasets tensorflow_federated tensorflow_hub
        tensorflow_io tensorflow_model_optimization tensorflow_privacy tensorflow_probability
        tensorflow_recommenders tensorflow_text tensorflow_transform tf_slim tfx
    """,
    "sklearn": "sklearn catboost category_encoders imblearn lightgbm sklearn_pandas skopt xgboost",
    "numpy": "numpy",
    "pandas": "pandas",
}
"""The packages that go by the name of one library, or follow its conventions."""

_NOTATION = {
    "keras": """
        fit_generator train_on_batch validation_data validation_split train_step
        image_dataset_from_directory text_dataset_from_directory flow_from_directory to_categorical
        steps_per_epoch samples_per_epoch nb_epoch Discretization Equalization Lamb Muon Solarization
        binary_crossentropy categorical_crossentropy sparse_categorical_crossentropy
        AUC AbstractRNNCell ActivityRegularization Adadelta Adafactor Adagrad Adam AdamW Adamax AdaptiveAveragePooling1D
        AdaptiveAveragePooling2D AdaptiveAveragePooling3D AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D
        AdditiveAttention AlphaDropout AtrousConvolution2D AugMix AutoContrast AveragePooling1D AveragePooling2D
        AveragePooling3D AvgPool1D AvgPool2D AvgPool3D BackupAndRestore BaseLogger BatchNormalization Bidirectional
        BinaryAccuracy BinaryCrossentropy BinaryFocalCrossentropy BinaryIoU CSVLogger CTC CategoricalAccuracy
        CategoricalCrossentropy CategoricalFocalCrossentropy CategoricalGeneralizedCrossEntropy CategoricalHinge
        CategoryEncoding CenterCrop ConcordanceCorrelation ContrastLimitedAdaptiveHistogramEqualization Conv1D
        Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Convolution1D
        Convolution1DTranspose Convolution2D Convolution2DTranspose Convolution3D Convolution3DTranspose CosineDecay
        CosineDecayRestarts CosineSimilarity Cropping1D Cropping2D Cropping3D CuDNNGRU CuDNNLSTM CutMix DTypePolicy
        Deconvolution2D Dense DenseFeatures DepthwiseConv1D DepthwiseConv2D DirectoryIterator Dropout ELU EarlyStopping
        EinsumDense Embedding ExponentialDecay F1Score FBetaScore FalseNegatives FalsePositives FlaxLayer
        FloatDTypePolicy Ftrl GRU GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D
        GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D
        GlobalMaxPool3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GlorotNormal GlorotUniform
        GroupNormalization GroupQueryAttention HashedCrossing HeNormal HeUniform Highway IdentityInitializer
        ImageDataGenerator InputLayer InputSpec IntegerLookup InverseTimeDecay IoU JaxLayer KLD KLDivergence KerasTensor
        LSTM LSTMCell LambdaCallback LayerNormalization LeakyReLU LearningRateSchedule LearningRateScheduler LecunNormal
        LecunUniform LocallyConnected1D LocallyConnected2D LogCosh LogCoshError LossScaleOptimizer MAE MAPE MSE MSLE
        MaxNumBoundingBoxes MaxPool1D MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D MaxoutDense
        MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanMetricWrapper MeanRelativeError MeanSquaredError
        MeanSquaredLogarithmicError MeanTensor MelSpectrogram MixUp ModelCheckpoint MultiHeadAttention
        MultiOptimizer Nadam NumpyArrayIterator OneHotIoU OneHotMeanIoU OptimizerMap OrbaxCheckpoint
        OrthogonalInitializer PReLU PearsonCorrelation PiecewiseConstantDecay PolynomialDecay PrecisionAtRecall
        ProgbarLogger Quantizer R2Score RMSNormalization RMSprop RNN RandAugment RandomBrightness
        RandomColorDegeneration RandomColorJitter RandomContrast RandomCrop RandomElasticTransform RandomErasing
        RandomFlip RandomGaussianBlur RandomGrayscale RandomHeight RandomHue RandomInvert RandomNormal RandomPerspective
        RandomPosterization RandomRotation RandomSaturation RandomSharpness RandomShear RandomTranslation RandomUniform
        RandomWidth RandomZoom ReLU RecallAtPrecision ReduceLROnPlateau Regularizer RematScope RemoteMonitor
        RepeatVector ReversibleEmbedding RootMeanSquaredError SGD STFT STFTInitializer STFTSpectrogram ScheduleFreeAdamW
        SensitivityAtSpecificity SeparableConv1D SeparableConv2D SeparableConvolution1D SeparableConvolution2D
        Sequential SidecarEvaluatorModelExport SimpleRNN SimpleRNNCell Softmax SparseCategoricalAccuracy
        SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SpatialDropout1D SpatialDropout2D SpatialDropout3D
        SpecificityAtSensitivity SpectralNormalization SquaredHinge StackedRNNCells StatelessScope StringLookup
        SwapEMAWeights SymbolicScope TFSMLayer TensorBoard TerminateOnNaN TextVectorization ThresholdedReLU
        TimeDistributed TimeDistributedDense TopKCategoricalAccuracy TorchModuleWrapper TrueNegatives TruePositives
        TruncatedNormal Tversky UnitNormalization UpSampling1D UpSampling2D UpSampling3D VarianceScaling ZeroPadding1D
        ZeroPadding2D ZeroPadding3D
    """,
    "tensorflow": """
        GradientTape sparse_softmax_cross_entropy_with_logits softmax_cross_entropy_with_logits
        sigmoid_cross_entropy_with_logits AdamOptimizer GradientDescentOptimizer global_variables_initializer
    """,
    "sklearn": """
        fit_transform fit_predict fit_resample fit_sample partial_fit predict_proba
        ARDRegression AdaBoostClassifier AdaBoostRegressor AdditiveChi2Sampler AffinityPropagation
        AgglomerativeClustering BaggingClassifier BaggingRegressor BaseCrossValidator BaseDecisionTree BaseEnsemble
        BaseEstimator BaseShuffleSplit BayesianGaussianMixture BayesianRidge BernoulliNB BernoulliRBM BiclusterMixin
        BisectingKMeans CalibratedClassifierCV CalibrationDisplay CategoricalNB ClassNamePrefixFeaturesOutMixin
        ClassicalMDS ClassifierChain ClassifierMixin ClassifierTags ClusterMixin ColumnTransformer ComplementNB
        ConfusionMatrixDisplay CountVectorizer DBSCAN DecisionTreeClassifier DecisionTreeRegressor DensityMixin
        DetCurveDisplay DictVectorizer DictionaryLearning DistanceMetric DummyClassifier DummyRegressor ElasticNet
        ElasticNetCV EllipticEnvelope EmpiricalCovariance ExtraTreeClassifier ExtraTreeRegressor ExtraTreesClassifier
        ExtraTreesRegressor FactorAnalysis FastICA FeatureAgglomeration FeatureHasher FeatureUnion
        FixedThresholdClassifier FunctionTransformer GammaRegressor GaussianMixture GaussianNB GaussianProcessClassifier
        GaussianProcessRegressor GaussianRandomProjection GenericUnivariateSelect GradientBoostingClassifier
        GradientBoostingRegressor GraphicalLasso GraphicalLassoCV GridSearchCV GroupKFold GroupShuffleSplit HDBSCAN
        HalvingGridSearchCV HalvingRandomSearchCV HashingVectorizer HistGradientBoostingClassifier
        HistGradientBoostingRegressor HuberRegressor IncrementalPCA InputTags IsolationForest IsotonicRegression
        IterativeImputer KBinsDiscretizer KFold KMeans KNNImputer KNeighborsClassifier KNeighborsRegressor
        KNeighborsTransformer KernelCenterer KernelDensity KernelPCA KernelRidge LabelBinarizer LabelEncoder
        LabelPropagation LabelSpreading LarsCV LassoCV LassoLars LassoLarsCV LassoLarsIC LatentDirichletAllocation
        LearningCurveDisplay LeaveOneGroupOut LeaveOneOut LeavePGroupsOut LeavePOut LedoitWolf
        LinearDiscriminantAnalysis LinearSVC LinearSVR LocalOutlierFactor LocallyLinearEmbedding
        LogisticRegression LogisticRegressionCV MDS MLPClassifier MLPRegressor MaxAbsScaler MeanShift MetaEstimatorMixin
        MinCovDet MinMaxScaler MiniBatchDictionaryLearning MiniBatchKMeans MiniBatchNMF MiniBatchSparsePCA
        MissingIndicator MultiLabelBinarizer MultiOutputClassifier MultiOutputMixin MultiOutputRegressor
        MultiTaskElasticNet MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV MultinomialNB NMF NearestCentroid
        NearestNeighbors NeighborhoodComponentsAnalysis NuSVC NuSVR Nystroem OAS OPTICS OneClassSVM OneHotEncoder
        OneToOneFeatureMixin OneVsOneClassifier OneVsRestClassifier OrdinalEncoder OrthogonalMatchingPursuit
        OrthogonalMatchingPursuitCV OutlierMixin OutputCodeClassifier PCA ParameterGrid ParameterSampler
        PassiveAggressiveClassifier PassiveAggressiveRegressor PoissonRegressor PolynomialCountSketch PolynomialFeatures
        PowerTransformer PrecisionRecallDisplay PredefinedSplit PredictionErrorDisplay QuadraticDiscriminantAnalysis
        QuantileRegressor QuantileTransformer RANSACRegressor RBFSampler RFE RFECV RadiusNeighborsClassifier
        RadiusNeighborsRegressor RadiusNeighborsTransformer RandomForestClassifier RandomForestRegressor
        RandomTreesEmbedding RandomizedSearchCV RegressorChain RegressorMixin RegressorTags RepeatedKFold
        RepeatedStratifiedKFold RidgeCV RidgeClassifier RidgeClassifierCV RobustScaler RocCurveDisplay SGDClassifier
        SGDOneClassSVM SGDRegressor SVC SVR SelectFdr SelectFpr SelectFromModel SelectFwe SelectKBest SelectPercentile
        SelectorMixin SelfTrainingClassifier SequentialFeatureSelector ShrunkCovariance ShuffleSplit SimpleImputer
        SkewedChi2Sampler SparseCoder SparsePCA SparseRandomProjection SpectralBiclustering SpectralClustering
        SpectralCoclustering SpectralEmbedding SplineTransformer StackingClassifier StackingRegressor StandardScaler
        StratifiedGroupKFold StratifiedKFold StratifiedShuffleSplit TSNE TargetEncoder TargetTags TfidfTransformer
        TfidfVectorizer TheilSenRegressor TimeSeriesSplit TransformedTargetRegressor TransformerMixin TransformerTags
        TruncatedSVD TunedThresholdClassifierCV TweedieRegressor ValidationCurveDisplay VarianceThreshold
        VotingClassifier VotingRegressor accuracy_score adjusted_mutual_info_score adjusted_rand_score
        average_precision_score balanced_accuracy_score brier_score_loss calinski_harabasz_score check_cv check_scoring
        class_likelihood_ratios classification_report cohen_kappa_score completeness_score confusion_matrix
        confusion_matrix_at_thresholds consensus_score coverage_error cross_val_predict cross_val_score cross_validate
        d2_absolute_error_score d2_brier_score d2_log_loss_score d2_pinball_score d2_tweedie_score davies_bouldin_score
        dcg_score det_curve euclidean_distances explained_variance_score f1_score fbeta_score fowlkes_mallows_score
        get_scorer get_scorer_names hamming_loss hinge_loss homogeneity_completeness_v_measure homogeneity_score
        jaccard_score label_ranking_average_precision_score label_ranking_loss learning_curve log_loss
        make_column_selector make_column_transformer make_pipeline make_scorer make_union matthews_corrcoef
        mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance mean_pinball_loss mean_poisson_deviance
        mean_squared_error mean_squared_log_error mean_tweedie_deviance median_absolute_error metric_at_thresholds
        multilabel_confusion_matrix mutual_info_score nan_euclidean_distances ndcg_score normalized_mutual_info_score
        pair_confusion_matrix pairwise_distances pairwise_distances_argmin pairwise_distances_argmin_min
        pairwise_distances_chunked pairwise_kernels permutation_test_score precision_recall_curve
        precision_recall_fscore_support precision_score r2_score rand_score recall_score roc_auc_score roc_curve
        root_mean_squared_error root_mean_squared_log_error silhouette_samples silhouette_score top_k_accuracy_score
        train_test_split v_measure_score validation_curve zero_one_loss
    """,
}
"""Classes, functions, methods and parameters that say which library is meant where no import does."""

_IN_CONTEXT = {
    "fit": (("keras", "sklearn"), r"\.\s*fit\s*\("),
    "load_data": (("keras",), r"(?:mnist|cifar10|cifar100|imdb|reuters|_housing)\s*\.\s*load_data\b"),
    "tf": (
        ("tensorflow", "keras"),
        r"\btf\s*\.\s*(?:keras|nn|data|train|Variable|constant|placeholder|Session|GradientTape|function|layers|losses"
        r"|random|random_normal|zeros|ones|math|cast|reduce_\w+|matmul|log|exp|square|convert_to_tensor|estimator|compat"
        r"|image|io|one_hot|contrib|global_variables_initializer)\b",
    ),
}
"""Words that other code has too: whose they are, and how they stand where they are."""

_OTHER_FRAMEWORKS = frozenset({b"torch", b"mxnet", b"paddle", b"flax"})
"""Their classes have the names of Keras': where one is imported, a bare `Sequential` tells nothing."""

_SPACED = bytes(each if each < 128 and (chr(each).isalnum() or each == ord("_")) else ord(" ") for each in range(256))
_CHUNK = 1 << 16
"""Bytes that are split into words at a time."""

_NAMED = {word.encode(): library for library, words in PACKAGES.items() for word in words.split()}
_TELLING = {word.encode(): library for library, words in _NOTATION.items() for word in words.split()}
_DOUBTFUL = {word.encode(): libraries for word, (libraries, _) in _IN_CONTEXT.items()}
_WORDS = frozenset({*_NAMED, *_TELLING, *_DOUBTFUL, *_OTHER_FRAMEWORKS})


def libraries_in(data: bytes) -> Iterator[frozenset[str]]:
    """The libraries that a text names or uses, as far as its words tell: keys of `PACKAGES`.

    Grows from part to part of a long text: imports stand at its beginning.
    """
    words: set[bytes] = set()
    used: dict[bytes, bool] = {}
    for part in _parts(data):
        new = _WORDS.intersection(part.split())
        if not new <= words:
            words |= new
            yield _told(words, data, used)


def _told(words: set[bytes], data: bytes, used: dict[bytes, bool]) -> frozenset[str]:
    """What these words of a text tell; `used` keeps which of the doubtful ones it was searched for already."""
    found = {_NAMED[word] for word in words if word in _NAMED}
    if words.isdisjoint(_OTHER_FRAMEWORKS):
        found.update(_TELLING[word] for word in words if word in _TELLING)
    for word, libraries in _DOUBTFUL.items():
        if word in words and not found.issuperset(libraries):
            if word not in used:
                used[word] = _usage(word).search(data) is not None
            found.update(libraries if used[word] else ())
    return frozenset(found)


def _parts(data: bytes) -> Iterator[bytes]:
    """A text with spaces between its words, cut between two of them."""
    start = 0
    while start < len(data):
        part = data[start : start + _CHUNK].translate(_SPACED)
        start += _CHUNK
        if start < len(data):
            last = part.rfind(b" ")
            start -= len(part) - last - 1 if last > 0 else 0
            part = part[:last] if last > 0 else part
        yield part


@cache
def _usage(word: bytes) -> re.Pattern[bytes]:
    return re.compile(_IN_CONTEXT[word.decode()][1].encode())
