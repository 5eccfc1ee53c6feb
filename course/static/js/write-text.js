// The editor: saves while one writes, shows what it looks like a moment after the last key, and leads from a problem to its line.
// Without it, the buttons of the form do the same.

const LOOK = 700;
const SAVE = 2000;
const AGAIN = 10_000;

export default function writeText(form) {
  const told = form.querySelector("[data-told]");
  const here = document.querySelector("[data-look-here]");
  const body = form.elements.body;
  const kept = `workshop:${location.pathname}`;
  let saving = false, unsaved = false, saveLater, lookLater, looking;

  const soon = (wait) => { clearTimeout(saveLater); saveLater = setTimeout(save, wait); };

  async function save() {
    if (!unsaved || saving) return saving && soon(SAVE);
    [saving, unsaved] = [true, false];
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true,
        headers: { Accept: "application/json" } });
      if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
      const { made_from, words } = await answer.json();
      if (made_from) form.elements.made_from.value = made_from;
      told.textContent = words;
      if (made_from && !unsaved) forget();
    } catch {
      unsaved = true;
      told.textContent = "Not saved yet: the site does not answer. Your text is kept in this browser, and it is tried again.";
      soon(AGAIN);
    } finally {
      saving = false;
    }
  }

  // The browser reads the page itself, as it reads any: no script of ours ever handles HTML.
  function look() {
    looking?.abort();
    looking = new XMLHttpRequest();
    looking.open("POST", form.dataset.looks);
    looking.responseType = "document";
    looking.onload = ({ target }) => {
      const seen = target.response?.querySelector("[data-look-here]");
      if (target.status === 200 && seen) here.replaceChildren(...seen.childNodes);
    };
    looking.send(new URLSearchParams(new FormData(form)));
  }

  function keep() {
    try { if (body) localStorage.setItem(kept, body.value); } catch { /* the server has it in a moment */ }
  }
  function forget() {
    try { localStorage.removeItem(kept); } catch { /* nothing was kept */ }
  }

  form.addEventListener("input", () => {
    unsaved = true;
    keep();
    soon(SAVE);
    clearTimeout(lookLater);
    lookLater = setTimeout(look, LOOK);
  });
  form.addEventListener("submit", () => { [unsaved] = [false]; clearTimeout(saveLater); });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());

  form.querySelector("[data-look]")?.addEventListener("click", (event) => { event.preventDefault(); look(); });

  here.addEventListener("click", (event) => {
    const line = event.target.closest("[data-line]")?.dataset.line;
    if (!line || !body) return;
    event.preventDefault();
    goTo(line);
  });

  // A line of the file, as problems and blocks are told by; the text begins below the head.
  function goTo(line) {
    const lines = body.value.split("\n");
    const place = Math.max(0, line - form.dataset.firstLine);
    const start = lines.slice(0, place).join("\n").length + (place ? 1 : 0);
    body.focus();
    body.setSelectionRange(start, start + (lines[place] ?? "").length);
    const height = parseFloat(getComputedStyle(body).lineHeight);
    if (height) body.scrollTop = Math.max(0, (place - 4) * height);
  }
  const line = new URLSearchParams(location.search).get("line");
  if (line && body) goTo(Number(line));

  // What leads to the forms of blocks is told where one stands; what was typed goes first.
  for (const link of form.querySelectorAll("[data-blocks]")) {
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      await save();
      const line = body.value.slice(0, body.selectionStart).split("\n").length - 1 + Number(form.dataset.firstLine);
      location.assign(`${link.href}${link.search ? "&" : "?"}after=${line}`);
    });
  }
}
