"""Each test has an app of its own. What all of these would make anew alike is made once a process: rules of addresses, the code
of templates, static files, the SQL of statements, drawn Markdown. Without this, half of the suite's time goes into it. Nothing
that is kept here leads to an app or to its data."""

import os
import sys
from copy import copy
from pathlib import Path

from jinja2 import BytecodeCache
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from course.content.markup import Drawer
from course.database import db
from course.static_files import serve

_compile_rule, _draw = Rule.compile, Drawer.draw
_rules, _templates, _servers, _dialects, _drawn = {}, {}, {}, {}, LRUCache(2000)


def keep_what_is_alike():
    """From now on; static files once the roof is there, for it may not be imported before the first app is made."""
    Rule.compile, Drawer.draw = _compile_kept, _draw_kept
    if "course.roof" in sys.modules:
        sys.modules["course.roof"].serve = _serve_kept


def _serve_kept(wsgi_app, own):
    """The folder of the whole run holds the static files of all its apps."""
    if "static" not in _servers:
        _servers["static"] = serve(None, Path(os.environ["COURSE_TEST_FOLDER"]) / "static")
    server = copy(_servers["static"])
    server.application = wsgi_app
    return server


def _compile_kept(rule):
    """A rule leads to its app by its converters, which are made anew; its builders take the rule when they are called."""
    alike = (rule.rule, rule.host, rule.subdomain, repr(rule.defaults), rule.map.host_matching, rule.merge_slashes,
             *rule.map.converters.values())
    if alike not in _rules:
        _compile_rule(rule)
        kept = _rules[alike] = copy(rule)
        kept.map = kept.endpoint = None
        kept._converters = {name: _of(converter, None) for name, converter in rule._converters.items()}
        return
    kept = _rules[alike]
    rule._parts, rule._trace, rule.arguments = list(kept._parts), list(kept._trace), set(kept.arguments)
    rule._converters = {name: _of(converter, rule.map) for name, converter in kept._converters.items()}
    for name in ("_build", "_build_unknown"):
        setattr(rule, name, getattr(kept, name).__func__.__get__(rule, None))


def _of(converter, routes):
    converter = copy(converter)
    converter.map = routes
    return converter


def _draw_kept(drawer, source, inline=False, headings=()):
    """What is drawn follows from the text and from the references that its drawer has seen, which it adds to."""
    seen = drawer._markdown.references
    alike = str(source), inline, tuple(headings), tuple(sorted(seen.items()))
    if kept := _drawn.get(alike):
        seen.update(kept[1])
        return kept[0]
    html = _draw(drawer, source, inline, headings)
    _drawn[alike] = html, dict(seen)
    return html


def keep_sql(app):
    """Let the app's engine share the SQL that was made for others of its kind. Its dialect goes with it, for it is the key."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name not in _dialects:
        with engine.connect():  # the first connection tells a dialect which server it speaks to
            _dialects[engine.dialect.name] = engine.dialect, LRUCache(3000)
    engine.dialect.initialize = lambda connection: None  # the one that it leaves asks nothing more
    engine.dialect, engine._compiled_cache = _dialects[engine.dialect.name]
    engine.pool._dialect = engine.dialect


class KeptTemplates(BytecodeCache):
    def load_bytecode(self, bucket):
        bucket.code = _templates.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        _templates[bucket.key, bucket.checksum] = bucket.code
