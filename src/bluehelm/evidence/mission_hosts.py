"""The country in which a mission works, by its acronym; missions in several countries have none.

Gap: a mission that moved or spread (MINURCAT, UNMEE, UNDOF, UNISFA, UNAMID before South Sudan) stands either
under the country of its headquarters or under none; deaths have no place in their source.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_BY_COUNTRY = {
    "AFG": "UNAMA UNSMA UNGOMAP",
    "AGO": "UNAVEM MONUA UNMA",
    "BDI": "ONUB BINUB",
    "BIH": "UNMIBH IPTF",
    "CAF": "MINUSCA MINURCA BONUCA BINUCA",
    "CIV": "UNOCI MINUCI",
    "COD": "MONUSCO MONUC ONUC",
    "COL": "UNVMC",
    "CYP": "UNFICYP",
    "DOM": "DOMREP",
    "EGY": "UNEF",
    "ESH": "MINURSO",
    "GEO": "UNOMIG",
    "GRC": "UNSCOB",
    "GTM": "MINUGUA",
    "HRV": "UNCRO UNTAES UNPSG UNCPSG UNPROFOR UNPF UNMOP",
    "HTI": "MINUSTAH MINUJUSTH UNMIH UNSMIH UNTMIH MIPONUH MICAH BINUH",
    "IRQ": "UNAMI UNGCI UNOHCI",
    "KHM": "UNTAC UNAMIC",
    "LBN": "UNIFIL UNOGIL",
    "LBR": "UNMIL UNOMIL",
    "LBY": "UNSMIL",
    "MKD": "UNPREDEP",
    "MLI": "MINUSMA",
    "MOZ": "ONUMOZ",
    "NAM": "UNTAG",
    "NPL": "UNMIN",
    "RWA": "UNAMIR",
    "SDN": "UNMIS UNAMID UNITAMS",
    "SLE": "UNAMSIL UNOMSIL UNIPSIL UNIOSIL",
    "SLV": "ONUSAL",
    "SOM": "UNOSOM UNSOM UNSOS UNPOS UNTMIS",
    "SSD": "UNMISS",
    "SYR": "UNSMIS",
    "TCD": "UNASOG",
    "TJK": "UNMOT",
    "TLS": "UNTAET UNMISET UNMIT UNAMET",
    "YEM": "UNYOM UNMHA",
}

HOST_OF_MISSION: Mapping[str, str] = MappingProxyType(
    {mission: country for country, missions in _BY_COUNTRY.items() for mission in missions.split()}
    | {f"UNAVEM {part}": "AGO" for part in ("I", "II", "III")}
    | {f"UNOSOM {part}": "SOM" for part in ("I", "II")}
    | {f"UNEF {part}": "EGY" for part in ("I", "II")}
)
"""ISO code of the country, by the acronym of the mission."""
