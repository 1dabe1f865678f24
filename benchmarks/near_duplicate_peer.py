"""Finds near-equal paragraphs by brute-force cosine with scikit-learn; run by the Python of the peers.

    python benchmarks/near_duplicate_peer.py PARAGRAPHS METHOD

PARAGRAPHS is a JSON file with a list of texts. METHOD: sequences (of three words, as sets), words (weighted
by rarity), exact (every pair that shares a sequence, counted: the truth). Prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

NEAR = 0.5
SAME_RECALL = 2 * NEAR / (1 + NEAR)
"""Two sets that share half of what is in either have a cosine of at least this."""
A_WORD = r"\w+(?:'\w+)*"
ROWS = 1000


def vectorized(texts: list[str], method: str) -> Any:
    """The texts as rows of a matrix."""
    text = import_module("sklearn.feature_extraction.text")
    if method == "words":
        return text.TfidfVectorizer(token_pattern=A_WORD).fit_transform(texts)
    return text.CountVectorizer(token_pattern=A_WORD, ngram_range=(3, 3), binary=True).fit_transform(texts)


def pairs_by_cosine(matrix: Any) -> int:
    """Pairs within the cosine distance, each text against each."""
    neighbors = import_module("sklearn.neighbors")
    search = neighbors.NearestNeighbors(
        metric="cosine", algorithm="brute", radius=1 - SAME_RECALL + 1e-9, n_jobs=1
    )
    found = search.fit(matrix).radius_neighbors(return_distance=False)
    return sum(map(len, found)) // 2


def pairs_counted(matrix: Any) -> int:
    """Pairs that share at least half of all sequences in either, each counted."""
    import numpy as np

    sizes = np.asarray(matrix.sum(axis=1)).ravel()
    matrix = matrix.astype(np.int32)
    n_pairs = 0
    for begin in range(0, matrix.shape[0], ROWS):
        shared = (matrix[begin : begin + ROWS] @ matrix.T).tocoo()
        either = sizes[begin + shared.row] + sizes[shared.col] - shared.data
        n_pairs += int((shared.data >= NEAR * either).sum())
    return (n_pairs - int(matrix.shape[0])) // 2


def main() -> None:
    """Measures one method."""
    texts = [
        one.lower().replace("’", "'") for one in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    ]
    method = sys.argv[2]
    import_module("sklearn.neighbors")  # loading it is not what is measured
    began = time.perf_counter()
    matrix = vectorized(texts, method)
    n_pairs = pairs_counted(matrix) if method == "exact" else pairs_by_cosine(matrix)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"pairs": n_pairs, "seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main()
