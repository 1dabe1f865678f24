"""The indicators that need no declaration."""

from __future__ import annotations

from types import MappingProxyType

from bluehelm.evidence.indicators.indicator import EVERY_EVENT, NEAREST_BASE_KM, EventFilter, Indicator

_BEST, _LOW, _HIGH = "fatalities_best", "fatalities_low", "fatalities_high"
_CIVILIANS = "civilian_fatalities"
_ONE_SIDED = EventFilter(kinds=("one_sided",))
_ON_MISSION = EventFilter(on_mission=True)


def _killed(name: str, text: str, keep: EventFilter = EVERY_EVENT) -> Indicator:
    return Indicator(name, text, keep=keep, figure=_BEST, low=_LOW, high=_HIGH)


def _civilians(name: str, text: str, keep: EventFilter = EVERY_EVENT) -> Indicator:
    return Indicator(name, text, keep=keep, figure=_CIVILIANS, low="civilian_low", high="civilian_high")


def _events(name: str, text: str, keep: EventFilter = EVERY_EVENT) -> Indicator:
    return Indicator(name, text, unit="events", keep=keep)


_ALL = (
    _killed("fatalities", "people killed, best estimate with the sums of low and high estimates"),
    _civilians("civilians_killed", "civilians killed in events of all types, fighting included"),
    _killed(
        "onesided_killed", "everyone killed in deliberate attacks on civilians, best estimate", _ONE_SIDED
    ),
    _civilians("onesided_civilians_killed", "civilians killed in deliberate attacks on them", _ONE_SIDED),
    _killed(
        "state_based_killed", "people killed in fighting with a State", EventFilter(kinds=("state_based",))
    ),
    _killed(
        "non_state_killed", "people killed in fighting between groups", EventFilter(kinds=("non_state",))
    ),
    _events("events", "events of all types; several clashes told as one are one event"),
    _events("onesided_events", "deliberate attacks on civilians", _ONE_SIDED),
    _events("protests", "protests", EventFilter(kinds=("protest",))),
    _events("riots", "riots", EventFilter(kinds=("riot",))),
    _events("attacks_on_mission", "attacks on the mission", _ON_MISSION),
    _killed("killed_in_attacks_on_mission", "people killed in attacks on the mission", _ON_MISSION),
    _events(
        "mission_deaths",
        "deaths of mission personnel from every cause, by day of the incident",
        EventFilter(kinds=("mission_fatality",)),
    ),
    Indicator(
        "distance_to_base",
        "distance from the events to the nearest base open on the day: average, nearest and farthest",
        unit="km",
        figure=NEAREST_BASE_KM,
        low=NEAREST_BASE_KM,
        high=NEAREST_BASE_KM,
        statistic="average",
    ),
)

BUILT_IN = MappingProxyType({one.name: one for one in _ALL})
