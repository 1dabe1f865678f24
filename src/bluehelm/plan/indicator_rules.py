"""What the checks on indicators rest on."""

from __future__ import annotations

from bluehelm.dossier.checking import instrument, submission

TABLES = instrument("rules R80 to R85, from the indicator tables of A/80/623 and A/80/624", "our reading")
RULES_FOR_INDICATORS = (*submission("1e", "2f"), TABLES)
