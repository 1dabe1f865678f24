"""Every fault that reading a file can find, by the room whose files it is met in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bluehelm.dossier.reading_faults import READING_FAULTS, ReadingFault
from bluehelm.evidence.import_faults import IMPORT_FAULTS
from bluehelm.finance.money_table_faults import MONEY_TABLE_FAULTS
from bluehelm.finance.payment_faults import PAYMENT_FAULTS
from bluehelm.mandate.faults_of_texts import FAULTS_OF_TEXTS

FAULTS_BY_ROOM: Mapping[str, tuple[ReadingFault, ...]] = MappingProxyType(
    {
        "reading": tuple(READING_FAULTS),
        "texts": tuple(FAULTS_OF_TEXTS),
        "importing": tuple(IMPORT_FAULTS),
        "money": (*MONEY_TABLE_FAULTS, *PAYMENT_FAULTS),
    }
)
ALL_FAULTS = tuple(fault for faults in FAULTS_BY_ROOM.values() for fault in faults)
