// What a person would find by walking through the page with a ruler: a list of sentences, empty when all is well.
() => {
  const found = [];
  const name = (element) => {
    const id = element.id ? `#${element.id}` : "";
    return element.tagName.toLowerCase() + id + [...element.classList].map((one) => `.${one}`).join("");
  };
  const say = (element, words) => found.push(`${name(element)}: ${words}`);

  for (const element of document.querySelectorAll("*")) {
    for (const { name: attribute } of element.attributes) {
      if (attribute === "style" || attribute.startsWith("on")) say(element, `has an inline ${attribute}`);
    }
  }
  for (const element of document.querySelectorAll("style, script:not([src]), [href^='javascript:']")) say(element, "stands inline");

  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) => one.checkVisibility());
  const firsts = headings.filter((one) => one.tagName === "H1");
  if (firsts.length !== 1) found.push(`${firsts.length} headings of the first level`);
  headings.reduce((above, heading) => {
    const level = Number(heading.tagName[1]);
    if (level > above + 1) say(heading, `“${heading.textContent.trim()}” skips a level after h${above}`);
    return level;
  }, 0);

  for (const control of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const words = [...control.labels].map((label) => label.textContent.trim()).join("") || control.getAttribute("aria-label");
    if (!words) say(control, `(${control.name}) has no label`);
  }
  for (const button of document.querySelectorAll("button, summary, a[href]")) {
    if (!button.textContent.trim() && !button.getAttribute("aria-label")) say(button, "has no words");
  }

  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) found.push(`the id ${id} stands twice`);

  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1
      && !one.closest(".scroll, .table, .hide, pre"));
    found.push(`is ${page.scrollWidth} wide on a screen of ${page.clientWidth}: ${wide.slice(0, 3).map(name)}`);
  }
  return found;
}
