// Wakes the behaviours that elements name in data-behaviour. Each is a module of that name, fetched when it is first
// needed, so that a first page stays light; without any of them every page works.

const FIRST_NEEDED_AT = { "turn-by-arrows": "keydown", "send-once": "focusin", "keep-draft": "input" };

function holdsDrafts() {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith("draft:"));
  } catch {
    return false;
  }
}

function wake(element, name) {
  const event = FIRST_NEEDED_AT[name];
  const whole = event === "keydown" ? document : element;
  let latest, waking; // a key that is pressed while the module is on its way is the one that counts
  const start = async () => (await import(`./${name}.js`)).default(element, latest);
  const hear = (heard) => {
    latest = heard;
    waking ??= start().then(() => whole.removeEventListener(event, hear));
  };
  if (!event || (name === "keep-draft" && holdsDrafts())) start();
  else whole.addEventListener(event, hear);
}

for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) wake(element, name);
}
