"""Writes invented events in the canonical form, any number of them, the same every time.

Events lie evenly over 30 years and over the cells; one in ten lasts several days, one in twenty is known
only to its first-level unit. They stand in the order of their days, as a release does, or in no order.
"""

from __future__ import annotations

from pathlib import Path

FIRST_DAY, N_DAYS = "1996-01-01", 10_957
ROWS_A_GROUP = 1_000_000

_EVENTS = """
SELECT
    'ev' || i AS event_id,
    'invented' AS source,
    '1' AS release,
    DATE '{first_day}' + day::INT AS started_on,
    LEAST(
        DATE '{first_day}' + day::INT
            + CASE WHEN hash(i * 7) % 10 = 0 THEN (hash(i * 11) % 20)::INT ELSE 0 END,
        DATE '2025-12-31'
    ) AS ended_on,
    1::TINYINT AS date_precision,
    CASE hash(i * 13) % 3 WHEN 0 THEN 'state_based' WHEN 1 THEN 'non_state' ELSE 'one_sided' END AS kind,
    'XSA' AS country,
    NULL::VARCHAR AS admin1,
    NULL::VARCHAR AS admin2,
    NULL::DOUBLE AS latitude,
    NULL::DOUBLE AS longitude,
    CASE WHEN hash(i * 17) % 20 = 0 THEN 4 ELSE 1 END::TINYINT AS where_precision,
    CASE WHEN hash(i * 17) % 20 = 0 THEN NULL ELSE (100000 + hash(i * 3) % {n_cells})::INT END AS cell,
    (hash(i * 19) % 9)::INT AS fatalities_best,
    (hash(i * 19) % 9)::INT AS fatalities_low,
    (hash(i * 19) % 9 + 2)::INT AS fatalities_high,
    CASE WHEN hash(i * 23) % 4 = 0 THEN (hash(i * 23) % 7)::INT ELSE 0 END AS civilian_fatalities,
    NULL::INT AS civilian_low,
    NULL::INT AS civilian_high,
    NULL::VARCHAR AS actor_a,
    NULL::VARCHAR AS actor_b,
    false AS on_mission,
    DATE '2026-06-15' AS published_on
FROM (SELECT i, {day} AS day FROM range({n_events}) AS numbers(i))
"""


def write_events(path: Path, n_events: int, n_cells: int, *, in_order: bool = True) -> None:
    """Writes the events as one Parquet file."""
    import duckdb

    day = f"i * {N_DAYS} // {n_events}" if in_order else f"hash(i * 29) % {N_DAYS}"
    events = _EVENTS.format(first_day=FIRST_DAY, n_cells=n_cells, n_events=n_events, day=day)
    with duckdb.connect(config={"memory_limit": "2GB"}) as store:
        store.execute("SET enable_progress_bar = false")
        store.execute(f"COPY ({events}) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {ROWS_A_GROUP})")
