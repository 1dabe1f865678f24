"""How much the money rests on few payers: Herfindahl index and the largest payers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TOPS = (1, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration of shares (0 to 1): sum of their squares, and the sum of the largest."""

    herfindahl: float
    top_shares: Mapping[int, float]
    largest: str

    @property
    def equal_payers(self) -> float:
        """How many equal payers would give the same index."""
        return 1 / self.herfindahl

    def as_json(self) -> dict[str, object]:
        """The same as plain values."""
        tops = {f"top_{n}_share": round(share, 6) for n, share in self.top_shares.items()}
        return {"herfindahl": round(self.herfindahl, 6), "equal_payers": round(self.equal_payers, 2),
                "largest": self.largest, **tops}  # fmt: skip


def concentration(shares: Mapping[str, float]) -> Concentration:
    """The concentration of shares; they are normalized first.

    >>> concentration({"A": 0.5, "B": 0.5}).herfindahl
    0.5
    """
    total = sum(shares.values())
    ordered = sorted((share / total for share in shares.values()), reverse=True)
    largest = min(shares, key=lambda name: (-shares[name], name))
    return Concentration(
        sum(share * share for share in ordered), {n: sum(ordered[:n]) for n in TOPS}, largest
    )
