"""Every page and every act, as every role: who sees what, and what nobody sees who may not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from web_site import client_of, git, workspace_in_this_process

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

ROLES = ("reader", "planner", "component", "finance", "leadership", "auditor", "administrator")
MAY_READ = {"reader", "planner", "component", "finance", "leadership", "auditor"}
MISSION = "/missions/minusca"
READING_PAGES = (
    "/", "/rooms/strategy/", "/rooms/mandate/", "/rooms/phases/", "/rooms/plan/", "/rooms/money/",
    "/rooms/forces/", "/rooms/evidence/", "/rooms/partners/", "/rooms/decisions/", "/rooms/mission/",
    "/all/indicators/", "/items/task/protect-civilians/", "/charts/money/0.svg", "/findings/", "/suspects/",
    "/explain/figure/days-above-reserve/", "/explain/PHA014/", "/search/?q=elections", "/history/",
)  # fmt: skip
TASK = f"{MISSION}/items/task/protect-civilians"


@pytest.fixture(scope="module", autouse=True)
def accounts() -> None:
    """One account of each role, and one of each that is cleared."""
    workspace_in_this_process()
    from django.contrib.auth import get_user_model

    from bluehelm.web.models import Assignment

    for role in ROLES:
        for cleared in (False, True):
            name = f"{role}-cleared" if cleared else role
            account, _ = get_user_model().objects.get_or_create(username=name)
            Assignment.objects.get_or_create(
                account=account,
                mission="minusca",
                role=role,
                defaults={"cleared": cleared, "component": "protection"},
            )
    get_user_model().objects.get_or_create(username="elsewhere")


@pytest.mark.parametrize("page", READING_PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_whoever_may_read_sees_the_page_and_nobody_else(role: str, page: str) -> None:
    answer = client_of(role).get(MISSION + page)
    assert answer.status_code == (200 if role in MAY_READ else 404), answer.content[:300]


@pytest.mark.parametrize("page", READING_PAGES)
def test_a_stranger_is_sent_to_sign_in_and_an_account_without_a_role_sees_nothing(page: str) -> None:
    answer = client_of("").get(MISSION + page)
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")
    assert client_of("elsewhere").get(MISSION + page).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_the_form_of_a_task_opens_for_planners_alone(role: str) -> None:
    expected = 200 if role == "planner" else 403 if role in MAY_READ else 404
    assert client_of(role).get(f"{TASK}/edit/").status_code == expected
    posted = client_of(role).post(f"{TASK}/edit/", {"because": "x", "(base)": "0" * 40})
    assert posted.status_code == (400 if role == "planner" else expected)


@pytest.mark.parametrize("role", ROLES)
def test_a_file_as_text_opens_for_planners_alone(role: str) -> None:
    expected = 200 if role == "planner" else 403 if role in MAY_READ else 404
    assert client_of(role).get(f"{MISSION}/text/tasks.yaml").status_code == expected


@pytest.mark.parametrize("role", ROLES)
def test_the_audit_trail_opens_for_auditors_and_administrators(role: str) -> None:
    expected = 200 if role in ("auditor", "administrator") else 404
    assert client_of(role).get("/audit/").status_code == expected


@pytest.mark.parametrize("role", ROLES)
def test_a_link_is_accepted_by_planners_and_leaders(role: str) -> None:
    answer = client_of(role).post(f"{MISSION}/suspects/accept/", {"link": "no>such", "post": "x", "why": "y"})
    allowed = role in ("planner", "leadership")
    assert answer.status_code == (404 if allowed or role not in MAY_READ else 403)


@pytest.mark.parametrize("page", [*READING_PAGES, "/items/task/quiet-talks/", "/search/?q=quiet"])
@pytest.mark.parametrize("role", sorted(MAY_READ))
def test_what_is_restricted_shows_on_no_page_of_whoever_is_not_cleared(role: str, page: str) -> None:
    body = client_of(role).get(MISSION + page).content.decode()
    shown = body.replace("q=quiet", "").replace(": quiet", "").replace("items/task/quiet-talks", "")
    assert "quiet" not in shown.lower().replace('value="quiet"', "")
    assert "minusca.restricted" not in shown


@pytest.mark.parametrize("role", sorted(MAY_READ))
def test_whoever_is_cleared_sees_what_is_restricted(role: str) -> None:
    client = client_of(f"{role}-cleared")
    assert client.get(f"{MISSION}/items/task/quiet-talks/").status_code == 200
    assert b"quiet-talks" in client.get(f"{MISSION}/all/tasks/").content
    assert b"quiet talks begin" in client.get(f"{MISSION}/history/").content


def test_a_commit_of_the_restricted_repository_opens_only_for_the_cleared() -> None:
    commit = git(workspace_in_this_process() / "missions" / "minusca.restricted", "rev-parse", "HEAD").strip()
    page = f"{MISSION}/history/{commit}/"
    assert client_of("reader").get(page).status_code == 404
    assert b"quiet talks" in client_of("reader-cleared").get(page).content


INTERFACE = (
    "/collections/tasks", "/items/task/protect-civilians", "/trace/task/protect-civilians", "/findings",
    "/brief", "/figures/days-above-reserve",
)  # fmt: skip


@pytest.mark.parametrize("address", INTERFACE)
@pytest.mark.parametrize("role", ROLES)
def test_the_interface_for_programs_has_the_rights_of_the_pages(role: str, address: str) -> None:
    answer = client_of(role).get(f"/api/missions/minusca{address}")
    assert answer.status_code == (200 if role in MAY_READ else 404)
    assert b"quiet-talks" not in answer.content
    assert client_of("").get(f"/api/missions/minusca{address}").status_code == 401


def test_the_interface_describes_itself_and_tells_the_cleared_what_is_restricted() -> None:
    described = client_of("reader").get("/api/openapi.json").json()
    assert "/api/missions/{mission}/findings" in described["paths"]
    answer = client_of("reader-cleared").get("/api/missions/minusca/items/task/quiet-talks").json()
    assert answer["text"] == "hold quiet talks with the armed group"
    assert client_of("reader").get("/api/missions/minusca/items/task/quiet-talks").status_code == 404


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_a_brief_is_taken_away_and_is_public_for_whoever_is_not_cleared(form: str) -> None:
    mine = client_of("reader").get(f"{MISSION}/brief.{form}")
    assert "minusca-public-" in mine.headers["Content-Disposition"]
    theirs = client_of("reader-cleared").get(f"{MISSION}/brief.{form}")
    assert "public" not in theirs.headers["Content-Disposition"]
    assert mine.content[:5] in (b"%PDF-", b"<!doc")


def test_only_an_administrator_of_every_mission_keeps_accounts() -> None:
    for role in ROLES:
        assert client_of(role).get("/people/").status_code == 404
    from bluehelm.web.sign_in import owner_account

    owner = client_of(str(owner_account()))
    assert owner.get("/people/").status_code == 200
    made = owner.post("/people/", {"username": "newcomer"})
    assert b"/sign-in-once/" in made.content
    given = {"account": "newcomer", "role": "reader", "mission": "minusca"}
    assert owner.post("/people/assign/", given).status_code == 302
    assert client_of("newcomer").get(f"{MISSION}/").status_code == 200
    assert owner.post("/people/assign/", given | {"take": "yes"}).status_code == 302
    assert client_of("newcomer").get(f"{MISSION}/").status_code == 404
    assert owner.post("/people/close/", {"account": "newcomer"}).status_code == 302
    trail = client_of("auditor").get("/audit/").content.decode()
    assert "took a role away" in trail
    assert "newcomer reader minusca" in trail


def test_the_last_administrator_cannot_be_taken_away() -> None:
    from bluehelm.web.models import Assignment
    from bluehelm.web.sign_in import owner_account

    owner = owner_account()
    Assignment.objects.filter(role="administrator").exclude(account=owner).delete()
    answer = client_of(str(owner)).post(
        "/people/assign/", {"account": str(owner), "role": "administrator", "mission": "*", "take": "yes"}
    )
    assert answer.status_code == 400
    assert client_of(str(owner)).post("/people/close/", {"account": str(owner)}).status_code == 400


def csrf_client(name: str) -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(username=name))
    return client


def test_a_form_from_another_site_is_refused_and_what_was_typed_is_shown() -> None:
    answer = csrf_client("planner").post(
        f"{TASK}/edit/", {"because": "my long text", "(reason)": "sent late"}
    )
    assert answer.status_code == 403
    assert b"my long text" in answer.content


@pytest.mark.parametrize(
    "path", ["../../../etc/passwd", "..%2f..%2fsystem/rules.yaml", ".git/config", "no.yaml"]
)
def test_a_path_that_leads_elsewhere_opens_nothing(path: str) -> None:
    answer = client_of("planner").get(f"{MISSION}/text/{path}")
    assert answer.status_code == 404


def test_every_answer_carries_a_strict_policy_and_loads_nothing_from_elsewhere() -> None:
    answer = client_of("reader").get(f"{MISSION}/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    body = answer.content.decode()
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", body)
    assert "style=" not in body
    assert "<script" not in body
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("page", READING_PAGES)
def test_a_page_is_small_enough_for_a_thin_line(page: str) -> None:
    import gzip

    body = client_of("reader").get(MISSION + page).content
    assert len(gzip.compress(body)) < 100_000 or page.startswith("/charts/")


def test_a_link_to_sign_in_works_once() -> None:
    from django.contrib.auth import get_user_model

    from bluehelm.web.sign_in import link_for

    link = link_for(get_user_model().objects.get(username="reader"))
    first, second = client_of(""), client_of("")
    assert first.get(link).status_code == 200
    assert first.get(MISSION + "/").status_code == 302
    assert first.post(link).status_code == 302
    assert first.get(MISSION + "/").status_code == 200
    assert second.post(link).status_code == 410


def test_the_settings_of_a_team_pass_the_checks_of_django() -> None:
    import os
    import subprocess
    import sys

    workspace = workspace_in_this_process()
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={**os.environ, "BLUEHELM_WORKSPACE": str(workspace), "BLUEHELM_HTTPS": "yes",
             "BLUEHELM_HOSTS": "bluehelm.mission.example",
             "DJANGO_SETTINGS_MODULE": "bluehelm.web.settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
