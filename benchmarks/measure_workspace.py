"""Measures the workspace in the browser under load, and writes benchmarks/results/workspace.md.

    python benchmarks/measure_workspace.py

Fifty people read and five edit a dossier of 10,000 items, 25 requests a second in all, at a server that
`bluehelm serve` starts. Latency is counted from the moment a request was due, so that waiting counts.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from machine_words import describe_machine
from make_large_dossier import MISSION, write_large_dossier

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "workspace.md"
N_ITEMS, N_READERS, N_EDITORS, REQUESTS_A_SECOND = 10_000, 50, 5, 25
EDITS_SHARE = 0.04
HOME = f"/missions/{MISSION}"
PAGES = ("/", f"{HOME}/", f"{HOME}/rooms/mandate/", f"{HOME}/rooms/plan/", f"{HOME}/findings/",
         f"{HOME}/all/indicators/", f"{HOME}/search/?q=patrol", f"{HOME}/history/",
         f"{HOME}/items/task/task-000007/", f"{HOME}/items/task/task-000009/")  # fmt: skip


@dataclass
class Tally:
    """What came of the requests."""

    reads_ms: list[float] = field(default_factory=list)
    edits_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)


class Browser:
    """One browser: keeps its cookies, follows where it is sent."""

    def __init__(self, address: str, cookies: CookieJar) -> None:
        self.address = address
        self._opener = build_opener(HTTPCookieProcessor(cookies))

    def get(self, path: str) -> str:
        """The page at a path."""
        with self._opener.open(self.address + path, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, form: dict[str, str], page: str) -> str:
        """The address that sending a form leads to; its token stands on `page`."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        data = urlencode({**form, "csrfmiddlewaretoken": token[1]}).encode()
        with self._opener.open(Request(self.address + path, data), timeout=60) as answer:  # noqa: S310
            answer.read()
            return str(answer.url)


@contextmanager
def served(workspace: Path, state: Path, port: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The link to sign in, and the server."""
    log = state / "log"
    state.mkdir()
    program = Path(sys.executable).parent / "bluehelm"
    with log.open("wb") as opened:
        server = subprocess.Popen(
            [program, "serve", workspace, "--port", str(port), "--workers", "2"],
            stdout=opened, stderr=opened, env={**os.environ, "BLUEHELM_STATE": str(state)},
        )  # fmt: skip
    try:
        for _ in range(600):
            found = re.search(r"http://\S+/", log.read_text())
            if found and _answers(port):
                yield found[0], server
                return
            time.sleep(0.1)
        raise RuntimeError(log.read_text())
    finally:
        server.terminate()
        server.wait(30)


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health/", timeout=5):
            return True
    except OSError:
        return False


def more_links(workspace: Path, state: Path, n_links: int) -> list[str]:
    """Links by which more people sign in, as an administrator makes them."""
    code = ("from pathlib import Path; from bluehelm.web.serve import prepare; import sys\n"
            "for _ in range(int(sys.argv[2])): print(prepare(Path(sys.argv[1])))")  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", code, str(workspace), str(n_links)],
        capture_output=True, text=True, check=True,
        env={**os.environ, "BLUEHELM_WORKSPACE": str(workspace), "BLUEHELM_STATE": str(state)},
    )  # fmt: skip
    return ran.stdout.split()


def edit_once(browser: Browser, number: int, name: str) -> None:
    """One edit as a person makes it: the form, then the save."""
    path = f"{HOME}/items/task/task-{number:06d}/edit/"
    page = browser.get(path)
    base = re.search(r'name="\(base\)" value="([^"]+)"', page)
    assert base is not None
    form = {"(base)": base[1], "because": name, "(reason)": name}
    if "saved=" not in browser.post(path, form, page):
        raise RuntimeError(f"not saved: {name}")


def run_load(readers: Sequence[Browser], editors: Sequence[Browser], seconds: float) -> Tally:
    """Requests at a steady rate from many people at once; a late start counts as waiting."""
    tally, lock, random = Tally(), threading.Lock(), Random(7)  # noqa: S311
    n_requests = int(seconds * REQUESTS_A_SECOND)
    due = [number / REQUESTS_A_SECOND for number in range(n_requests)]
    is_edit = [random.random() < EDITS_SHARE for _ in due]
    pages = [random.choice(PAGES) for _ in due]
    edits = iter([number for number in range(n_requests) if is_edit[number]])
    reads = iter([number for number in range(n_requests) if not is_edit[number]])
    start = time.perf_counter()

    def person(browser: Browser, following: Iterator[int]) -> None:
        while True:
            with lock:
                number = next(following, None)
            if number is None:
                return
            time.sleep(max(0.0, start + due[number] - time.perf_counter()))
            name = f"edit {number}"
            try:
                if is_edit[number]:
                    edit_once(browser, 1 + number % 40, name)
                else:
                    browser.get(pages[number])
            except Exception as error:
                with lock:
                    tally.errors.append(f"{name}: {error}")
                continue
            took = (time.perf_counter() - start - due[number]) * 1000
            with lock:
                (tally.edits_ms if is_edit[number] else tally.reads_ms).append(took)
                if is_edit[number]:
                    tally.acknowledged.append(name)

    people = [threading.Thread(target=person, args=(one, reads)) for one in readers]
    people += [threading.Thread(target=person, args=(one, edits)) for one in editors]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return tally


def memory_mb(server: subprocess.Popen[bytes]) -> float:
    """Resident memory of the server and its workers."""
    ran = subprocess.run(["ps", "-o", "rss=", "--pid", str(server.pid), "--ppid", str(server.pid)],
                         capture_output=True, text=True, check=True)  # fmt: skip
    return sum(int(line) for line in ran.stdout.split()) / 1024


def warm(browsers: Sequence[Browser]) -> None:
    """Each worker has read the dossier and checked it once before counting begins."""
    for _ in range(4):
        for page in PAGES:
            browsers[0].get(page)


def measured(seconds: float, port: int) -> str:
    """The results as a page."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder, "workspace")
        write_large_dossier(workspace, N_ITEMS)
        git = ["git", "-C", str(workspace), "-c", "user.name=P", "-c", "user.email=p@x"]
        for step in (["init", "-q"], ["add", "--all"], ["commit", "-q", "-m", "first state"]):
            subprocess.run([*git, *step], check=True)
        with served(workspace, Path(folder, "state"), port) as (link, server):
            address = link.partition("/sign-in")[0]
            everybody = [CookieJar() for _ in range(1 + N_EDITORS)]
            links = [link.removeprefix(address), *more_links(workspace, Path(folder, "state"), N_EDITORS)]
            for cookies, path in zip(everybody, links, strict=True):
                signing_in = Browser(address, cookies)
                signing_in.post(path, {}, signing_in.get(path))
            readers = [Browser(address, everybody[0]) for _ in range(N_READERS)]
            editors = [Browser(address, cookies) for cookies in everybody[1:]]
            warm(readers)
            before = memory_mb(server)
            tally = run_load(readers, editors, seconds)
            after = memory_mb(server)
        log = subprocess.run([*git, "log", "--format=%s"], capture_output=True, text=True, check=True).stdout
    lost = set(tally.acknowledged) - set(log.splitlines())
    return page_of(tally, len(lost), seconds, (before, after))


def page_of(tally: Tally, n_lost: int, seconds: float, memory: tuple[float, float]) -> str:
    """The page with the figures."""
    rows = []
    for name, taken in (("reading", tally.reads_ms), ("an edit (form and save)", tally.edits_ms)):
        cuts = statistics.quantiles(taken, n=100)
        rows.append(f"| {name} | {len(taken):,} | {statistics.median(taken):.0f} ms | {cuts[94]:.0f} ms "
                    f"| {cuts[98]:.0f} ms |")  # fmt: skip
    return "\n".join(
        [
            "# The workspace under load", "",
            f"{describe_machine()} The load is made on the same machine.", "",
            (f"A dossier of {N_ITEMS:,} items, {N_READERS} people reading and {N_EDITORS} editing, "
             f"{REQUESTS_A_SECOND} requests a second for {seconds:.0f} s, two worker processes. Time counts "
             "from when a request was due."), "",
            "| what | requests | median | 95th percentile | 99th percentile |", "|---|---:|---:|---:|---:|",
            *rows, "",
            (f"Errors: {len(tally.errors)}. Acknowledged edits: {len(tally.acknowledged)}; lost: {n_lost}. "
             f"Memory of the server with its workers: {memory[0]:.0f} MB before, {memory[1]:.0f} MB after."),
            "",
            "Wanted: median under 60 ms, 95th percentile under 200 ms, no error, no lost edit, flat memory.",
            "",
        ]
    )  # fmt: skip


def main() -> None:
    """Runs the load and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--port", type=int, default=8177)
    asked = parser.parse_args()
    page = measured(asked.seconds, asked.port)
    RESULTS.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
