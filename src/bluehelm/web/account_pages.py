"""Accounts and their roles: an administrator's pages, and nothing of a dossier on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from bluehelm.foundation.errors import CannotWrite
from bluehelm.web.keep_audit import keep
from bluehelm.web.models import EVERY_MISSION, Assignment, Role
from bluehelm.web.refusals import not_found
from bluehelm.web.rights import Act, rights_in
from bluehelm.web.served import served
from bluehelm.web.show_page import show
from bluehelm.web.sign_in import link_for

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """Only for accounts that keep accounts; to others there is nothing here."""

    @login_required
    @wraps(view)
    def kept(request: HttpRequest, **rest: Any) -> HttpResponse:
        if not rights_in(request.user, EVERY_MISSION).may(Act.KEEP_ACCOUNTS):
            return not_found(request)
        return view(request, **rest)

    return kept


@require_http_methods(["GET", "POST"])
@for_administrators
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account with its roles; a new one is made here."""
    if request.method == "POST":
        return _make(request)
    return _list(request)


def _list(request: HttpRequest, link: str = "", link_of: str = "") -> HttpResponse:
    people = get_user_model().objects.prefetch_related("assignments").order_by("username")
    return show(
        request,
        "accounts.html",
        people=people,
        roles=Role.choices,
        missions=[EVERY_MISSION, *served().missions()],
        link=request.build_absolute_uri(link) if link else "",
        link_of=link_of,
    )


def _make(request: HttpRequest) -> HttpResponse:
    name = request.POST.get("username", "").strip()
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError as error:
        raise CannotWrite(f"'{name}' is no name for an account: {error.messages[0]}") from None
    if not 1 <= len(name) <= 60 or get_user_model().objects.filter(username=name).exists():
        raise CannotWrite(f"There is an account '{name}' already, or the name is blank or too long.")
    account = get_user_model().objects.create_user(username=name, password=None)
    keep(request, "made an account", item=name)
    return _list(request, link_for(account, minutes=24 * 60), name)


def _account(name: str) -> Any:
    found = get_user_model().objects.filter(username=name).first()
    if found is None:
        raise CannotWrite(f"There is no account '{name}'.")
    return found


@require_POST
@for_administrators
def assign(request: HttpRequest) -> HttpResponse:
    """Gives an account a role in a mission, or takes it away."""
    posted = request.POST
    account = _account(posted.get("account", ""))
    mission, role = posted.get("mission", ""), posted.get("role", "")
    if mission not in (EVERY_MISSION, *served().missions()) or role not in Role.values:
        raise CannotWrite("There is no such mission or role.")
    what = f"{account} {role} {mission}"
    if posted.get("take") == "yes":
        _prove_not_last(account, role)
        Assignment.objects.filter(account=account, mission=mission, role=role).delete()
        keep(request, "took a role away", item=what)
    else:
        words = {name: posted.get(name, "").strip()[:80] for name in ("post", "component")}
        Assignment.objects.update_or_create(
            account=account, mission=mission, role=role,
            defaults={**words, "cleared": posted.get("cleared") == "yes"},
        )  # fmt: skip
        keep(request, "gave a role", item=what)
    return redirect("/people/")


def _prove_not_last(account: Any, role: str) -> None:
    others = Assignment.objects.filter(role=Role.ADMINISTRATOR, account__is_active=True).exclude(
        account=account
    )
    if role == Role.ADMINISTRATOR and not others.exists():
        raise CannotWrite("This is the last administrator; give the role to somebody else first.")


@require_POST
@for_administrators
def link(request: HttpRequest) -> HttpResponse:
    """A link by which an account signs in once, to set a password."""
    account = _account(request.POST.get("account", ""))
    keep(request, "made a link to sign in", item=str(account))
    return _list(request, link_for(account, minutes=24 * 60), str(account))


@require_POST
@for_administrators
def close(request: HttpRequest) -> HttpResponse:
    """Closes an account, or opens it again; what it did stays in the history."""
    account = _account(request.POST.get("account", ""))
    if account.is_active:
        _prove_not_last(account, Role.ADMINISTRATOR)
    account.is_active = not account.is_active
    account.save(update_fields=["is_active"])
    keep(request, "closed an account" if not account.is_active else "opened an account", item=str(account))
    return redirect("/people/")
