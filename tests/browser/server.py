"""A JupyterLab of our own on this machine, and a page of it that has run."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from itertools import count
from pathlib import Path

from jupyter_client import BlockingKernelClient

ROOT = Path(__file__).parents[2]
TOKEN = "only-for-this-test"  # noqa: S105 - the server listens on 127.0.0.1 for the length of a test
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1280, "height": 1000}, {"width": 390, "height": 844}
FRESH = '{"profile": {"as_of": "2026-11-23", "fictional": true}}'
_numbers = count()


class Lab:
    """A running server and the case its notebooks open."""

    def __init__(self, port, case_file, process, environment):
        self.url, self.port, self.case_file = f"http://127.0.0.1:{port}", port, case_file
        self.process, self.environment = process, environment

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def told(self, section):
        """Give what the file holds of a section, nothing told yet included."""
        return json.loads(self.case_file.read_text(encoding="utf-8")).get(section, {})

    def kernels(self):
        with urllib.request.urlopen(f"{self.url}/api/kernels?token={TOKEN}") as answer:  # noqa: S310 - our own server
            return json.load(answer)

    def answer(self, kernel_id, question):
        """Give what a running kernel answers to a line of Python."""
        client = BlockingKernelClient(connection_file=str(next(self.case_file.parents[1].rglob(f"*{kernel_id}.json"))))
        client.load_connection_file()
        client.start_channels()
        asked = client.execute_interactive("", user_expressions={"it": question}, store_history=False, timeout=30)
        client.stop_channels()
        return asked["content"]["user_expressions"]["it"]["data"]["text/plain"]

    def stop_kernels(self):
        for kernel in self.kernels():
            gone = urllib.request.Request(f"{self.url}/api/kernels/{kernel['id']}?token={TOKEN}", method="DELETE")  # noqa: S310
            urllib.request.urlopen(gone).close()  # noqa: S310

    def kill_kernels(self, by=signal.SIGKILL):
        """Kill the kernels as a crash would, or halt them, without a word to the server."""
        ask = ["ps", "-o", "pid=", "--ppid", str(self.process.pid)]
        for process_id in subprocess.run(ask, capture_output=True, text=True, check=True).stdout.split():
            os.kill(int(process_id), by)

    def trust(self, path):
        """Let Jupyter trust a notebook, as it does once somebody ran and saved it."""
        command = [Path(sys.executable).parent / "jupyter-trust", path]
        subprocess.run(command, env=self.environment, check=True, capture_output=True)

    def address(self, notebook):
        return f"{self.url}/lab/workspaces/t{next(_numbers)}/tree/notebooks/{notebook}.ipynb?reset&token={TOKEN}"


@contextlib.contextmanager
def started(place, port=0, **settings):
    """Run a server with a home of its own; stopped and started again at the same port it is the same to a browser."""
    case_file = place / "（虚构）案例" / "case.json"
    case_file.parent.mkdir(exist_ok=True)
    if not case_file.exists():
        case_file.write_text(FRESH, encoding="utf-8")
    folders = {
        name: str(place / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    environment = {**os.environ, **folders, "WORKBOOK_CASE": str(case_file)}
    with serving(ROOT, environment, place / "log", port, **settings) as (process, at):
        yield Lab(at, case_file, process, environment)


@contextlib.contextmanager
def serving(root, environment, log, port=0, *, tools=Path(sys.executable).parent, **settings):
    """Run a server in a folder, by the programs of some environment; give its process and port once it answers."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--allow-root"]
    options += [f"--{name.replace('__', '.')}={value}" for name, value in settings.items()]
    with log.open("w") as said:
        process = subprocess.Popen(
            [tools / "jupyter-lab", *options], cwd=root, env=environment, stdout=said, stderr=said
        )
        try:
            _wait(f"http://127.0.0.1:{port}{settings.get('ServerApp__base_url', '/')}api")
            yield process, port
        finally:
            process.terminate()
            process.wait(20)


def _wait(url, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            return urllib.request.urlopen(url, timeout=1).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"JupyterLab did not start within {seconds} seconds")


def ready(page, *, unfolded=True):
    """Wait until a page has run, and unfold it."""
    last = page.locator(".jp-Notebook .jp-CodeCell").last.locator(".jp-OutputArea-output")
    last.wait_for(state="attached", timeout=150_000)
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', state="attached", timeout=90_000)
    if unfolded:
        unfold(page)


FOLDED = ".wb-form details:not([open]):is(.wb-card, :has(> summary > .wb-help:not(:empty))) > summary"


def unfold(page):
    """Open every folded section of a page, and in its forms each row and each group with something in it."""
    page.evaluate(
        "document.querySelectorAll('.workbook-page .workbook-fold[aria-expanded=false]').forEach((fold) => "
        "fold.getAttribute('aria-expanded') === 'false' && fold.click())"
    )
    page.evaluate(
        "for (let fold; (fold = document.querySelector(folded)); ) fold.click()".replace("folded", repr(FOLDED))
    )
