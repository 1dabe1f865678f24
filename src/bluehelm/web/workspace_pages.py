"""Pages above a single mission: the portfolio, search, history, language and style."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from bluehelm.desk.compare_moments import ItemChange, compare_moments
from bluehelm.desk.search_dossier import search
from bluehelm.dossier.contents import Dossier
from bluehelm.foundation.errors import NotADossier
from bluehelm.foundation.findings import counts
from bluehelm.review.brief_dates import binding_dates
from bluehelm.web.models import EVERY_MISSION, AuditEntry
from bluehelm.web.refusals import not_found
from bluehelm.web.rights import Act, rights_in
from bluehelm.web.served import served
from bluehelm.web.show_page import show, style, style_name
from bluehelm.web.visits import Visit, of_mission, visit_to

N_FOUND, N_COMMITS = 60, 100


@require_safe
@login_required
def portfolio(request: HttpRequest) -> HttpResponse:
    """All missions that the account may see."""
    rows = []
    for name in served().missions():
        rights = rights_in(request.user, name)
        if rights.may(Act.READ):
            rows.append(_row(visit_to(request, name, rights)))
    keeps_accounts = rights_in(request.user, EVERY_MISSION).may(Act.KEEP_ACCOUNTS)
    return show(request, "portfolio.html", rows=rows, keeps_accounts=keeps_accounts)


def _row(visit: Visit) -> dict[str, Any]:
    seen = visit.seen
    numbers = next((one for one in visit.brief.sections if one.name == "numbers"), None)
    found = [one for block in numbers.blocks for one in getattr(block, "numbers", ())] if numbers else []
    dates = binding_dates(seen)
    return {
        "name": visit.name,
        "title": visit.title,
        "as_of": visit.as_of,
        "n_findings": counts(visit.report.findings),
        "numbers": found[:3],
        "dates": dates[:3],
    }


@require_safe
@of_mission()
def found(visit: Visit) -> HttpResponse:
    """Search over every item that the reader may see."""
    asked = visit.request.GET.get("q", "")[:200]
    items = visit.mission.kept("searchable", lambda: served().searchable(visit.mission))
    results = search(items, asked, N_FOUND) if asked.strip() else []
    return visit.show("search.html", asked=asked, results=results)


@require_safe
@of_mission()
def history(visit: Visit) -> HttpResponse:
    """The newest commits that touched what the mission reads."""
    commits = served().history_of(visit.name, restricted=visit.rights.cleared, n=N_COMMITS)
    return visit.show("history.html", commits=commits, room_now="history")


@require_safe
@of_mission()
def change(visit: Visit, commit: str) -> HttpResponse:
    """What one commit changed: in the terms of the field, and line by line."""
    held = served().change_in(visit.name, commit, restricted=visit.rights.cleared)
    if held is None:
        return not_found(visit.request)
    parents = held.committed.parents
    in_open = served().repository.holds(commit)
    items = _between(visit, parents[0], commit) if parents and in_open else []
    return visit.show("change.html", change=held, items=items, room_now="history")


@require_safe
@of_mission()
def moments(visit: Visit) -> HttpResponse:
    """What changed between any two moments of the history, in the terms of the field."""
    earlier, later = (visit.request.GET.get(name, "") for name in ("from", "to"))
    later = later or served().repository.head()
    if not all(served().repository.holds(one) for one in (earlier, later)):
        return not_found(visit.request)
    return visit.show(
        "moments.html",
        earlier=served().repository.committed(earlier),
        later=served().repository.committed(later),
        items=_between(visit, earlier, later),
        room_now="history",
    )


def _between(visit: Visit, earlier: str, later: str) -> list[ItemChange]:
    dossiers = []
    for commit in (earlier, later):
        try:
            opened = served().mission_at(visit.name, commit, cleared=visit.rights.cleared)
            dossiers.append(opened.reading.dossier)
        except NotADossier:
            dossiers.append(Dossier())
    return compare_moments(*dossiers)


@require_safe
@login_required
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first: for auditors and administrators."""
    rights = [rights_in(request.user, name) for name in [*served().missions(), "*"]]
    if not any(one.may(Act.SEE_AUDIT) or one.may(Act.KEEP_ACCOUNTS) for one in rights):
        return not_found(request)
    return show(request, "audit.html", entries=AuditEntry.objects.order_by("-at")[:500])


@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    """Sets the language of the reader and goes back."""
    language = "fr" if request.POST.get("language") == "fr" else "en"
    back = request.POST.get("back", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = redirect(quote(back, safe="/?&=%.,:+-_~@!") if safe else "/")
    response.set_cookie(
        "django_language", language, max_age=365 * 24 * 3600, samesite="Lax", httponly=True,
        secure=request.is_secure(),
    )  # fmt: skip
    return response


@require_safe
def style_sheet(request: HttpRequest, name: str) -> HttpResponse:
    """The one style of every page."""
    if name != style_name():
        return not_found(request)
    response = HttpResponse(style(), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether the server answers and its repository can be read."""
    del request
    return JsonResponse({"ok": bool(served().heads().open)})
