// Saves a paper while it is written: a moment after the last key, when the tab is left, and again where a try failed.
// The button sends it all the same; what it sends counts, this only keeps.

const PAUSE = 1500;
const AGAIN = 10_000;
const SMALL = 60_000; // bytes: browsers refuse to carry more than 64 KB for a page that is being left

export default function saveAsTyped(form) {
  const told = form.querySelector("[data-told]");
  let timer, unsaved = false, underWay = false;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  async function save() {
    if (!unsaved || underWay) return underWay && later(PAUSE);
    unsaved = false;
    underWay = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.drafts, { method: "POST", body, keepalive: String(body).length < SMALL });
      if (isRefused(answer.status)) return (told.textContent = refusal(form));
      if (!answer.ok) throw new Error(answer.status);
      const { version, words } = await answer.json();
      form.elements.based_on.value = version;
      told.textContent = words;
    } catch {
      unsaved = true;
      told.textContent = "Not saved yet: the site does not answer. Keep this tab open; it is tried again.";
      later(AGAIN);
    } finally {
      underWay = false;
    }
  }

  form.addEventListener("input", () => {
    unsaved = true;
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    unsaved = false;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  if ([...form.querySelectorAll("textarea")].some((text) => text.value !== text.defaultValue)) {
    unsaved = true; // filled in before this module was there, by keep-draft.js or by the browser
    later(PAUSE);
  }
}

// To send the same again would change nothing: she was signed out in another tab, or there is too much text. 429 asks to wait.
const isRefused = (status) => status >= 400 && status < 500 && status !== 429;

function refusal(form) {
  return `Not saved: the site does not take it as it stands. Press “${form.querySelector("button").textContent}” to read why.`;
}
