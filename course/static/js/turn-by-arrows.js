// The arrow keys turn to the lesson before or after, unless they are needed where the focus is.

const NEEDED_IN = "input, textarea, select, video, audio, summary, [contenteditable], [role=slider], [tabindex='0'], math"; // the last two scroll

export default function turnByArrows(nav, first) {
  const rightToLeft = getComputedStyle(nav).direction === "rtl";
  const onward = rightToLeft ? "ArrowLeft" : "ArrowRight";
  const back = rightToLeft ? "ArrowRight" : "ArrowLeft";

  const turn = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(NEEDED_IN)) return;
    const rel = { [onward]: "next", [back]: "prev" }[event.key];
    if (rel) nav.querySelector(`a[rel=${rel}]`)?.click();
  };

  document.addEventListener("keydown", turn);
  if (first) turn(first);
}
