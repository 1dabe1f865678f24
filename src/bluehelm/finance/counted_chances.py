"""Random numbers by counter: each is a function of a key and a counter alone, never of what was drawn before.

So neither the number of workers nor their order can change a result, and two options are drawn the same
chances.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_LOW_HALF = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_R30, _R27, _R31 = np.uint64(30), np.uint64(27), np.uint64(31)
_OF_32_BITS = 1.0 / 4294967296.0


@njit(cache=True, inline="always", nogil=True)
def mixed(key: Any, counter: Any) -> Any:
    """64 bits that depend on the key and the counter alone (SplitMix64)."""
    z = key + counter * _GOLDEN
    z = (z ^ (z >> _R30)) * _FIRST
    z = (z ^ (z >> _R27)) * _SECOND
    return z ^ (z >> _R31)


@njit(cache=True, inline="always", nogil=True)
def upper(bits: Any) -> Any:
    """The upper half of the bits as a number from 0 to 1."""
    return np.float64(bits >> _HALF) * _OF_32_BITS


@njit(cache=True, inline="always", nogil=True)
def lower(bits: Any) -> Any:
    """The lower half of the bits as a number from 0 to 1."""
    return np.float64(bits & _LOW_HALF) * _OF_32_BITS


def key_of(seed: int) -> np.uint64:
    """The key of a seed: neighbouring seeds get keys that have nothing in common.

    >>> bool(key_of(1) != key_of(2))
    True
    """
    words = np.random.SeedSequence(seed).generate_state(1, np.uint64)
    return np.uint64(words[0])
