() => {
  const faults = [...window.ran];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const ours = (address) => new URL(address, location.href).origin === location.origin;
  const leading = ["href", "src", "action", "formaction", "data", "xlink:href", "poster"];
  for (const one of all("*:not(link[rel=icon])")) {
    for (const { name, value } of one.attributes) {
      if (name.startsWith("on") || ["style", "srcdoc", "ping"].includes(name)) faults.push(`${one.tagName} has ${name}`);
      if (leading.includes(name) && /^[\s\x00-\x1f]*(javascript|vbscript|data):/i.test(value))
        faults.push(`${one.tagName} leads to ${value.slice(0, 40)}`);
    }
  }
  const strange = "iframe, object, embed, base, frame, portal, template, style, body script:not([src]), meta[http-equiv]";
  for (const one of all(strange)) faults.push(`there is a ${one.tagName}`);
  for (const one of all("script[src], link[rel=stylesheet], img[src], video[src], source[src]"))
    if (!ours(one.src || one.href)) faults.push(`${one.tagName} from ${one.src || one.href}`);
  for (const one of all("form")) {
    if (!ours(one.getAttribute("action") || "/")) faults.push(`a form to ${one.getAttribute("action")}`);
    if (one.method === "post" && one.querySelectorAll("[name$=csrf_token]").length !== 1)
      faults.push(`a form to ${one.getAttribute("action")} without its token`);
  }
  if (all("main").length !== 1) faults.push("not one main");
  const foot = document.querySelector("body > footer");
  if (!foot || !foot.offsetHeight || !foot.innerText.trim()) faults.push("no footer after main");
  if (all("h1").length !== 1) faults.push(`${all("h1").length} first headings`);
  const seen = new Set();
  for (const one of all("[id]")) {
    if (seen.has(one.id)) faults.push(`twice the id ${one.id}`);
    seen.add(one.id);
  }
  return faults;
}
