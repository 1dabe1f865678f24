"""The workspace in a real browser: sign in, read, edit, meet another's edit, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bluehelm.desk.copy_example import copy_example
from web_site import CHROMIUM, git, served_by_command

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
TASK = "/missions/minusca/items/task/protect-civilians/"
PAGES = (
    "/", "/missions/minusca/", "/missions/minusca/rooms/mandate/", "/missions/minusca/rooms/plan/",
    "/missions/minusca/rooms/evidence/", "/missions/minusca/findings/", "/missions/minusca/suspects/",
    "/missions/minusca/history/", "/missions/minusca/explain/figure/days-above-reserve/", TASK,
    f"{TASK}edit/", "/missions/minusca/text/tasks.yaml", "/accounts/2fa/",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("site")
    workspace = folder / "workspace"
    copy_example(workspace)
    with served_by_command(workspace, folder / "state") as link:
        yield link, workspace


@pytest.fixture(scope="module")
def signed_in(site: tuple[str, Path]) -> Iterator[Any]:
    """A browser in which the owner has signed in by the link."""
    from playwright.sync_api import sync_playwright

    link, _ = site
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(base_url=link.split("/sign-in")[0])
        page = context.new_page()
        page.goto(link)
        page.click("main button")
        yield context
        browser.close()


@pytest.fixture
def page(signed_in: Any) -> Iterator[Any]:
    opened = signed_in.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_serious_on_the_page(page: Any, address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto(address)
    found = Axe().run(page).response["violations"]
    serious = [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_a_telephone_without_sideways_scrolling(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("address", PAGES)
def test_no_page_asks_anything_of_another_machine_or_breaks_its_policy(page: Any, address: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))] == []
    assert said == []


def test_an_edit_becomes_one_commit_with_its_reason_and_the_file_keeps_its_comments(
    page: Any, site: tuple[str, Path]
) -> None:
    _, workspace = site
    page.goto(f"{TASK}edit/")
    page.fill("#f-because", "armed groups kill fewer civilians where patrols come")
    page.fill("#reason", "said more plainly")
    page.click("text=Save as one commit")
    page.wait_for_url("**/?saved=*")
    assert "where patrols come" in page.content()
    assert git(workspace, "log", "-1", "--format=%s").strip() == "said more plainly"
    shown = git(workspace, "show", "--format=", "--unified=0")
    assert [line for line in shown.splitlines() if line.startswith("+ ")] == [
        "+    because: armed groups kill fewer civilians where patrols come"
    ]
    assert git(workspace, "status", "--porcelain") == ""


def test_a_bad_value_is_told_while_one_types_and_is_not_saved(page: Any, site: tuple[str, Path]) -> None:
    head = git(site[1], "rev-parse", "HEAD")
    page.goto(f"{TASK}edit/")
    page.fill("#f-weight", "a lot")
    page.press("#f-weight", "Tab")
    page.wait_for_selector("#e-weight:has-text('not a plain number')")
    page.fill("#reason", "trying")
    page.click("text=Save as one commit")
    assert "Nothing was saved" in page.inner_text("main")
    assert page.input_value("#f-weight") == "a lot"
    assert git(site[1], "rev-parse", "HEAD") == head
    page.goto(f"{TASK}edit/")
    page.click("text=Discard it")
    page.wait_for_function("document.querySelector('#f-weight').value === ''")


def test_two_people_who_edit_one_field_are_shown_both_and_lose_nothing(
    page: Any, signed_in: Any, site: tuple[str, Path]
) -> None:
    page.goto(f"{TASK}edit/")
    second = signed_in.new_page()
    second.goto(f"{TASK}edit/")
    second.fill("#f-category", "protection of civilians")
    second.fill("#reason", "the usual word")
    second.click("text=Save as one commit")
    second.wait_for_url("**/?saved=*")
    second.close()
    page.fill("#f-category", "protecting civilians")
    page.fill("#reason", "a verb")
    page.click("text=Save as one commit")
    told = page.inner_text("main")
    assert "Somebody changed this meanwhile" in told
    assert "protection of civilians" in told
    page.fill("#f-category", "protection of civilians by all means")
    page.click("text=Save as one commit")
    page.wait_for_url("**/?saved=*")
    assert "protection of civilians by all means" in page.inner_text("main")


def test_what_was_typed_survives_a_lost_connection(page: Any) -> None:
    page.goto(f"{TASK}edit/")
    page.fill("#f-norm", "one battalion in each sector")
    page.goto("/missions/minusca/")
    page.goto(f"{TASK}edit/")
    assert page.input_value("#f-norm") == "one battalion in each sector"


def test_the_interface_speaks_french(page: Any) -> None:
    page.goto("/missions/minusca/")
    page.click("text=Français")
    page.wait_for_selector("html[lang=fr]")
    assert "Vue d’ensemble" in page.inner_text(".rooms")
    page.goto("/missions/minusca/findings/")
    assert "Constats" in page.inner_text("h1")
    page.click("text=English")
    page.wait_for_selector("html[lang=en]")


def test_the_keyboard_alone_finds_the_content_and_the_search(page: Any) -> None:
    page.goto("/missions/minusca/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("elections")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=elections")
    assert "election-support" in page.inner_text("main")


def test_what_changed_between_two_moments_is_told_in_the_terms_of_the_dossier(page: Any) -> None:
    page.goto("/missions/minusca/history/")
    page.click("main form button")
    told = page.inner_text("main")
    assert "task/protect-civilians" in told
    assert "where patrols come" in told
    page.goto("/missions/minusca/history/")
    page.click(".results >> text=said more plainly")
    assert "where patrols come" in page.inner_text("#items ~ article")
