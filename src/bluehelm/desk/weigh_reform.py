"""A reform weighed: reads what the user gives, simulates before and after, and gathers the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bluehelm.desk.forecast_cash import CashAsked, read_setting
from bluehelm.finance.cash_setting import ASSUMPTIONS, CashSetting
from bluehelm.finance.reform_caps import WHAT_A_CAP_DOES_NOT_DO
from bluehelm.finance.reform_file import read_reforms, reform_typed
from bluehelm.finance.reforms import Reform
from bluehelm.foundation.findings import Finding

Json = dict[str, Any]
RESPONSE_UNKNOWN = (
    "No source gives a response of payment dates to interest, incentives or lower rates. It is "
    "nought unless a "
    "range was given; what was given is yours, not measured."
)


@dataclass(frozen=True, slots=True)
class ReformWeighed:
    """The answer as plain values; None where something given cannot be used."""

    findings: tuple[Finding, ...]
    answer: Json | None


def _has_error(findings: list[Finding]) -> bool:
    return any(one.severity.word == "error" for one in findings)


def weigh_reform(
    typed: Mapping[str, object], setting: CashSetting, asked: CashAsked | None = None, *, workers: int = 2
) -> ReformWeighed:
    """One reform beside the rules as they are. Raises CeilingTooLow where a ceiling leaves nobody to pay."""
    setting, findings = read_setting(setting, asked or CashAsked())
    reform, found = reform_typed(typed)
    findings += found
    if reform is None or _has_error(findings):
        return ReformWeighed(tuple(findings), None)
    from bluehelm.finance.compare_reforms import compare_reform

    result = compare_reform(setting, reform, workers=workers)
    answer = {
        "reform": reform_as_json(reform),
        "n_paths": setting.n_paths,
        "seed": setting.seed,
        "n_months": setting.n_months,
        "from": setting.from_on.isoformat(),
        "system": list(result.system),
        "concentration": result.concentration,
        "loss_of_largest": result.loss_of_largest,
        "n_winners": len(result.winners()),
        "n_losers": len(result.losers()),
        "states": list(result.states),
        "what_a_cap_does_not_do": list(WHAT_A_CAP_DOES_NOT_DO) if reform.has_cap else [],
        "assumptions": [RESPONSE_UNKNOWN, *ASSUMPTIONS],
    }
    return ReformWeighed(tuple(findings), answer)


def weigh_reforms(
    sweep: Path,
    setting: CashSetting,
    asked: CashAsked | None = None,
    *,
    spread_over: str = "processes",
    workers: int = 2,
) -> ReformWeighed:
    """Many reforms on the same chances, one row each. Raises NoCluster where a cluster cannot be reached."""
    setting, findings = read_setting(setting, asked or CashAsked())
    reforms, found = read_reforms(sweep)
    findings += found
    if _has_error(findings) or not reforms:
        return ReformWeighed(tuple(findings), None)
    from bluehelm.finance.sweep_reforms import sweep_reforms

    rows = sweep_reforms(setting, reforms, spread_over=spread_over, workers=workers)
    answer = {"n_paths": setting.n_paths, "seed": setting.seed, "reforms": rows,
              "assumptions": [RESPONSE_UNKNOWN, *ASSUMPTIONS]}  # fmt: skip
    return ReformWeighed(tuple(findings), answer)


def reform_as_json(reform: Reform) -> Json:
    """The reform as plain values, the status of a schedule of interest with it."""
    return {
        "name": reform.name,
        "interest": reform.interest and {
            "schedule": reform.interest.name, "status": reform.interest.status,
            "grace_months": reform.interest.grace_months, "compound": reform.interest.compound,
        },
        "regular_cap_percent": reform.regular_cap_percent,
        "peacekeeping_cap_percent": reform.peacekeeping_cap_percent,
        "reading": reform.reading, "absorbed_by": reform.absorbed_by, "reserve_usd": reform.reserve_usd,
        "billing": reform.billing, "incentive_share": reform.incentive_share,
        "response": list(reform.response),
    }  # fmt: skip
