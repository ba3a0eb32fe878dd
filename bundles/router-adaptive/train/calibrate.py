# SPDX-License-Identifier: Apache-2.0
"""Fits the router's confidence; prints the coefficients for calibration.properties.

    ./tenon bench understand --data DIR --calibration rows.tsv
    python calibrate.py rows.tsv

Platt scaling: a logistic regression of "the nearest route is right". The rows come from sets of skills made of intents
that the encoder's evaluation does not hold out; about half of the requests belong to none of the skills of their set.
"""
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

rows = np.loadtxt(sys.argv[1], skiprows=1)
right, known = rows[:, 0], rows[:, 1:]
order = np.random.default_rng(1).permutation(len(rows))
half = len(rows) // 2
for name, columns in (("meaning", [0, 1, 2, 3, 4]), ("words", [1, 2, 3, 4])):
    fit, check = order[:half], order[half:]
    tried = LogisticRegression(C=100, max_iter=1000).fit(known[fit][:, columns], right[fit])
    guess = tried.predict_proba(known[check][:, columns])[:, 1]
    print(f"# {name}: AUROC {roc_auc_score(right[check], guess):.3f}")
    for low in np.arange(0, 1, 0.1):
        inside = (guess >= low) & (guess < low + 0.1)
        if inside.any():
            print(f"#   said {guess[inside].mean():.2f}, right {right[check][inside].mean():.2f} of {inside.sum()}")
    fitted = LogisticRegression(C=100, max_iter=1000).fit(known[:, columns], right)
    print(f"{name}.bias={fitted.intercept_[0]:.3f}")
    for column, weight in zip(columns, fitted.coef_[0]):
        print(f"{name}.{['best', 'words', 'few', 'share', 'lead'][column]}={weight:.3f}")
