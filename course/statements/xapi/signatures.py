"""Signed statements: a JSON web signature (RFC 7515) of the statement, attached to it.

Whoever holds the private key of the certificate has signed; whether to trust that certificate is for who reads it. Without a
certificate in it, a signature is held to say what its statement says, and nobody can tell who made it.
"""

import base64
import binascii
import re

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from course.statements.xapi.comparing import are_alike
from course.statements.xapi.exact import NotJson, decode, parse
from course.statements.xapi.rules import check, is_signature
from course.statements.xapi.shapes import Wrong

ALGORITHMS = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}
URL_SAFE = re.compile(rb"[A-Za-z0-9_-]+")
LONGEST_CHAIN = 10
LEAST_BITS = 2048  # RFC 7518, section 3.3


def check_signature(statement, jws, version):
    """Raises Wrong unless `jws`, bytes, is a signature of `statement`, which has passed `check()`."""
    parts = jws.split(b".")
    if len(parts) != 3:
        raise Wrong("must be a JSON web signature in compact form: three parts with dots between")
    head, payload, signature = map(_decoded, parts)
    header = _json(head, "header")
    if type(header) is not dict or type(header.get("alg")) is not str or header["alg"] not in ALGORITHMS:
        raise Wrong(f"must be signed by {', '.join(ALGORITHMS)}").inside("alg")
    if "crit" in header:
        raise Wrong("asks for an extension that this store does not know").inside("crit")
    if "x5c" in header:
        _verify(header["x5c"], signature, jws.rpartition(b".")[0], ALGORITHMS[header["alg"]])
    said = _json(payload, "payload")
    try:
        check(said, version)
    except Wrong as wrong:
        raise Wrong(f"its payload must be the statement before it was signed. {wrong}") from None
    if not are_alike(_unsigned(said), _unsigned(statement)):
        raise Wrong("its payload says something else than the statement")


def _unsigned(statement):
    attachments = [one for one in statement.get("attachments", ()) if not is_signature(one)]
    rest = {key: value for key, value in statement.items() if key != "attachments"}
    return rest | ({"attachments": attachments} if attachments else {})


def _decoded(part):
    if not URL_SAFE.fullmatch(part) or len(part) % 4 == 1:
        raise Wrong("has a part that is not base64url without padding")
    return base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))


def _json(data, name):
    try:
        return parse(decode(data))
    except NotJson as wrong:
        raise Wrong(f"its {name} cannot be read: {wrong}") from None


def _verify(given, signature, signed, algorithm):
    """By the key of the first certificate; each further one is held to have issued the one before."""
    try:
        chain = _chain(given)
        key = chain[0].public_key()
        if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_BITS:
            raise Wrong(f"must begin with the certificate of an RSA key of {LEAST_BITS} bits or more").inside("x5c")
        for one, issuer in zip(chain, chain[1:], strict=False):
            one.verify_directly_issued_by(issuer)
        key.verify(signature, signed, PKCS1v15(), algorithm)
    except InvalidSignature:
        raise Wrong("was not made with the key of its certificate, or that was not issued by the next").inside("x5c") from None
    except (TypeError, ValueError, UnsupportedAlgorithm, x509.InvalidVersion) as wrong:
        if isinstance(wrong, Wrong):
            raise
        raise Wrong("has a certificate that cannot be read, or that the next one has not issued").inside("x5c") from None


def _chain(given):
    if type(given) is not list or not 0 < len(given) <= LONGEST_CHAIN or not all(type(one) is str for one in given):
        raise Wrong(f"must be an array of 1 to {LONGEST_CHAIN} certificates").inside("x5c")
    try:
        return [x509.load_der_x509_certificate(base64.b64decode(one, validate=True)) for one in given]
    except binascii.Error:
        raise Wrong("must hold certificates in base64").inside("x5c") from None
