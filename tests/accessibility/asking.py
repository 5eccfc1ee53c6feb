"""Posts that no form of the page at hand would send, so that pages of refusals can be looked at, too."""

FORM = """([path, fields]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = path;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    field.type = "hidden";
    [field.name, field.value] = [name, value];
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""


def send_form(page, path, token=True, **fields):
    """Send `fields` to `path` as a form of this page would, with its token; without, it is a form from elsewhere."""
    if token:
        fields["csrf_token"] = page.locator("[name=csrf_token]").first.input_value()
    with page.expect_navigation():
        page.evaluate(FORM, [path, fields])
