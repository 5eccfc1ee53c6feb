"""A form's HTML with what was sent before in its fields, so that nothing of it is lost."""

from html import escape
from html.parser import HTMLParser

from course.content.questions.responding import declining
from course.content.sheets import DECLINED


def filled_in(html, values, asked):
    """The HTML with `values` ({field: [strings]}) in its inputs, text areas and selects; hidden fields stay as they are.

    `asked` is {item key: AskAgain}: the first field of each is marked so, and has the focus where no readings are to choose from.
    """
    writer = _Writer(values, {f"a-{key}": again for key, again in asked.items()})
    writer.feed(html)
    writer.close()
    return "".join(writer.out)


def fields_of(sheet, attempt):
    """{field: [strings]} that gave the responses of an attempt, on a sheet that is not marked."""
    values = {}
    for item in sheet.items:
        given = attempt.responses[item.key]
        field, word = declining(item)
        if given.missing == DECLINED:
            values[field] = [word]
        elif given.value is not None:
            values[f"a-{item.key}"] = list(map(str, given.value if isinstance(given.value, list) else [given.value]))
        values |= {f"{name}-{item.key}": [more] for name, more in (("w", given.written), ("s", given.shared)) if more}
    return values


class _Writer(HTMLParser):
    """Writes what it reads, with some attributes more."""

    def __init__(self, values, wrong):
        super().__init__(convert_charrefs=False)
        self.out, self._values, self._wrong, self._select = [], values, wrong, ""

    def handle_starttag(self, tag, attributes):
        given, more = dict(attributes), []
        name, kind = given.get("name") or "", given.get("type", "text")
        sent = self._values.get(name, [])
        if tag == "select":
            self._select = name
        elif tag == "option" and given.get("value", "") in self._values.get(self._select, []):
            more.append("selected")
        elif tag == "input" and kind in ("radio", "checkbox"):
            more += ["checked"] if given.get("value") in sent else []
        elif tag == "input" and kind == "text" and sent:
            more.append(f'value="{escape(sent[0])}"')
        self._write_tag(more + self._asked_again(tag, name, kind))
        if tag == "textarea" and sent:
            self.out.append(escape(sent[0]))

    def _asked_again(self, tag, name, kind):
        again = self._wrong.pop(name.partition(".")[0], None) if tag in ("input", "select") and kind != "hidden" else None
        if again is None:
            return []
        described = f'aria-describedby="again-{name.partition(".")[0][2:]}"'
        return ['aria-invalid="true"', described, *([] if again.readings else ["autofocus"])]

    def _write_tag(self, more):
        tag = self.get_starttag_text()
        end = "/>" if tag.endswith("/>") else ">"
        self.out.append(" ".join([tag.removesuffix(end).rstrip(), *more]) + end)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.out.append(f"</{tag}>")

    def handle_data(self, data):
        self.out.append(data)

    def handle_entityref(self, name):
        self.out.append(f"&{name};")

    def handle_charref(self, name):
        self.out.append(f"&#{name};")
