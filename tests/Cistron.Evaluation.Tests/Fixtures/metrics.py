"""Writes metrics.json and linear.json beside itself: what scikit-learn says on small made-up data.

Needs numpy, scipy and scikit-learn (made with 1.24.2, 1.10.1 and 1.2.1). The tests read the files; nobody needs
Python to run them.
"""

import json
import math
import pathlib
import warnings

import numpy as np
from scipy import sparse, stats
from sklearn import linear_model, metrics

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).parent
DIGITS = 3  # Few digits make many tied scores.


def probabilities(draws, rows, classes, labels, strength):
    scores = draws.normal(size=(rows, classes))
    scores[np.arange(rows), labels] += strength
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    shares = np.round(shares, DIGITS)
    shares[:, -1] = np.round(1 - shares[:, :-1].sum(axis=1), DIGITS)
    return np.clip(shares, 0, 1)


def areas(labels, scores):
    one_class = labels.all() or not labels.any()
    return (
        math.nan if one_class else metrics.roc_auc_score(labels, scores),
        metrics.average_precision_score(labels, scores) if labels.any() else math.nan,
    )


def calibration_error(labels, shares, bins=15):
    confidence, right = shares.max(axis=1), shares.argmax(axis=1) == labels
    edges = np.linspace(0, 1, bins + 1)
    error = 0.0
    for lower, upper in zip(edges[:-1], edges[1:]):
        inside = (confidence > lower) & (confidence <= upper)
        if inside.any():
            error += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return error


def classification(name, labels, shares):
    labels, classes = np.asarray(labels), shares.shape[1]
    predicted = shares.argmax(axis=1)
    per_class = metrics.precision_recall_fscore_support(
        labels, predicted, labels=range(classes), zero_division=0)
    own_areas = [areas(labels == label, shares[:, label]) for label in range(classes)]
    present = [label for label in range(classes) if (labels == label).any()]
    roc, pr = own_areas[1] if classes == 2 else np.mean([own_areas[label] for label in present], axis=0)
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": shares.tolist(),
        "confusion": metrics.confusion_matrix(labels, predicted, labels=range(classes)).tolist(),
        "metrics": {
            "mcc": metrics.matthews_corrcoef(labels, predicted),
            "accuracy": metrics.accuracy_score(labels, predicted),
            "macro_f1": metrics.f1_score(labels, predicted, average="macro", zero_division=0),
            "macro_precision": metrics.precision_score(labels, predicted, average="macro", zero_division=0),
            "macro_recall": metrics.recall_score(labels, predicted, average="macro", zero_division=0),
            "roc_auc": roc,
            "pr_auc": pr,
            "loss": metrics.log_loss(labels, shares, labels=range(classes)),
            "calibration_error": calibration_error(labels, shares),
        },
        "classes": [
            {"precision": p, "recall": r, "f1": f, "rows": int(s), "roc_auc": a[0], "pr_auc": a[1]}
            for p, r, f, s, a in zip(*per_class, own_areas)
        ],
    }


def multi_label(name, labels, shares):
    predicted = shares >= 0.5
    own_areas = [areas(labels[:, i], shares[:, i]) for i in range(labels.shape[1])]
    ranked = [a for i, a in enumerate(own_areas) if labels[:, i].any() and not labels[:, i].all()]
    roc, pr = np.mean(ranked, axis=0)
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": shares.tolist(),
        "metrics": {
            "subset_accuracy": metrics.accuracy_score(labels, predicted),
            "macro_f1": metrics.f1_score(labels, predicted, average="macro", zero_division=0),
            "micro_f1": metrics.f1_score(labels, predicted, average="micro", zero_division=0),
            "roc_auc": roc,
            "pr_auc": pr,
            "loss": np.mean([
                metrics.log_loss(labels[:, i], shares[:, i], labels=[False, True]) for i in range(labels.shape[1])]),
        },
        "areas": own_areas,
    }


def regression(name, targets, predicted):
    targets, predicted = np.asarray(targets, float), np.asarray(predicted, float)
    flat_targets, flat = np.ptp(targets) == 0, np.ptp(targets) == 0 or np.ptp(predicted) == 0
    return {
        "name": name,
        "targets": targets.tolist(),
        "predicted": predicted.tolist(),
        "metrics": {
            "pearson": math.nan if flat else stats.pearsonr(predicted, targets)[0],
            "spearman": math.nan if flat else stats.spearmanr(predicted, targets)[0],
            "r2": math.nan if flat_targets else metrics.r2_score(targets, predicted),
            "rmse": metrics.mean_squared_error(targets, predicted, squared=False),
            "mae": metrics.mean_absolute_error(targets, predicted),
        },
    }


def linear(draws):
    """Penalties are those of Cistron: mean loss + penalty / 2 * |weights|^2."""
    rows, width = 80, 6
    features = sparse.random(rows, width, density=0.5, random_state=7).toarray().round(4) * 3
    weights = draws.normal(size=(width, 3))
    score = features @ weights + draws.normal(size=(rows, 3))
    three, two = score.argmax(axis=1), (score[:, 0] > 0).astype(int)
    values = score[:, 1]
    several = (score > 0).astype(int)
    fresh = np.round(draws.uniform(0, 2, size=(10, width)), 3)
    penalty = 0.01
    exact = {"tol": 1e-10, "max_iter": 100_000}

    multinomial = linear_model.LogisticRegression(
        C=1 / (penalty * rows), multi_class="multinomial", **exact).fit(features, three)
    # Two penalised weight vectors that differ by w cost half of what w alone costs.
    binary = linear_model.LogisticRegression(C=2 / (penalty * rows), **exact).fit(features, two)
    labels = [linear_model.LogisticRegression(C=1 / (penalty * rows), **exact).fit(features, column)
              for column in several.T]
    ridge = linear_model.Ridge(alpha=penalty * rows, solver="cholesky").fit(features, values)
    return {
        "features": features.tolist(),
        "fresh": fresh.tolist(),
        "penalty": penalty,
        "three_classes": {
            "labels": three.tolist(),
            "weights": multinomial.coef_.T.tolist(),
            "intercepts": (multinomial.intercept_ - multinomial.intercept_.mean()).tolist(),
            "predicted": multinomial.predict_proba(fresh).tolist(),
        },
        "two_classes": {"labels": two.tolist(), "predicted": binary.predict_proba(fresh).tolist()},
        "labels": {
            "labels": several.tolist(),
            "predicted": np.stack([model.predict_proba(fresh)[:, 1] for model in labels], axis=1).tolist(),
        },
        "values": {
            "targets": values.tolist(),
            "weights": ridge.coef_.tolist(),
            "intercept": ridge.intercept_,
            "predicted": ridge.predict(fresh).tolist(),
        },
    }


def without_nan(value):
    if isinstance(value, dict):
        return {key: without_nan(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_nan(inner) for inner in value]
    if isinstance(value, (float, np.floating)):
        return None if math.isnan(value) else float(value)
    return value


def write(name, content):
    """Writes one line for each case, or for each property where there are no cases."""
    def line(value):
        return json.dumps(without_nan(value))

    def lines(value):
        is_cases = isinstance(value, list) and isinstance(value[0], dict)
        return "[\n" + ",\n".join(map(line, value)) + "\n]" if is_cases else line(value)

    properties = ",\n".join(f'"{key}": {lines(value)}' for key, value in content.items())
    (HERE / name).write_text("{\n" + properties + "\n}\n")


def main():
    draws = np.random.default_rng(20)
    two, four = draws.integers(0, 2, 60), draws.integers(0, 4, 80)
    rare = (draws.uniform(size=70) < 0.1).astype(int)
    absent = draws.integers(0, 3, 40)
    carried = draws.uniform(size=(50, 4)) < [0.5, 0.2, 0.0, 1.0]
    shares = np.round(np.clip(0.3 * carried + draws.uniform(0, 0.7, size=carried.shape), 0, 1), 2)
    targets = np.round(draws.normal(size=40), 1)
    write("metrics.json", {
        "classification": [
            classification("two classes", two, probabilities(draws, 60, 2, two, 1.0)),
            classification("a rare class", rare, probabilities(draws, 70, 2, rare, 1.5)),
            classification("all scores tied", two, np.full((60, 2), 0.5)),
            classification("one score for two groups", two, np.stack([0.4 + 0.2 * (two == 0), 0.6 - 0.2 * (two == 0)], 1)),
            classification("certain and wrong", [0, 1, 1], np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])),
            classification("labels of one class", np.zeros(20, int), probabilities(draws, 20, 2, np.zeros(20, int), 0.5)),
            classification("four classes", four, probabilities(draws, 80, 4, four, 1.0)),
            classification("four classes, one without rows", absent, probabilities(draws, 40, 4, absent, 1.0)),
            classification("one class predicted", four, np.tile([0.1, 0.6, 0.2, 0.1], (80, 1))),
        ],
        "multi_label": [multi_label("four labels, one on no row and one on all", carried, shares)],
        "regression": [
            regression("ties", targets, np.round(targets + draws.normal(size=40), 1)),
            regression("opposite", [1, 2, 3, 4], [8, 6, 4, 2]),
            regression("constant predictions", [1, 2, 3, 4], [0.1, 0.1, 0.1, 0.1]),
            regression("constant targets", [0.3, 0.3, 0.3], [1, 2, 3]),
            regression("one row", [1], [2]),
        ],
    })
    write("linear.json", linear(draws))


if __name__ == "__main__":
    main()
