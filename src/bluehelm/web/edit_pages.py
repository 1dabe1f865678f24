"""Pages that change a dossier: an item as a form, a file as text, a suspect link accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_http_methods, require_POST

from bluehelm.desk.change_dossier import accepted_row
from bluehelm.desk.item_forms import Met, edit_item, fault_of_value, form_of
from bluehelm.desk.text_edits import Merged, faults_of_text, merged_texts
from bluehelm.desk.trace_item import text_of
from bluehelm.desk.workspace_repository import Author
from bluehelm.dossier.catalogue import Record, fields_of
from bluehelm.foundation.errors import CannotWrite, EditsMet, UnknownReference
from bluehelm.web.keep_audit import keep
from bluehelm.web.refusals import not_allowed
from bluehelm.web.rights import Act
from bluehelm.web.served import served
from bluehelm.web.visits import Visit, of_mission, saved_now

SHORTEST_REASON = 4


@require_http_methods(["GET", "POST"])
@of_mission()
def edit(visit: Visit, kind: str, name: str) -> HttpResponse:
    """An item as a form; saving makes one commit with the reason given."""
    record = visit.seen.dossier.by_reference.get(f"{kind}/{name}")
    if record is None:
        raise UnknownReference(f"{kind}/{name}")
    if not visit.rights.may_change(record, getattr(record, "component", None)):
        return not_allowed(visit.request)
    if visit.request.method == "GET":
        return _form(visit, record, served().head_of(record.file), {}, {})
    return _save(visit, record)


def _form(
    visit: Visit, record: Record, base: str, typed: dict[str, str], faults: dict[str, str], status: int = 200
) -> HttpResponse:
    text = served().text_at(record.file, base) or ""
    return visit.show(
        "edit_item.html",
        status=status,
        record=record,
        text=text_of(record),
        fields=form_of(record, text, visit.seen.dossier),
        typed=typed,
        faults=faults,
        base=base,
        reason=visit.request.POST.get("(reason)", ""),
    )


def _save(visit: Visit, record: Record) -> HttpResponse:
    posted = visit.request.POST
    names = [one.name for one in fields_of(type(record)).values() if one.name in posted]
    typed = {name: posted[name] for name in names}
    base = posted.get("(base)", "")
    reason = posted.get("(reason)", "").strip()
    faults = {name: fault for name in names if (fault := _fault(visit, record, name, typed[name], base))}
    if len(reason) < SHORTEST_REASON:
        faults["(reason)"] = "Say in a few words why: the history shows it."
    if faults:
        return _form(visit, record, base, typed, faults, status=422)
    before = served().text_at(record.file, base)
    if before is None:
        raise CannotWrite("The file of this item is gone; somebody removed it meanwhile.")
    try:
        commit = _commit(visit, record.file, lambda now: edit_item(record, before, now, typed), reason)
    except EditsMet as error:
        return _conflict(visit, record, error.met, typed)
    keep(visit.request, "edited", mission=visit.name, item=record.reference, commit=commit or "")
    return redirect(f"/missions/{visit.name}/items/{record.reference}/?saved={(commit or '')[:10]}")


def _commit(visit: Visit, file: str, change: Callable[[str], str], reason: str) -> str | None:
    commit = served().change(file, change, author=author_of(visit), reason=reason, at=timezone.now())
    saved_now(visit.request)
    return commit


def _fault(visit: Visit, record: Record, name: str, value: str, base: str) -> str:
    """What is wrong with a value that was changed; what stands unchanged in the file is not judged."""
    text = served().text_at(record.file, base) or ""
    before = {one.name: one.value for one in form_of(record, text, visit.seen.dossier)}.get(name, "")
    same = before.strip() == value.replace("\r\n", "\n").strip()
    return "" if same else fault_of_value(record, name, value)


def _conflict(visit: Visit, record: Record, met: tuple[Met, ...], typed: dict[str, str]) -> HttpResponse:
    """Shows what somebody else wrote meanwhile beside what was typed; the next save begins from there."""
    return visit.show(
        "edit_conflict.html",
        status=409,
        record=record,
        text=text_of(record),
        met=met,
        typed={name: value for name, value in typed.items() if name not in {one.name for one in met}},
        base=served().head_of(record.file),
        reason=visit.request.POST.get("(reason)", ""),
        last=served().last_change_of(record.file),
    )


def author_of(visit: Visit) -> Author:
    """Who a commit of this visit is by: the account, and the posts it acts for."""
    account = visit.request.user
    posts = ", ".join(visit.rights.posts)
    name = account.get_full_name() or account.get_username()  # type: ignore[union-attr]
    return Author(f"{name} ({posts})" if posts else name, getattr(account, "email", "") or "")


@require_http_methods(["GET", "POST"])
@of_mission(Act.EDIT)
def edit_text(visit: Visit, path: str) -> HttpResponse:
    """A file of the mission as text, with the same reading as everywhere."""
    file = _file_of(visit, path)
    base = visit.request.POST.get("(base)") or served().head_of(file)
    before = served().text_at(file, base)
    if before is None:
        raise UnknownReference(path)
    if visit.request.method == "GET":
        return visit.show(
            "edit_text.html", path=path, typed=before, base=base, faults=[], reason="", merged=None
        )
    typed = visit.request.POST.get("(text)", "").replace("\r\n", "\n")
    reason = visit.request.POST.get("(reason)", "").strip()
    head = served().head_of(file)
    merged = (
        Merged(typed) if head == base else merged_texts(before, typed, served().text_at(file, head) or "")
    )
    faults = faults_of_text(merged.text, path, before)
    if merged.n_conflicts or faults or len(reason) < SHORTEST_REASON:
        return visit.show(
            "edit_text.html",
            status=409 if merged.n_conflicts else 422,
            path=path,
            typed=merged.text,
            base=head if merged.n_conflicts else base,
            faults=faults,
            reason=reason,
            merged=merged,
        )
    commit = _commit(visit, file, lambda now: _laid_on(before, typed, now), reason)
    keep(visit.request, "edited as text", mission=visit.name, item=path, commit=commit or "")
    return redirect(f"/missions/{visit.name}/history/?saved={(commit or '')[:10]}")


def _laid_on(before: str, typed: str, now: str) -> str:
    """The text as typed, with what others saved meanwhile; a clash refuses."""
    again = merged_texts(before, typed, now) if now != before else Merged(typed)
    if again.n_conflicts:
        raise CannotWrite(
            "Somebody saved the same lines this very moment; nothing was written. Send it again."
        )
    return again.text


def _file_of(visit: Visit, path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or any(one in ("..", ".git") for one in parts):
        raise UnknownReference(path)
    return f"missions/{visit.name}/{path}"


@require_POST
@of_mission()
def check_value(visit: Visit, kind: str, name: str) -> HttpResponse:
    """What is wrong with the fields as typed so far, for the form to show at once; saves nothing."""
    record = visit.seen.dossier.by_reference.get(f"{kind}/{name}")
    if record is None:
        raise UnknownReference(f"{kind}/{name}")
    field = visit.request.headers.get("HX-Trigger-Name", "")
    posted = visit.request.POST
    known = field in fields_of(type(record)) and field in posted
    fault = _fault(visit, record, field, posted[field], posted.get("(base)", "")) if known else ""
    return HttpResponse(escape(fault))


@require_POST
@of_mission()
def accept(visit: Visit) -> HttpResponse:
    """Records that a post has reviewed a link and that it holds."""
    if not (visit.rights.may(Act.EDIT) or visit.rights.may(Act.DECIDE)):
        return not_allowed(visit.request)
    posted = visit.request.POST
    file, change = accepted_row(
        visit.mission.opened,
        posted.get("link", ""),
        by=posted.get("post", ""),
        why=posted.get("why", ""),
        on=timezone.localdate(),
        seen=visit.seen,
    )
    commit = _commit(visit, file, change, posted.get("why", ""))
    keep(
        visit.request, "accepted a link", mission=visit.name, item=posted.get("link", ""), commit=commit or ""
    )
    return redirect(f"/missions/{visit.name}/suspects/?saved={(commit or '')[:10]}")
