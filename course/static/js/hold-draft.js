// Where a form could not be sent: what she typed is held as the draft of that form, in this tab alone, so that the form
// shows it again when it is opened.

export default function holdDraft(element) {
  const texts = [...element.querySelectorAll("textarea")].map((text) => [text.name, text.value]);
  sessionStorage.setItem(`draft:${element.dataset.draft}`, JSON.stringify(Object.fromEntries(texts)));
}
