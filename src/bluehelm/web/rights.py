"""Who may do what: the acts that each role allows in a mission."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from bluehelm.dossier.catalogue import Record
from bluehelm.web.models import EVERY_MISSION, Assignment, Role


class Act(Enum):
    """What somebody may do in a mission."""

    READ = "read"
    EDIT = "edit"
    REPORT_OUTPUTS = "report outputs"
    EDIT_MONEY = "edit money"
    DECIDE = "decide"
    SEE_AUDIT = "see the audit trail"
    KEEP_ACCOUNTS = "keep accounts"


_ALLOWED: dict[str, frozenset[Act]] = {
    Role.READER: frozenset({Act.READ}),
    Role.PLANNER: frozenset({Act.READ, Act.EDIT}),
    Role.COMPONENT: frozenset({Act.READ, Act.REPORT_OUTPUTS}),
    Role.FINANCE: frozenset({Act.READ, Act.EDIT_MONEY}),
    Role.LEADERSHIP: frozenset({Act.READ, Act.DECIDE}),
    Role.AUDITOR: frozenset({Act.READ, Act.SEE_AUDIT}),
    Role.ADMINISTRATOR: frozenset({Act.KEEP_ACCOUNTS}),
}
_MONEY_FILES = ("budget/", "staffing")
_OUTPUT_KINDS = frozenset({"output"})


@dataclass(frozen=True, slots=True)
class Rights:
    """What an account may do in one mission, and whether it sees what is restricted."""

    acts: frozenset[Act] = frozenset()
    cleared: bool = False
    posts: tuple[str, ...] = ()
    components: tuple[str, ...] = ()

    def may(self, act: Act) -> bool:
        """Whether one of the roles allows an act."""
        return act in self.acts

    def may_change(self, record: Record, component: str | None) -> bool:
        """Whether one of the roles allows changing this item; `component` is the one that delivers it."""
        if self.may(Act.EDIT):
            return True
        if self.may(Act.EDIT_MONEY) and any(part in record.file for part in _MONEY_FILES):
            return True
        return self.may(Act.REPORT_OUTPUTS) and record.kind in _OUTPUT_KINDS and component in self.components


def rights_in(account: Any, mission: str) -> Rights:
    """The rights of an account in a mission; none for somebody who is not signed in."""
    if not account.is_authenticated or not account.is_active:
        return Rights()
    held = list(Assignment.objects.filter(account=account, mission__in=(mission, EVERY_MISSION)))
    acts: frozenset[Act] = frozenset().union(*(_ALLOWED[one.role] for one in held))
    return Rights(
        acts,
        cleared=any(one.cleared and Act.READ in _ALLOWED[one.role] for one in held),
        posts=tuple(sorted({one.post for one in held if one.post})),
        components=tuple(sorted({one.component for one in held if one.component})),
    )
