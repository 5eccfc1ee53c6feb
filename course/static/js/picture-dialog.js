// Asks for a picture and for its words, keeps it in the draft, and writes its line where one stood. Nothing is made up.

import { putApart } from "./writing.js";

export default function pictureDialog(dialog) {
  const area = document.getElementById("body");
  const form = dialog.querySelector("form");
  const told = dialog.querySelector("[data-refused]");
  let at = [0, 0];

  area.addEventListener("choose-picture", ({ detail }) => {
    at = [area.selectionStart, area.selectionEnd];
    form.reset();
    told.hidden = true;
    if (detail) {
      const given = new DataTransfer();
      given.items.add(detail);
      form.elements.file.files = given.files;
    }
    dialog.showModal();
    (detail ? form.elements.alt : form.elements.file).focus();
  });

  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => area.focus());

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const { line, words } = await answer.json();
      if (!line) return refuse(words);
      dialog.close();
      putApart(area, line, ...at);
    } catch {
      refuse("The site did not answer. Your picture is still chosen: press the button again in a moment.");
    }
  });

  function refuse(words) {
    told.textContent = words;
    told.hidden = false;
    told.focus();
  }
}
