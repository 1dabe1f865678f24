"""The headers of UCDP GED over the years, and tables of UCDP that are taken for it."""

from __future__ import annotations

from bluehelm.evidence.received.layout import Layout

NEEDS = (
    ("id",), ("type_of_violence",), ("date_start",), ("date_end",), ("latitude",), ("longitude",),
    ("country", "country_id"), ("best",), ("low",), ("high",), ("deaths_civilians",),
)  # fmt: skip

COLUMNS_B = tuple(
    "id,year,active_year,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,"
    "side_a_new_id,gwnoa,side_a,side_b_new_id,gwnob,side_b,number_of_sources,source_article,"
    "source_office,source_date,source_headline,source_original,where_prec,where_coordinates,adm_1,"
    "adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high".split(",")
)
COLUMNS_C = tuple(
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,"
    "latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,"
    "gwnob".split(",")
)
COLUMNS_D = (*COLUMNS_B, "start_year", "end_year", "iso3")

UNREAD = frozenset(
    "relid,active_year,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,"
    "side_a_dset_id,side_a_new_id,side_b_dset_id,side_b_new_id,number_of_sources,source_article,"
    "source_office,source_date,source_headline,source_original,where_description,geom_wkt,region,gwnoa,"
    "gwnob,start_year,end_year".split(",")
)
"""Columns that are known and not used; among them the longest texts."""

LAYOUT_C = Layout(
    "UCDP GED of 20.1 and later (49 columns)",
    shows=frozenset({"relid", "code_status"}),
    needs=NEEDS,
    columns=COLUMNS_C,
    unread=UNREAD,
)
LAYOUTS = (
    Layout(
        "UCDP GED before 17.1",
        shows_any=frozenset(
            {"uniq", "where_location", "event_type", "coordinate_location", "geocomment",
             "dyad_unique", "best_est", "high_est", "low_est"}
        ),
        lacks=frozenset({"event_id_cnty", "mission"}),
        columns=("uniq", "relid", "where_location", "event_type", "best_est", "high_est", "low_est"),
        refused="its identifiers differ from later ones; fetch release 17.1 or later",
    ),
    Layout(
        "UCDP GED of 17.1 to 19.1 (42 columns)",
        shows=frozenset({"conflict_new_id"}),
        lacks=frozenset({"relid", "start_year"}),
        needs=NEEDS,
        columns=COLUMNS_B,
        unread=UNREAD,
    ),
    LAYOUT_C,
    Layout(
        "UCDP GED by country from HDX (45 columns)",
        shows=frozenset({"conflict_new_id", "start_year", "end_year"}),
        needs=NEEDS,
        columns=COLUMNS_D,
        unread=UNREAD,
    ),
    Layout(
        "an extract of UCDP GED",
        shows=frozenset(name for group in NEEDS if len(group) == 1 for name in group),
        lacks=frozenset({"conflict_new_id", "relid"}),
        needs=NEEDS,
        columns=COLUMNS_D,
        unread=UNREAD,
    ),
    Layout(
        "another table of UCDP",
        shows_any=frozenset({"incompatibility", "intensity_level", "bd_best", "actorid"}),
        columns=("conflict_id", "incompatibility", "intensity_level", "bd_best", "actorid"),
        refused="its rows are conflicts, dyads, actors or years, not events; fetch the GED",
    ),
)  # fmt: skip


def header_supplied(first_row: tuple[str, ...]) -> Layout | None:
    """The layout of a file that begins with data: candidate 24.0.1 was published without its header.

    >>> header_supplied(("9000001", *["x"] * 48)).name
    'UCDP GED of 20.1 and later (49 columns)'
    """
    is_data = len(first_row) == len(COLUMNS_C) and first_row[0].strip().isdigit()
    return LAYOUT_C if is_data else None
