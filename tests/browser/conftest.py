"""A JupyterLab of our own on this machine, and a browser that may talk to nothing else."""

import contextlib
import shutil
import time

import pytest
from playwright.sync_api import sync_playwright
from server import CHROMIUM, DESKTOP, FRESH, QUIET, ready, started

from workbook import home


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory):
    """A home for this process alone: others run beside it, and each remembers a case and a language."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WORKBOOK_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with started(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def start(tmp_path):
    """Start servers of the test's own, to be stopped and started again at the same port."""
    with contextlib.ExitStack() as running:
        yield lambda port=0, **settings: running.enter_context(started(tmp_path, port, **settings))


@pytest.fixture
def lab(server):
    """The server with a fresh case and no kernel left from the test before."""
    server.stop_kernels()
    server.case_file.write_text(FRESH, encoding="utf-8")
    for backup in server.case_file.parent.glob("backups/*"):
        backup.unlink()
    return server


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(lab, chromium):
    """Open a notebook, wait until it has run; afterwards no request may have left the machine."""
    outside, contexts = [], []

    def note(request):
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            outside.append(request.url)

    def go(notebook, viewport=DESKTOP, at=lab, *, unfolded=True, **options):
        context = chromium.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", note)
        page.goto(at.address(notebook))
        ready(page, unfolded=unfolded)
        return page

    yield go
    for context in contexts:
        context.close()
    (home.cases() / "language").unlink(missing_ok=True)
    assert outside == []


@pytest.fixture
def cases():
    """Give the folder of the cases; those a test makes are removed, and the case that was open is again."""
    pointer, folders = home.cases() / "current", set(home.cases().glob("*/"))
    named = pointer.read_bytes() if pointer.exists() else None
    yield home.cases()
    for folder in set(home.cases().glob("*/")) - folders:
        shutil.rmtree(folder)
    pointer.write_bytes(named) if named is not None else pointer.unlink(missing_ok=True)


@pytest.fixture
def eventually():
    """Wait until something comes true."""

    def wait(check, seconds=10):
        until = time.monotonic() + seconds
        while not check():
            assert time.monotonic() < until, "it did not come true in time"
            time.sleep(0.1)

    return wait
