"""Writes large files of evidence in their owners' layouts: real events repeated, and invented rows.

GED: the 152,616 events of release 19.1 (places, days, deaths, sides), repeated with new identifiers and moved
by whole years, with the long texts of 1,848 rows of release 23.1; 49 columns, about 730 bytes a row. ACLED
and HDX: layouts only, every row invented.
"""

from __future__ import annotations

import sys
from pathlib import Path

GED_COLUMNS = """
    id, '0' AS relid, year, '1' AS active_year, 'Clear' AS code_status, type_of_violence, conflict_dset_id,
    conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, side_a_new_id,
    side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources, source_article, source_office,
    source_date, source_headline, source_original, where_prec, where_coordinates, where_description, adm_1,
    adm_2, latitude, longitude, 'POINT (' || longitude || ' ' || latitude || ')' AS geom_wkt,
    ((floor((latitude + 90) * 2)) * 720 + floor((longitude + 180) * 2) + 1)::BIGINT AS priogrid_gid,
    country, NULL AS country_id, region, event_clarity, NULL AS date_prec,
    strftime(date_start, '%Y-%m-%d 00:00:00.000') AS date_start,
    strftime(date_end, '%Y-%m-%d 00:00:00.000') AS date_end, deaths_a, deaths_b, deaths_civilians,
    deaths_unknown, best, high, low, gwnoa, gwnob
"""
GED = """
WITH events AS (
    SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM read_parquet('{global_events}')
), texts AS (
    SELECT *, row_number() OVER (ORDER BY id) - 1 AS place
    FROM read_csv('{texts}', all_varchar = true, header = true)
), repeated AS (
    SELECT events.* EXCLUDE (id, date_start, date_end, year), round_no * 1000000 + events.id AS id,
           date_start + to_years(round_no) AS date_start, date_end + to_years(round_no) AS date_end,
           year(date_start + to_years(round_no)) AS year,
           best - deaths_a - deaths_b - deaths_civilians AS deaths_unknown,
           row_number() OVER (ORDER BY round_no, id) AS number
    FROM events, range(0, 4) AS rounds(round_no)
)
SELECT {columns}
FROM repeated
JOIN (SELECT * EXCLUDE (id, year, type_of_violence, side_a, side_b, latitude, longitude, country, region,
             date_start, date_end, deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, low,
             priogrid_gid, country_id, active_year, code_status, relid, date_prec)
      FROM texts) AS texts ON repeated.place % 1848 = texts.place
WHERE number <= {n_rows}
ORDER BY number
"""
ACLED = """
SELECT 'XEX' || i AS event_id_cnty,
       strftime(DATE '2005-01-01' + (i % 7300)::INT, '%d %B %Y') AS event_date,
       year(DATE '2005-01-01' + (i % 7300)::INT) AS year, 1 + i % 3 AS time_precision,
       'Political violence' AS disorder_type,
       ['Battles', 'Riots', 'Protests', 'Violence against civilians'][1 + i % 4] AS event_type,
       ['Armed clash', 'Mob violence', 'Peaceful protest', 'Attack'][1 + i % 4] AS sub_event_type,
       'Invented Group ' || (i % 97) AS actor1, NULL AS assoc_actor_1, 3 AS inter1,
       'Invented Rebels ' || (i % 89) AS actor2, NULL AS assoc_actor_2, 2 AS inter2, 23 AS interaction,
       NULL AS civilian_targeting, 999 AS iso, 'Invented Region' AS region, 'Exemplia' AS country,
       'North' AS admin1, 'Alpha' AS admin2, NULL AS admin3, 'Place ' || (i % 1999) AS location,
       round((i % 1400) / 100.0 - 7, 4) AS latitude, round((i % 2100) / 100.0 - 7, 4) AS longitude,
       1 + i % 3 AS geo_precision, 'INVENTED' AS source, 'National' AS source_scale,
       'An invented text of the length that notes usually have, so that reading it costs what it costs: ' || i
           AS notes, (hash(i) % 7)::INT AS fatalities, NULL AS tags, 1680652800 AS timestamp, 'XEX' AS iso3
FROM range({n_rows}) AS numbers(i)
"""
HAPI = """
SELECT 'XEX' AS location_code, 'N' AS has_hrp, 'N' AS in_gho, 'North' AS provider_admin1_name,
       'Alpha' AS provider_admin2_name, 'XE01' AS admin1_code, 'North' AS admin1_name,
       'XE' || (i // 720) AS admin2_code, 'Area ' || (i // 720) AS admin2_name, 2 AS admin_level,
       ['political_violence', 'civilian_targeting', 'demonstration'][1 + i % 3] AS event_type,
       (hash(i) % 9)::INT AS events, (hash(i) % 5)::INT AS fatalities,
       DATE '2005-01-01' + to_months((i // 3 % 240)::INT) AS reference_period_start,
       last_day(DATE '2005-01-01' + to_months((i // 3 % 240)::INT)) AS reference_period_end,
       'invented' AS dataset_hdx_id, 'invented' AS resource_hdx_id, NULL AS warning, NULL AS error
FROM range({n_rows}) AS numbers(i)
"""


def write_ged(path: Path, shared: Path, n_rows: int) -> None:
    """Events in the 49 columns of recent releases."""
    query = GED.format(
        global_events=shared / "data/evidence/ged191_global.parquet",
        texts=shared / "data/evidence/ged231_CAR.csv",
        columns=GED_COLUMNS,
        n_rows=n_rows,
    )
    _write(path, query)


def write_acled(path: Path, n_rows: int) -> None:
    """Invented events in the columns of ACLED since 2023."""
    _write(path, ACLED.format(n_rows=n_rows))


def write_hapi(path: Path, n_rows: int) -> None:
    """Invented counts in the columns of HDX HAPI."""
    _write(path, HAPI.format(n_rows=n_rows))


def _write(path: Path, query: str) -> None:
    import duckdb

    with duckdb.connect(config={"memory_limit": "4GB"}) as store:
        store.execute(f"COPY ({query}) TO '{path}' (FORMAT csv, HEADER true)")


def main(kind: str, path: str, n_rows: str, shared: str) -> None:
    """Writes one file, in a process of its own so that the measuring one stays small."""
    if kind == "ged":
        write_ged(Path(path), Path(shared), int(n_rows))
    elif kind == "acled":
        write_acled(Path(path), int(n_rows))
    else:
        write_hapi(Path(path), int(n_rows))


if __name__ == "__main__":
    main(*sys.argv[1:5])
