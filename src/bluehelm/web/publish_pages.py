"""Briefs to take away: PDF, Word and web page, whole or safe for the public."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from bluehelm.desk.brief_mission import brief_mission
from bluehelm.desk.page_files import page_in
from bluehelm.foundation.pages import Page
from bluehelm.web.keep_audit import keep
from bluehelm.web.refusals import not_found
from bluehelm.web.visits import Visit, of_mission

FORMS = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@of_mission()
def brief(visit: Visit, form: str) -> HttpResponse:
    """The brief as a file; `?public=yes` leaves out everything above unclassified."""
    public = visit.request.GET.get("public") == "yes" or not visit.rights.cleared
    page = _public(visit) if public else visit.brief
    keep(visit.request, "took a brief away", mission=visit.name, item="public" if public else "whole")
    stem = f"{visit.name}{'-public' if public else ''}-{page.as_of}.{visit.language}"
    if form not in FORMS:
        return not_found(visit.request)
    return _file(page_in(form, page, visit.language), FORMS[form], f"{stem}.{form}")


def _public(visit: Visit) -> Page:
    key = ("public brief", visit.as_of, visit.known_on)
    return visit.mission.kept(
        key,
        lambda: brief_mission(visit.mission.opened, as_of=visit.as_of, known_on=visit.known_on, public=True),
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
