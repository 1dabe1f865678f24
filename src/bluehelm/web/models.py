"""What the server keeps in its database: who may do what, links to sign in once, and who did what.

Nothing of a dossier is kept here, and nothing of this is ever in a dossier.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

EVERY_MISSION = "*"


class Role(models.TextChoices):
    """What an account may do in a mission."""

    READER = "reader", "Reader"
    PLANNER = "planner", "Planner"
    COMPONENT = "component", "Component head"
    FINANCE = "finance", "Finance"
    LEADERSHIP = "leadership", "Leadership"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class Assignment(models.Model):
    """One role of an account in one mission, with the post it acts for."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments"
    )
    mission = models.CharField(max_length=80, default=EVERY_MISSION)
    role = models.CharField(max_length=20, choices=Role.choices)
    post = models.CharField(max_length=80, blank=True)
    component = models.CharField(max_length=80, blank=True)
    cleared = models.BooleanField(default=False)

    class Meta:
        """An account holds a role in a mission once."""

        constraints = (
            models.UniqueConstraint(fields=["account", "mission", "role"], name="one_role_in_a_mission"),
        )

    def __str__(self) -> str:
        return f"{self.account} as {self.role} in {self.mission}"


class SignInLink(models.Model):
    """A link that signs an account in once; only a hash of its secret is kept."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"link for {self.account} until {self.until}"


class AuditEntry(models.Model):
    """One act of an account: what, in which mission, on what, and the commit it made."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    account = models.CharField(max_length=150)
    act = models.CharField(max_length=40)
    mission = models.CharField(max_length=80, blank=True)
    item = models.CharField(max_length=300, blank=True)
    commit = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.at}: {self.account} {self.act} {self.item}"
