"""A map by scikit-learn's t-SNE: tsne.py barnes_hut|exact VECTORS DIMENSIONS

VECTORS: float32 numbers, vector by vector; the first two of each, drawn close together, are its start
"""
import json
import sys
import time

import numpy
from sklearn.manifold import TSNE

vectors = numpy.fromfile(sys.argv[2], numpy.float32).reshape(-1, int(sys.argv[3]))
start = time.perf_counter()
places = vectors[:, :2] - vectors[:, :2].mean(0)
tsne = TSNE(method=sys.argv[1], init=places * (1e-4 / places.std(0).max()), learning_rate="auto", perplexity=30)
tsne.fit_transform(vectors)
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "answers": [float(tsne.kl_divergence_)]}))
