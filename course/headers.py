"""What every answer says to the browser about safety, and what no request may do. Pinned by tests/house/test_headers.py."""

from flask import abort, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
    )
)
FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
HTTPS_ONLY = (("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),)
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def open_in(app):
    open_to_others = app.extensions["open to other sites"] = set()  # blueprints whose doors ask for a secret and no cookie
    fixed = [*FIXED.items(), *(HTTPS_ONLY if app.config["SESSION_COOKIE_SECURE"] else ())]

    @app.before_request
    def refuse_other_sites():
        if request.method in UNSAFE and request.headers.get("Sec-Fetch-Site", "same-origin") not in (
            "same-origin",
            "none",
        ) and request.blueprint not in open_to_others and request.routing_exception is None:
            abort(403)

    @app.after_request
    def say(response):
        said = {name.lower() for name, _ in response.headers}
        response.headers.extend([(name, value) for name, value in fixed if name.lower() not in said])
        return response
