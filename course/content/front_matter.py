"""The head of a file between two lines of `---`: YAML whose scalars stay text until our own schema reads them."""

from dataclasses import dataclass

import yaml

from course.content.problems import nearest, shortened

LONGEST = 20_000
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Key:
    """What one key takes: a function from values.py, and the value it has when it is not written (...: required). `table` is the
    schema of a table, or of a list of them; what is written as one line is the table's first key."""

    convert: callable = None
    default: object = ...
    many: bool = False
    table: dict | None = None


def split(text):
    """Returns (front matter or None, body, the body's first line)."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1:]), number + 2
    return None, text, 1


def read(front, schema, report):
    """Returns {key: value}; what is missing or does not fit is reported, and has its default or None."""
    known_problems = len(report.problems)
    root = _composed(front, report, first_line=2, deepest=DEEPEST)
    if root is not None and not isinstance(root, yaml.MappingNode):
        report.error(2, "Y102", "Write the front matter as lines of the form `key: value`.")
        root = None
    return _table(root, schema, report, unreadable=root is None and len(report.problems) > known_problems)


def _table(root, schema, report, line=1, unreadable=False, where="the lines between the two ---"):
    """{key: value} of a mapping that begins on this line."""
    found = {}
    for key, node in _pairs(root, report):
        at = node.start_mark.line + 2
        if key not in schema:
            report.error(at, "Y103", f'There is no key "{shortened(key)}". {nearest(key, schema)}')
        elif key in found:
            report.error(at, "Y104", f'"{key}" stands twice. Keep one.')
        else:
            found[key] = _value(key, node, schema[key], report)
    for key, rule in schema.items():
        if not unreadable and key not in found and rule.default is ...:
            report.error(line, "Y105", f'"{key}:" is missing. Add it to {where}.')
    return {key: found.get(key) if found.get(key) is not None else _default(rule) for key, rule in schema.items()}


def well_formed(text, report):
    """Reports what keeps a YAML file from being read; tells nothing of its meaning."""
    _composed(text, report, first_line=1, deepest=20)


def _default(rule):
    return None if rule.default is ... else rule.default


def _pairs(root, report):
    for key, node in root.value if root else ():
        if isinstance(key, yaml.ScalarNode):
            yield key.value, node
        else:
            report.error(key.start_mark.line + 2, "Y102", "Write each key as one word before the colon.")


def _composed(text, report, first_line, deepest):
    if len(text) > LONGEST * (1 if first_line > 1 else 50):
        report.error(first_line, "Y106", "This is too long to be read as YAML. Move the text below the second ---.")
        return None
    try:
        if not _plain(text, report, first_line, deepest):
            return None
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        why = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        report.error(line, "Y101", f"This is not YAML: {why}. A value with a colon or a # needs quotes.", column)
        return None


def _plain(text, report, first_line, deepest):
    """Tells whether the YAML is free of anchors, tags and deep nests, by its events: composing those could hang."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            return _refused(event, report, first_line, "Anchors (&), aliases (*) and tags (!) are not used here. "
                                                       "Put the value in quotes if it begins with such a sign.")
        if depth > deepest:
            return _refused(event, report, first_line, "This is nested too deeply. Write it flat.")
    return True


def _refused(event, report, first_line, message):
    report.error(event.start_mark.line + first_line, "Y107", message, event.start_mark.column + 1)
    return False


def _value(key, node, rule, report):
    if rule.table:
        return _tables(key, node, rule.table, report)
    nodes = node.value if rule.many and isinstance(node, yaml.SequenceNode) else [node]
    values = []
    for each in nodes:
        line = each.start_mark.line + 2
        if not isinstance(each, yaml.ScalarNode):
            report.error(line, "Y108", f'"{key}" takes {"a list of lines" if rule.many else "one value"}.')
            continue
        try:
            values.append(rule.convert(each.value.strip()))
        except ValueError as refusal:
            report.error(line, "Y109", f'"{key}: {shortened(each.value)}" does not fit. {refusal}')
    if rule.many:
        return tuple(values)
    return values[0] if values else None


def _tables(key, node, schema, report):
    """Each table of a list, or the one, as {key: value}."""
    first, found = next(iter(schema)), []
    for each in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        line = each.start_mark.line + 2
        if isinstance(each, yaml.ScalarNode):
            if each.value.strip():
                rest = {name: _default(rule) for name, rule in schema.items()}
                found.append(rest | {first: _value(key, each, schema[first], report)})
        elif isinstance(each, yaml.MappingNode):
            found.append(_table(each, schema, report, line, where=f"what stands under `{key}:`"))
        else:
            report.error(line, "Y108", f'"{key}" takes one line, or lines such as `{first}: …` under it.')
    return tuple(one for one in found if one[first])
