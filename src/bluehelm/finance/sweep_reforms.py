"""Many reforms on the same chances, spread over processes, or over a Dask cluster by changing one setting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from bluehelm.finance.cash_setting import CashSetting
from bluehelm.finance.reforms import Reform, reformed
from bluehelm.foundation.errors import NoCluster

PROCESSES = "processes"
DASK = "dask"
Row = dict[str, Any]


def sweep_reforms(
    setting: CashSetting, reforms: Sequence[Reform], *, spread_over: str = PROCESSES, workers: int = 2
) -> list[Row]:
    """One row a reform, in the order given: mean and range of each measure, and its change against no reform.

    `spread_over` is 'processes', 'dask' for a cluster on this machine, or the address of a cluster such as
    'tcp://scheduler:8786'. The rows are the same wherever they are made. Raises NoCluster where a cluster
    cannot be reached.
    """
    from joblib import Parallel, delayed  # type: ignore[import-untyped]

    from bluehelm.finance.compare_reforms import measures
    from bluehelm.finance.simulate_cash import simulate_cash

    reference = {
        name: values.mean() for name, values in measures(simulate_cash(setting, workers=workers)).items()
    }
    with _spread(spread_over, workers):
        made = Parallel(n_jobs=workers)(delayed(measured)(setting, one) for one in reforms)
    return [_with_change(row, reference) for row in made]


def measured(setting: CashSetting, reform: Reform) -> Row:
    """The measures of one reform, run by one worker."""
    import numpy as np

    from bluehelm.finance.compare_reforms import QUANTILES, measures
    from bluehelm.finance.simulate_cash import simulate_cash

    found = measures(simulate_cash(reformed(setting, reform), workers=1))
    row: Row = {"reform": reform.name}
    for name, values in found.items():
        low, middle, high = np.quantile(values, QUANTILES)
        row[name] = {
            "mean": float(values.mean()),
            "low": float(low),
            "middle": float(middle),
            "high": float(high),
        }
    return row


def _with_change(row: Row, reference: dict[str, Any]) -> Row:
    for name, mean in reference.items():
        row[name]["change_of_mean"] = row[name]["mean"] - float(mean)
    return row


@contextmanager
def _spread(spread_over: str, workers: int) -> Iterator[None]:
    """The place where work is done: processes of this machine, or a Dask cluster."""
    from joblib import parallel_config

    if spread_over == PROCESSES:
        with parallel_config(backend="loky", n_jobs=workers):
            yield
        return
    client = _client(spread_over, workers)
    try:
        with parallel_config(backend="dask", n_jobs=workers):
            yield
    finally:
        client.close()


def _client(spread_over: str, workers: int) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCluster(spread_over, "the library 'distributed' is not installed") from error
    try:
        if spread_over == DASK:
            return Client(  # type: ignore[no-untyped-call]
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            )
        return Client(spread_over, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise NoCluster(spread_over, str(error) or "no answer") from error
