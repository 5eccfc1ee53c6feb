// What is pasted or dropped into the text: pictures ask for their words first; what a word processor copied comes back from the
// site as Markdown. Plain text is the browser's own affair, and so is Ctrl+Shift+V.

import { put } from "./writing.js";

const RICH = /<(h[1-6]|ul|ol|li|table|b|strong|i|em|a|blockquote|s|sub|sup)\b|mso-list|font-weight:\s*(bold|[6-9]00)|font-style:\s*italic/i;

export default function pasteClean(area) {
  const told = area.form.querySelector("[data-told]");

  area.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    const html = data.getData("text/html");
    if (html && RICH.test(html.replace(/<style[\s\S]*?<\/style>/gi, ""))) {
      event.preventDefault();
      clean(html, data.getData("text/plain"));
    } else if (picture(data)) {
      event.preventDefault();
      area.dispatchEvent(new CustomEvent("choose-picture", { detail: picture(data) }));
    }
  });

  area.addEventListener("dragover", (event) => [...event.dataTransfer.types].includes("Files") && event.preventDefault());
  area.addEventListener("drop", (event) => {
    const file = picture(event.dataTransfer);
    if (!file) return;
    event.preventDefault();
    area.dispatchEvent(new CustomEvent("choose-picture", { detail: file }));
  });

  async function clean(html, plain) {
    const { selectionStart: from, selectionEnd: to } = area;
    area.readOnly = true;
    told.textContent = "Making Markdown of it …";
    try {
      const body = new URLSearchParams({ csrf_token: area.form.elements.csrf_token.value, html });
      const answer = await fetch(area.dataset.clean, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const { text, words } = await answer.json();
      area.readOnly = false;
      put(area, text || plain, from, to);
      told.textContent = words;
    } catch {
      area.readOnly = false;
      put(area, plain, from, to);
      told.textContent = "Pasted as plain text: the site did not answer.";
    }
  }
}

function picture(data) {
  return [...data.files].find((file) => file.type.startsWith("image/"));
}
