// The editor: saves while one writes, shows what it looks like a moment after the last key, and leads from a problem to its line.
// Without it, the buttons of the form do the same.

import { put } from "./writing.js";

const LOOK = 700;
const SAVE = 2000;
const AGAIN = 10_000;
const MOST_ALIVE = 60_000; // what a browser sends on behalf of a page that is gone

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
      const sent = new URLSearchParams(new FormData(form)).toString();
      const keepalive = document.visibilityState === "hidden" && sent.length < MOST_ALIVE;
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent), keepalive,
        headers: { Accept: "application/json" } });
      if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
      const { made_from, words, body: whole, head } = await answer.json();
      told.textContent = words;
      if (whole !== undefined) {
        if (unsaved) return soon(SAVE); // typed on meanwhile: what both changed is joined at the next saving
        show(whole, head);
      }
      if (made_from) form.elements.made_from.value = made_from;
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

  // Where another window changed another place, its words come in; the cursor stays by its line.
  function show(whole, head) {
    const { selectionStart, selectionEnd } = body, before = body.value.slice(0, selectionStart);
    const moved = whole.startsWith(before) ? 0 : whole.length - body.value.length;
    body.value = whole;
    body.setSelectionRange(selectionStart + moved, selectionEnd + moved);
    for (const [name, value] of Object.entries(head)) if (form.elements[name]?.matches?.("input, textarea, select")) form.elements[name].value = value;
    look();
  }

  function keep() {
    try { if (body) localStorage.setItem(kept, JSON.stringify([form.elements.made_from.value, body.value])); } catch { /* the server has it in a moment */ }
  }
  function forget() {
    try { localStorage.removeItem(kept); } catch { /* nothing was kept */ }
  }

  // What never reached the site, because the line or the tab was gone, is offered again; it is joined with what stands now.
  function offer() {
    const lost = document.querySelector("[data-lost]");
    let made_from, text;
    try { [made_from, text] = JSON.parse(localStorage.getItem(kept)) ?? []; } catch { /* of another kind */ }
    if (!lost || !body || text === undefined) return;
    if (text.trimEnd() === body.value.trimEnd()) return forget();
    lost.hidden = false;
    lost.addEventListener("click", (event) => {
      const choice = event.target.dataset.take;
      if (!choice) return;
      lost.hidden = true;
      if (choice === "no") return forget();
      form.elements.made_from.value = made_from;
      put(body, text, 0, body.value.length);
    });
  }
  offer();

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
    body.setSelectionRange(start, start + (lines[place] ?? "").length);
    body.blur(); // a browser brings the cursor into view when the text is given the focus
    body.focus();
  }
  const line = new URLSearchParams(location.search).get("line");
  if (line && body) goTo(Number(line));

  // What leads to a form is told where one stands; what was typed goes first.
  for (const link of form.querySelectorAll("[data-at-cursor]")) {
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      await save();
      const line = body.value.slice(0, body.selectionStart).split("\n").length - 1 + Number(form.dataset.firstLine);
      location.assign(`${link.href}${link.search ? "&" : "?"}after=${line}`);
    });
  }
}
