"""Where things are: country codes and PRIO-GRID cells. No boundary data is shipped."""

from __future__ import annotations

import math

MAP_DISCLAIMER = (
    "The boundaries and names shown and the designations used do not imply official endorsement "
    "or acceptance by the United Nations."
)

# ISO 3166-1 alpha-3, facts from the standard.
COUNTRY_CODES = frozenset(
    (
        "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA "
        "BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN "
        "CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU "
        "EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB "
        "GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL "
        "ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO "
        "LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR "
        "MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER "
        "PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM "
        "SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK "
        "TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM "
        "VUT WLF WSM YEM ZAF ZMB ZWE"
    ).split()
)

CELLS_PER_ROW = 720
N_CELLS = 259_200


def is_country_code(code: str) -> bool:
    """Whether the code is ISO 3166-1 alpha-3, or one the standard leaves to users.

    User-assigned codes (AAA to AAZ, QMA to QZZ, XAA to XZZ, ZZA to ZZZ) serve invented examples.

    >>> is_country_code("CAF"), is_country_code("XSA"), is_country_code("CAR")
    (True, True, False)
    """
    if code in COUNTRY_CODES:
        return True
    if len(code) != 3 or not (code.isascii() and code.isalpha() and code.isupper()):
        return False
    return code.startswith(("X", "ZZ", "AA")) or "QMA" <= code <= "QZZ"


def cell_of(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell (half a degree square) that holds a point.

    Rule: Tollefsen, Strand and Buhaug 2012; cells are numbered from the south-west corner.

    >>> cell_of(4.39, 18.56)
    135758
    """
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), CELLS_PER_ROW - 1)
    return row * CELLS_PER_ROW + column + 1


def centre_of_cell(cell: int) -> tuple[float, float]:
    """Latitude and longitude of a cell's centre, in degrees.

    >>> centre_of_cell(135758)
    (4.25, 18.75)
    """
    row, column = divmod(cell - 1, CELLS_PER_ROW)
    return (row / 2 - 90 + 0.25, column / 2 - 180 + 0.25)
