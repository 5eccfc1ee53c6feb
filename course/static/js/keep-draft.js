// Keeps what is being written and chosen in this tab until it is sent. A tab's own storage, since devices are shared; a
// section that shows the sent answer drops the draft of its form. A form that saves itself as typed takes back what was held
// for it when it could not be sent (hold-draft.js), and keeps nothing here.

export default function keepDraft(element) {
  const key = `draft:${element.dataset.draft}`;
  if (element.tagName !== "FORM") return sessionStorage.removeItem(key);

  const fields = [...element.elements].filter(({ name, type }) => name && type !== "hidden" && type !== "submit");
  const from = read(fields, atFirst);
  const draft = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  if (draft.filled && fill(fields, draft, draft.from === from)) tell(element);
  if (element.dataset.drafts) return sessionStorage.removeItem(key);

  const keep = () => {
    const filled = read(fields, now);
    if (filled === from) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify({ from, filled: JSON.parse(filled) }));
  };
  element.addEventListener("input", keep);
  keep(); // what was written or chosen before this module was there
}

const isChosen = ({ type }) => type === "radio" || type === "checkbox";
const now = (field) => [field.value, field.checked];
const atFirst = (field) => [field.options ? chosenAtFirst(field) : isChosen(field) ? field.value : field.defaultValue, field.defaultChecked];
const chosenAtFirst = ({ options }) => [...options].find((one) => one.defaultSelected)?.value ?? "";

// {name: [values]} as JSON.
function read(fields, look) {
  const filled = {};
  for (const field of fields) {
    const [value, checked] = look(field);
    if (checked || !isChosen(field)) (filled[field.name] ??= []).push(value);
  }
  return JSON.stringify(filled);
}

// Whether anything was filled in. Where the form `is` the one that the draft was made from, all of it is as it was left; else
// nothing that stands is overwritten: what is empty is filled, and a text that goes on in the draft goes on.
function fill(fields, { filled }, is) {
  const changes = fields.map((field) => {
    const values = filled[field.name] ?? [];
    if (isChosen(field)) {
      const free = is || !fields.some((other) => other.name === field.name && other.defaultChecked && other.value);
      const checked = values.includes(field.value) || (!is && field.checked);
      return free && checked !== field.checked && ((field.checked = checked), true);
    }
    const open = is || (field.tagName === "TEXTAREA" ? values[0]?.startsWith(field.value) : !field.value);
    return open && values.length > 0 && values[0] !== field.value && ((field.value = values[0]), true);
  });
  return changes.includes(true);
}

function tell(form) {
  const line = document.createElement("p");
  line.className = "kept";
  line.setAttribute("role", "status");
  form.querySelector(".actions").before(line);
  line.textContent = "What you filled in here before is back. It has not been sent.";
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
