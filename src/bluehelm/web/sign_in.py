"""Signing in: accounts are made by an administrator; a link that works once opens the first door."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model, login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bluehelm.web.keep_audit import keep
from bluehelm.web.models import EVERY_MISSION, Assignment, Role, SignInLink
from bluehelm.web.show_page import show

LINK_MINUTES = 60
OWNER = "owner"


class AccountsByAdministrator(DefaultAccountAdapter):
    """Nobody makes an account for himself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always no: an administrator makes accounts."""
        del request
        return False


def owner_account() -> Any:
    """The account of the person whose machine it is: every role but the auditor's, and cleared."""
    account, made = get_user_model().objects.get_or_create(username=OWNER)
    if made:
        account.set_unusable_password()
        account.save()
    for role in (Role.PLANNER, Role.LEADERSHIP, Role.ADMINISTRATOR):
        Assignment.objects.get_or_create(
            account=account, mission=EVERY_MISSION, role=role, defaults={"cleared": True}
        )
    return account


def link_for(account: Any, minutes: int = LINK_MINUTES) -> str:
    """The path of a new link that signs the account in once."""
    SignInLink.objects.filter(until__lt=timezone.now()).delete()
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        account=account, digest=_digest(secret), until=timezone.now() + timedelta(minutes=minutes)
    )
    return f"/sign-in-once/{secret}/"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_once(request: HttpRequest, secret: str) -> HttpResponse:
    """Signs in by a link. A look at it changes nothing; only the button uses it up."""
    link = SignInLink.objects.filter(digest=_digest(secret), until__gte=timezone.now()).first()
    if link is None:
        return show(request, "link_used_up.html", status=410)
    if request.method == "GET":
        return show(request, "sign_in_once.html", named=str(link.account))
    with transaction.atomic():
        used = SignInLink.objects.filter(pk=link.pk).delete()[0]
    if not used or not link.account.is_active:
        return show(request, "link_used_up.html", status=410)
    login(request, link.account, backend="django.contrib.auth.backends.ModelBackend")
    keep(request, "signed in by link")
    return redirect("/")
