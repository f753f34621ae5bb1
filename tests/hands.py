"""The browser's part in a form: what a person does goes to it as messages in JSON, what it answers is what they see."""

import json
from itertools import count

from workbook.forms import Form

_numbers = count(1)


def opened(path, section="debts", **options):
    return Form(path, section, pause=0, **options)


def message(form, do, **more):
    """Give a message as the browser sends it."""
    return {"do": do, "n": next(_numbers), "case": form.said.state["case"], **more}


def send(form, sent):
    form.hear(json.loads(json.dumps(sent)))
    return sent


def say(form, do, **more):
    return send(form, message(form, do, **more))


def change(form, *steps):
    return say(form, "change", steps=steps)


def seen(form):
    """Give what the browser was told last."""
    return json.loads(json.dumps(form.said.state))


def shown(form, *path):
    """Give what stands in a field."""
    found = seen(form)["tree"]
    for step in path:
        found = (
            next((row for row in found if row["id"] == step), {}) if isinstance(found, list) else found.get(step, {})
        )
    return found if found != {} else ""


def step(form, *path, text, before=None):
    return {"path": path, "value": text, "before": shown(form, *path) if before is None else before}


def typed(form, *path, text):
    return change(form, step(form, *path, text=text))


def add(form, *path):
    """Add a row under an id of the browser's own."""
    row = f"row{next(_numbers)}"
    change(form, {"path": path, "add": row})
    return row


def remove(form, *path):
    return change(form, {"path": path})


def undo(form):
    return say(form, "undo")


def error(form, *path):
    return seen(form)["errors"].get("/".join(path), "")


def reads(form, *path):
    return seen(form)["read"].get("/".join(path), "")


def status(form):
    return seen(form)["status"]["words"]


def questions(form):
    return [choice["words"] for choice in seen(form)["choices"]]


def locked(form, *path):
    return "/".join(path[:2]) in seen(form)["settled"]


def enter(field):
    """Press Enter in a field of a panel, as the browser tells of it."""
    field._handle_custom_msg({"event": "submit"}, [])
