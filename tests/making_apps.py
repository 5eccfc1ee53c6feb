"""Each test has an app of its own. What all of these would make anew alike is made once a process: the functions that build
addresses, the code of templates. Without this, a quarter of the suite's time goes into it."""

from jinja2 import BytecodeCache
from werkzeug.routing import Rule

_compile_builder = Rule._compile_builder
_builders, _templates = {}, {}


def keep_builders():
    """From now on, rules that are alike share the functions that build their addresses; these take the rule when called."""
    Rule._compile_builder = _kept_builder


def _kept_builder(rule, append_unknown=True):
    alike = rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown
    if alike not in _builders:
        _builders[alike] = _compile_builder(rule, append_unknown)
    return _builders[alike]


class KeptTemplates(BytecodeCache):
    def load_bytecode(self, bucket):
        bucket.code = _templates.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        _templates[bucket.key, bucket.checksum] = bucket.code
