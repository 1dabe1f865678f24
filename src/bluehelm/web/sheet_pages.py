"""Tables as spreadsheets: download, upload, a preview of exactly what would change, apply all or nothing."""

from __future__ import annotations

import base64
import zlib

from django.core.signing import BadSignature, dumps, loads
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bluehelm.desk.sheet_edits import LARGEST_BYTES, base_of_sheet, preview_sheet, sheet_of
from bluehelm.desk.text_edits import merged_texts
from bluehelm.dossier.contents import Collection, collection_named, file_of, is_above_mission
from bluehelm.foundation.errors import CannotWrite, UnknownReference
from bluehelm.web.edit_pages import SHORTEST_REASON, author_of
from bluehelm.web.keep_audit import keep
from bluehelm.web.refusals import not_allowed
from bluehelm.web.rights import Act
from bluehelm.web.served import served
from bluehelm.web.visits import Visit, of_mission, saved_now

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _meant(name: str, mission: str) -> tuple[Collection, str]:
    entry = collection_named(name)
    if entry is None or is_above_mission(entry) or entry.shape not in ("list", "table"):
        raise UnknownReference(name)
    return entry, f"missions/{mission}/{file_of(entry).as_posix()}"


@require_safe
@of_mission()
def download(visit: Visit, collection: str) -> HttpResponse:
    """A collection as a spreadsheet; the open file alone, without what is restricted."""
    entry, file = _meant(collection, visit.name)
    base = served().head_of(file)
    content = sheet_of(entry, served().text_at(file, base) or "", base)
    keep(visit.request, "downloaded", mission=visit.name, item=collection)
    response = HttpResponse(content, content_type=SPREADSHEET)
    response.headers["Content-Disposition"] = f'attachment; filename="{visit.name}-{collection}.xlsx"'
    return response


@require_POST
@of_mission()
def upload(visit: Visit, collection: str) -> HttpResponse:
    """A preview of what an uploaded spreadsheet would change; nothing is saved."""
    entry, file = _meant(collection, visit.name)
    if not _may_change(visit, file):
        return not_allowed(visit.request)
    sent = visit.request.FILES.get("sheet")
    if sent is None:
        raise CannotWrite("No spreadsheet was sent.")
    if (sent.size or 0) > LARGEST_BYTES:
        raise CannotWrite("The file is larger than 20 MB; nothing was read.")
    content = sent.read()
    named, base = base_of_sheet(content)
    if named and named != collection:
        raise CannotWrite(f"This spreadsheet holds {named}, not {collection}.")
    base = base or served().head_of(file)
    preview = preview_sheet(entry, served().text_at(file, base) or "", content, base)
    return visit.show(
        "preview_sheet.html",
        status=422 if preview.faults else 200,
        preview=preview,
        collection=collection,
        sealed=_sealed(preview.text, base, file) if preview.text is not None else "",
    )


def _may_change(visit: Visit, file: str) -> bool:
    money = any(part in file for part in ("/budget/", "/staffing"))
    return visit.rights.may(Act.EDIT) or (money and visit.rights.may(Act.EDIT_MONEY))


def _sealed(text: str, base: str, file: str) -> str:
    """The new text for the form that applies it, sealed so that only what was previewed can come back."""
    packed = base64.b85encode(zlib.compress(text.encode(), 9)).decode("ascii")
    return dumps([packed, base, file], salt="sheet")


@require_POST
@of_mission()
def apply(visit: Visit, collection: str) -> HttpResponse:
    """Applies what was previewed as one commit, laid on what others saved meanwhile, or not at all."""
    _, file = _meant(collection, visit.name)
    if not _may_change(visit, file):
        return not_allowed(visit.request)
    reason = visit.request.POST.get("(reason)", "").strip()
    if len(reason) < SHORTEST_REASON:
        raise CannotWrite("Say in a few words why: the history shows it.")
    try:
        packed, base, sealed_for = loads(visit.request.POST.get("sealed", ""), salt="sheet", max_age=86_400)
    except BadSignature:
        raise CannotWrite(
            "The preview is too old or was changed on the way; upload the spreadsheet again."
        ) from None
    if sealed_for != file:
        raise CannotWrite("The preview was of another table; upload the spreadsheet again.")
    text = zlib.decompress(base64.b85decode(packed)).decode()
    before = served().text_at(file, base) or ""

    def laid(now: str) -> str:
        merged = merged_texts(before, text, now)
        if merged.n_conflicts:
            raise CannotWrite(
                "Somebody changed the same rows meanwhile; nothing was saved. Download it again."
            )
        return merged.text

    commit = served().change(file, laid, author=author_of(visit), reason=reason, at=timezone.now())
    saved_now(visit.request)
    keep(visit.request, "applied a spreadsheet", mission=visit.name, item=collection, commit=commit or "")
    return redirect(f"/missions/{visit.name}/all/{collection}/?saved={(commit or '')[:10]}")
