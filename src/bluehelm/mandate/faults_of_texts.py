"""Every fault met in texts of resolutions: while reading one, and while adding many."""

from __future__ import annotations

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.mandate.corpus_faults import CORPUS_FAULTS
from bluehelm.mandate.text_faults import TEXT_FAULTS

FAULTS_OF_TEXTS: tuple[ReadingFault, ...] = (*TEXT_FAULTS, *CORPUS_FAULTS)
