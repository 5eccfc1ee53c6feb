// Keeps what is being written and chosen in this tab until it is sent. A tab's own storage, since devices are shared; a
// section that shows the sent answer drops the draft of its form. A form that saves itself as typed takes back what was held
// for it when it could not be sent (hold-draft.js), and keeps nothing here.

export default function keepDraft(element) {
  const key = `draft:${element.dataset.draft}`;
  if (element.tagName !== "FORM") return sessionStorage.removeItem(key);

  const fields = [...element.elements].filter(({ name, type }) => name && type !== "hidden" && type !== "submit");
  if (fill(fields, JSON.parse(sessionStorage.getItem(key) ?? "{}"))) tell(element);
  if (element.dataset.drafts) return sessionStorage.removeItem(key);

  const keep = () => {
    const filled = read(fields);
    if (Object.keys(filled).length) sessionStorage.setItem(key, JSON.stringify(filled));
    else sessionStorage.removeItem(key);
  };
  element.addEventListener("input", keep);
  keep(); // what was written or chosen before this module was there
}

const isChosen = ({ type }) => type === "radio" || type === "checkbox";
const valueOf = (field) => (!isChosen(field) || field.checked ? field.value : "");

// {name: [values]}, without what is empty.
function read(fields) {
  const filled = {};
  for (const field of fields) if (valueOf(field)) (filled[field.name] ??= []).push(field.value);
  return filled;
}

// Nothing that stands is overwritten: what is empty is filled, and a text that goes on in the draft goes on. Whether anything was.
function fill(fields, draft) {
  const filled = fields.map((field) => {
    const values = [draft[field.name] ?? []].flat();
    const free = !fields.some((other) => other.name === field.name && other.defaultChecked && other.value);
    if (isChosen(field)) return free && values.includes(field.value) && !field.checked && (field.checked = true);
    const open = field.tagName === "TEXTAREA" ? values[0]?.startsWith(field.value) : !field.value;
    return open && values.length > 0 && values[0] !== field.value && Boolean((field.value = values[0]));
  });
  return filled.includes(true);
}

function tell(form) {
  const line = document.createElement("p");
  line.className = "kept";
  line.setAttribute("role", "status");
  form.querySelector(".actions").before(line);
  line.textContent = "What you filled in here before is back. It has not been sent.";
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
