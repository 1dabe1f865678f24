"""The application that Django knows the browser's door by."""

from __future__ import annotations

from django.apps import AppConfig


class BluehelmWeb(AppConfig):
    """Accounts with their roles, sign-in links and the audit trail."""

    name = "bluehelm.web"
    label = "bluehelm_web"
    verbose_name = "Bluehelm"
