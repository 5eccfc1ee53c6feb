// A form goes out once. The server holds two sendings for one anyway; this spares the wait and shows that it is under way.

export default function sendOnce(form) {
  let sending = false;

  form.addEventListener("submit", (event) => {
    if (sending) return event.preventDefault();
    sending = true;
    const button = event.submitter ?? form.querySelector("button");
    setTimeout(() => (button.disabled = true));
  });

  window.addEventListener("pageshow", () => {
    sending = false;
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  });
}
