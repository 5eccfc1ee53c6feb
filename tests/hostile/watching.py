"""A browser without a network: every request is answered by a client of the app, and what goes elsewhere is noted."""

from pathlib import Path
from urllib.parse import urlsplit

SITE = "http://localhost"
LISTEN = """window.ran = [];
window.canary = (...said) => window.ran.push(`ran ${said}`);
document.addEventListener('securitypolicyviolation', (event) =>
  window.ran.push(`refused: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""
LOOK = Path(__file__).with_name("look.js").read_text()



class Watch:
    """`watch(client, path, answer=None)` gives what is wrong with a page in a real browser, in words."""

    def __init__(self, browser):
        self.context = browser.new_context(base_url=SITE, java_script_enabled=True)
        self.context.add_init_script(LISTEN)
        self.page, self.client, self.first, self.out, self.kept = self.context.new_page(), None, None, [], {}
        self.context.route("**/*", self._answer)
        self.page.on("dialog", lambda dialog: (self.out.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.out.append(f"a script's error: {error}"))

    def __call__(self, client, path, answer=None):
        self.client, self.first, self.out = client, answer, []
        self.page.goto(f"{SITE}{path}")
        return [*self.page.evaluate(LOOK), *self.out]

    def close(self):
        self.context.close()

    def _answer(self, route):
        address = urlsplit(route.request.url)
        if f"{address.scheme}://{address.netloc}" != SITE:
            if address.scheme not in ("data", "blob"):
                self.out.append(f"a request to {route.request.url[:80]}")
            return route.abort()
        if route.request.method != "GET":  # a script that saves what is typed
            return route.fulfill(status=204)
        path = address.path + (f"?{address.query}" if address.query else "")
        answer, self.first = self.first or self._asked(path), None
        return route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.get_data())

    def _asked(self, path):
        if not path.startswith("/static/"):
            return self.client.get(path, follow_redirects=True)
        return self.kept.get(path) or self.kept.setdefault(path, self.client.get(path))
