// Keeps what is being written in this tab until it is sent. A tab's own storage, since devices are shared; a section
// that shows the sent answer drops the draft of its form.

export default function keepDraft(element) {
  const key = `draft:${element.dataset.draft}`;
  if (element.tagName !== "FORM") return sessionStorage.removeItem(key);

  const texts = [...element.querySelectorAll("textarea")];
  const draft = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  const lost = texts.filter((text) => !text.value && draft[text.name]);
  for (const text of lost) text.value = draft[text.name];
  if (lost.length) tell(element);

  element.addEventListener("input", () => {
    const written = texts.filter((text) => text.value).map((text) => [text.name, text.value]);
    if (written.length) sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(written)));
    else sessionStorage.removeItem(key);
  });
}

function tell(form) {
  const line = document.createElement("p");
  line.className = "kept";
  line.setAttribute("role", "status");
  form.querySelector(".actions").before(line);
  line.textContent = "What you wrote here before is back. It has not been sent.";
}
