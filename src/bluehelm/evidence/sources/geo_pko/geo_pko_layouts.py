"""The tables of Geo-PKO: locations on each map (version 2), and three tables by year (version 2.3)."""

from __future__ import annotations

import re

from bluehelm.evidence.received.layout import Layout

_TROOPS = tuple(f"{name}_{n}" for n in range(1, 18) for name in ("nameoftcc", "notroopspertcc"))
_MAPS = (
    "source,mission,year,month,location,geosplit,country,latitude,longitude,old_xy,geocomment,"
    "zone.de.confidence,battalion,company,platoon,other.size,comment.on.unit,no.troops,rpf,rpf.no,inf,"
    "inf.no,fpu,fpu.no,res,res.no,fp,fp.no,eng,sig,trans,riv,he.sup,sf,med,maint,recon,avia,mp,demining,"
    "uav,obs.base,cantonment,disarmament,other.type,armor,he.sup.lw,troop.type,no.tcc,unpol.dummy,"
    "unmo.dummy,unmo.coding.quality,hq,lo,jmco,security.group.dummy,comments,cow_code,gnwo,adm1.id,"
    "adm1.name,prioid"
)
PLACE = (("mission",), ("year",), ("location",), ("latitude",), ("longitude",))

MAPS = Layout(
    "Geo-PKO 2, locations by map",
    shows=frozenset({"mission", "location", "no.troops", "month"}),
    shows_any=frozenset({"unmo.dummy", "unpol.dummy"}),
    needs=(*PLACE, ("source",), ("month",), ("country",), ("no.troops",)),
    columns=(*_MAPS.split(","), *_TROOPS, *(f"tcc{n}" for n in range(1, 18))),
)
FRONT = Layout(
    "Geo-PKO 2.3, locations by year (FrontMap)",
    shows=frozenset({"mission", "location", "ave.no.troops", "notroops"}),
    needs=(*PLACE, ("country",), ("notroops",), ("ave.no.troops",)),
    columns=tuple(
        "mission,year,country,location,latitude,longitude,infantry,notroops,reserve,hq,unpol,med,av,"
        "unmo,ave.no.troops".split(",")
    ),
)
UNITS = Layout(
    "Geo-PKO 2.3, kinds of unit by year (TTMap)",
    shows=frozenset({"mission", "location", "eng", "maint", "infantry"}),
    lacks=frozenset({"no.troops", "notroops"}),
    needs=PLACE,
    columns=tuple(
        "mission,year,location,latitude,longitude,infantry,eng,med,sig,av,riv,maint,trans".split(",")
    ),
)
CONTRIBUTORS = Layout(
    "Geo-PKO 2.3, contributors by year (TCCMap)",
    shows=frozenset({"mission", "location", "year.overview"}),
    needs=(*PLACE, ("year.overview",)),
    columns=tuple("mission,year,location,latitude,longitude,no.tcc,year.overview".split(",")),
)
LAYOUTS = (MAPS, FRONT, UNITS, CONTRIBUTORS)
KIND_OF_TABLE = {
    MAPS.name: "maps",
    FRONT.name: "places",
    UNITS.name: "units",
    CONTRIBUTORS.name: "contributors",
}
_TABLE_IN_NAME = re.compile(r"(front|tt|tcc)map", re.IGNORECASE)
_VERSION = re.compile(r"v\.?_?(\d(?:[._]\d)?)(?!\d)", re.IGNORECASE)


def release_of_name(name: str) -> str | None:
    """The version that a file's name tells, with the table where there are several.

    >>> release_of_name("GeoPKO_FrontMap_v.2.3.csv"), release_of_name("geopko_v2_location_map.parquet")
    ('2.3, FrontMap', '2')
    """
    version = _VERSION.search(name)
    if version is None:
        return None
    table = _TABLE_IN_NAME.search(name)
    number = version[1].replace("_", ".")
    return f"{number}, {table[0]}" if table else number
