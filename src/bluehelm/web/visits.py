"""A visit: who looks at which mission, from when, and with which rights."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bluehelm.desk.check_dossier import CheckReport
from bluehelm.desk.served_workspace import ServedMission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.pages import Page
from bluehelm.web.refusals import not_allowed, not_found
from bluehelm.web.rights import Act, Rights, rights_in
from bluehelm.web.served import served
from bluehelm.web.show_page import language_now, show

FRESH_SECONDS = 15
_SAVED_AT = "saved at"


@dataclass(frozen=True)
class Visit:
    """One request about one mission."""

    request: HttpRequest
    name: str
    rights: Rights
    mission: ServedMission
    as_of: date
    known_on: date | None
    fresh: bool

    @property
    def language(self) -> str:
        """The language of the reader."""
        return language_now()

    @cached_property
    def seen(self) -> Standpoint:
        """The dossier from the moment asked about."""
        return self.mission.kept(
            ("seen", self.as_of, self.known_on), lambda: self.mission.opened.seen(self.as_of, self.known_on)
        )

    @cached_property
    def report(self) -> CheckReport:
        """What the checks found, perhaps a moment ago: a newer commit is then being checked."""
        return self.mission.report(self.as_of, self.known_on, fresh=False)

    @cached_property
    def report_now(self) -> CheckReport:
        """What the checks find in what the reader has just saved."""
        return self.mission.report(self.as_of, self.known_on, fresh=self.fresh)

    @cached_property
    def brief(self) -> Page:
        """The brief, from which rooms take their opening sections."""
        from bluehelm.review.brief_page import build_brief

        def make() -> Page:
            report = self.mission.report(self.as_of, self.known_on)
            return build_brief(self.seen, report.findings, public=not self.rights.cleared)

        return self.mission.renewed(("brief", self.as_of, self.known_on), make, fresh=False)

    @property
    def title(self) -> object:
        """What the mission is called."""
        mission = self.seen.dossier.mission
        return (mission.short_name or mission.name) if mission else self.name

    def show(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page of this mission."""
        return show(self.request, template, status=status, visit=self, **context)


View = Callable[..., HttpResponse]


def of_mission(act: Act = Act.READ) -> Callable[[View], View]:
    """Makes a view of one mission: only for accounts that may do the act there."""

    def decorated(view: View) -> View:
        @login_required
        @wraps(view)
        def visited(request: HttpRequest, mission: str, **rest: Any) -> HttpResponse:
            rights = rights_in(request.user, mission)
            if not rights.may(Act.READ):
                return not_found(request)
            if not rights.may(act):
                return not_allowed(request)
            return view(visit_to(request, mission, rights), **rest)

        return visited

    return decorated


def visit_to(request: HttpRequest, mission: str, rights: Rights) -> Visit:
    """The visit that a request makes; it looks from the day the dossier is kept to, unless it says when."""
    fresh = request.method == "POST" or request.session.get(_SAVED_AT, 0.0) > time.time() - FRESH_SECONDS
    held = served().mission(mission, cleared=rights.cleared, fresh=fresh)
    today = timezone.localdate()
    as_of = held.opened.day_asked(_day(request.GET.get("as_of")), today)
    return Visit(request, mission, rights, held, as_of, _day(request.GET.get("known_on")), fresh)


def saved_now(request: HttpRequest) -> None:
    """From now on, and for a while, whoever saved sees the newest commit and nothing older."""
    request.session[_SAVED_AT] = time.time()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
