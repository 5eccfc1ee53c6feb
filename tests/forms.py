"""Pages as a browser without JavaScript has them: their forms, filled in and sent by the test client."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    action: str
    method: str = "get"
    hidden: list = field(default_factory=list)
    names: set = field(default_factory=set)


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms = []
        self.open = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.open = Form(attrs.get("action", ""), attrs.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open and tag in ("input", "textarea", "select", "button") and attrs.get("name"):
            self.open.names.add(attrs["name"])
            if attrs.get("type") == "hidden":
                self.open.hidden.append((attrs["name"], attrs.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None


def forms_in(page):
    reader = _Forms()
    reader.feed(page)
    return reader.forms


def form_to(page, part):
    """The one form of a page whose action holds `part`."""
    found = [form for form in forms_in(page) if part in form.action]
    assert len(found) == 1, f"{len(found)} forms lead to {part}: {[form.action for form in forms_in(page)]}"
    return found[0]


def filled(form, **given):
    """The data of a form: its hidden fields, and what is given (`a_told` for the field `a-told`)."""
    data = dict(form.hidden)
    for name, value in given.items():
        data[name[0] + "-" + name[2:] if name[1:2] == "_" else name] = value
    return data


def send(client, page, part, follow=True, **given):
    """Send the form of `page` that leads to `part`, with what is given."""
    form = form_to(page, part)
    return client.post(form.action, data=filled(form, **given), follow_redirects=follow)
