"""The headers of ACLED over the years, told apart by the columns that came and went."""

from __future__ import annotations

from bluehelm.evidence.received.layout import Layout

NEEDS = (
    ("event_id_cnty",), ("event_date",), ("event_type",), ("country",), ("latitude",), ("longitude",),
    ("fatalities",),
)  # fmt: skip
_ONE = (
    "gwno,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,actor1,ally_actor_1,"
    "inter1,actor2,ally_actor_2,inter2,interaction,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,notes,fatalities"
)
_THREE = (
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,"
    "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,"
    "admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,"
    "fatalities,timestamp,iso3"
)
_FOUR = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,"
    "admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,"
    "fatalities,tags,timestamp"
)
_PEOPLE = ("population_1km", "population_2km", "population_5km", "population_best")

UNREAD = frozenset(
    "data_id,event_id_no_cnty,disorder_type,ally_actor_1,ally_actor_2,assoc_actor_1,assoc_actor_2,region,"
    "admin3,source,source_scale,notes,tags,timestamp,civilian_targeting".split(",")
) | frozenset(_PEOPLE)
"""Columns that are known and not used; notes and tags may name people."""

LAYOUTS = (
    Layout(
        "ACLED of 2016 and 2017",
        shows=frozenset({"event_id_cnty"}),
        shows_any=frozenset({"gwno", "ally_actor_1"}),
        needs=NEEDS,
        columns=tuple(_ONE.split(",")),
        unread=UNREAD,
    ),
    Layout(
        "ACLED of 2018",
        shows=frozenset({"data_id", "assoc_actor_1", "event_id_cnty"}),
        lacks=frozenset({"sub_event_type"}),
        needs=NEEDS,
        columns=tuple(name for name in _THREE.split(",") if name != "sub_event_type"),
        unread=UNREAD,
    ),
    Layout(
        "ACLED of 2019 to early 2023",
        shows=frozenset({"data_id", "sub_event_type", "event_id_cnty"}),
        needs=NEEDS,
        columns=tuple(_THREE.split(",")),
        unread=UNREAD,
    ),
    Layout(
        "ACLED of 2023 and later",
        shows=frozenset({"disorder_type", "event_id_cnty"}),
        lacks=frozenset({"data_id"}),
        needs=NEEDS,
        columns=(*_FOUR.split(","), *_PEOPLE, "iso3"),
        unread=UNREAD,
    ),
    Layout(
        "an extract of ACLED",
        shows=frozenset(name for group in NEEDS for name in group),
        lacks=frozenset({"data_id", "disorder_type", "gwno", "ally_actor_1"}),
        needs=NEEDS,
        columns=(*_FOUR.split(","), "iso3"),
        unread=UNREAD,
    ),
)

TYPES = {
    "battle-no change of territory": "battle",
    "battle-government regains territory": "battle",
    "battle-non-state actor overtakes territory": "battle",
    "battles": "battle",
    "remote violence": "remote_violence",
    "explosions/remote violence": "remote_violence",
    "violence against civilians": "violence_against_civilians",
    "riots": "riot",
    "protests": "protest",
    "strategic development": "strategic_development",
    "strategic developments": "strategic_development",
    "non-violent transfer of territory": "strategic_development",
    "headquarters or base established": "strategic_development",
}
RIOTS_OR_PROTESTS = "riots/protests"
"""One type until 2018; the first actor tells which of the two it was."""

SUB_TYPES = (
    "abduction/forced disappearance", "agreement", "air/drone strike", "armed clash", "arrests", "attack",
    "change to group/activity", "chemical weapon", "disrupted weapons use",
    "excessive force against protesters", "government regains territory", "grenade",
    "headquarters or base established", "looting/property destruction", "mob violence",
    "non-state actor overtakes territory", "non-violent transfer of territory", "other",
    "peaceful protest", "protest with intervention", "remote explosive/landmine/ied", "sexual violence",
    "shelling/artillery/missile attack", "suicide bomb", "violent demonstration",
)  # fmt: skip

ACTORS = {
    "state forces": "1",
    "rebel group": "2",
    "political militia": "3",
    "identity militia": "4",
    "rioters": "5",
    "protesters": "6",
    "civilians": "7",
    "external/other forces": "8",
}
"""Kinds of actor in words, as they are written since late 2024, by their former code."""
