"""Costly results kept while nothing changes, and renewed behind the reader's back when something does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from bluehelm.foundation.errors import BluehelmError

Made = TypeVar("Made")
N_KEPT = 256
REST = 3.0
"""A renewal in the background rests three times as long as it took, so that readers come first."""


@dataclass(frozen=True, slots=True)
class _Held(Generic[Made]):
    moment: object
    result: Made
    took_seconds: float
    made_at: float


class Renewals:
    """Results by key, each with the moment it was made of; safe to use from several threads."""

    def __init__(self) -> None:
        self._held: dict[Hashable, _Held[object]] = {}
        self._renewing: set[Hashable] = set()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}
        self._behind = ThreadPoolExecutor(1, thread_name_prefix="renew")

    def result(self, key: Hashable, moment: object, make: Callable[[], Made], *, fresh: bool) -> Made:
        """The result of this moment, made if need be.

        `fresh` false: an earlier result will do; this moment's is then made in the background.
        """
        held = self._held.get(key)
        if held is not None and held.moment == moment:
            return cast("Made", held.result)
        if held is None or fresh:
            return self._made(key, moment, make)
        self._renew(key, moment, make, held)
        return cast("Made", held.result)

    def _made(self, key: Hashable, moment: object, make: Callable[[], Made]) -> Made:
        """Makes a result once, however many ask for it at the same time."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            held = self._held.get(key)
            if held is not None and held.moment == moment:
                return cast("Made", held.result)
            start = time.monotonic()
            result = make()
            ended = time.monotonic()
            with self._lock:
                self._held.pop(key, None)
                self._held[key] = _Held(moment, result, ended - start, ended)
                for old in list(self._held)[:-N_KEPT]:
                    del self._held[old]
                    self._making.pop(old, None)
            return result

    def _renew(self, key: Hashable, moment: object, make: Callable[[], Made], held: _Held[object]) -> None:
        if time.monotonic() < held.made_at + REST * held.took_seconds:
            return
        with self._lock:
            if key in self._renewing:
                return
            self._renewing.add(key)

        def renew() -> None:
            try:
                with suppress(BluehelmError):
                    self._made(key, moment, make)
            finally:
                self._renewing.discard(key)

        self._behind.submit(renew)
