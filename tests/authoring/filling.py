"""Forms of blocks, as somebody fills them in without scripts."""

import re
from html import unescape
from html.parser import HTMLParser

from tests.authoring.test_workshop import DRAFT, HELLO, body_of

BLOCK = f"{DRAFT}/block"


class _Fields(HTMLParser):
    """What a browser would send of the form of a block, without its buttons."""

    def __init__(self, page):
        super().__init__()
        self.sent, self.area, self.select, self.inside = {}, None, None, False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.inside |= tag == "form" and "block-form" in given.get("class", "")
        if not self.inside:
            return
        if tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self.sent[given["name"]] = given.get("value", "")
        elif tag == "textarea":
            self.area, self.sent[given["name"]] = given["name"], ""
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.sent):
            self.sent[self.select] = given["value"]

    def handle_endtag(self, tag):
        self.inside &= tag != "form"
        self.area = None if tag == "textarea" else self.area
        self.select = None if tag == "select" else self.select

    def handle_data(self, data):
        if self.area:
            self.sent[self.area] += data


def fields(page):
    return {name: value.removeprefix("\n") for name, value in _Fields(page).sent.items()}


def new(client, kind, path=HELLO, **query):
    return client.get(f"{BLOCK}/{path}", query_string={"kind": kind, **query}).text


def opened(client, path, words):
    """The form of the block that begins by these words in the list of blocks."""
    page = client.get(f"{DRAFT}/blocks/{path}").text
    address = next(unescape(address) for address, text in re.findall(r'class="name" href="([^"]*)">([^<]*)', page)
                   if unescape(text).startswith(words))
    return client.get(address).text


def press(client, page, path=HELLO, do="save", **given):
    data = fields(page) | {name.replace("__", ".").replace("_is_", "-"): value for name, value in given.items()}
    return client.post(f"{DRAFT}/block-changes/{path}", data=data | {"do": do}, follow_redirects=True)


def text_of(client, path=HELLO):
    return body_of(client.get(f"{DRAFT}/texts/{path}").text)


def options(page, name):
    select = page.split(f'id="{name}"')[1].split("</select>")[0]
    return [(value, unescape(words)) for value, words in re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)', select)]
