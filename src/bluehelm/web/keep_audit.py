"""The audit trail: who did what, and which commit came of it."""

from __future__ import annotations

from django.http import HttpRequest

from bluehelm.web.models import AuditEntry


def keep(request: HttpRequest, act: str, *, mission: str = "", item: str = "", commit: str = "") -> None:
    """Writes one act of the account that is signed in."""
    AuditEntry.objects.create(
        account=request.user.get_username()[:150],
        act=act[:40],
        mission=mission,
        item=item[:300],
        commit=commit,
    )
