"""Categories of a ceiling in plain words, and as the dossier calls them."""

from __future__ import annotations

from collections.abc import Mapping

from bluehelm.foundation.phrases import Phrase, phrase

CEILING_NAMES: Mapping[str, Phrase] = {
    "military": phrase("military personnel"),
    "observers": phrase("military observers and staff officers"),
    "staff_officers": phrase("staff officers"),
    "liaison_officers": phrase("military liaison officers"),
    "uniformed": phrase("uniformed personnel"),
    "police": phrase("police personnel"),
    "individual_police": phrase("individual police officers"),
    "formed_police": phrase("formed police personnel"),
    "corrections": phrase("corrections officers"),
}
"""What people call each category that a text can set a ceiling for."""

CATEGORIES_OF_THE_DOSSIER: Mapping[str, str] = {
    "military": "military personnel",
    "observers": "military observers and staff officers",
    "staff_officers": "military observers and staff officers",
    "liaison_officers": "military observers and staff officers",
    "police": "police personnel",
    "individual_police": "individual police officers",
    "formed_police": "formed police personnel",
    "corrections": "corrections officers",
}
"""The dossier's category of each; uniformed personnel taken together have none there."""


def ceiling_name(category: str) -> Phrase:
    """A category in plain words.

    >>> ceiling_name("individual_police").template
    'individual police officers'
    """
    return CEILING_NAMES.get(category) or phrase(category.replace("_", " "))
