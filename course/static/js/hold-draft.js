// Where a form could not be sent: what she typed is held as the draft of that form, in this tab alone, beside what was chosen
// there, so that the form shows it again when it is opened.

export default function holdDraft(element) {
  const key = `draft:${element.dataset.draft}`;
  const texts = [...element.querySelectorAll("textarea")].map((text) => [text.name, [text.value]]);
  const draft = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  sessionStorage.setItem(key, JSON.stringify({ ...draft, filled: { ...draft.filled, ...Object.fromEntries(texts) } }));
}
