// In the tree of a course, lessons and modules are dragged to another place by a grip. The buttons do the same step by step, by
// keyboard and by finger, too.

export default function dragToPlace(tree) {
  const form = tree.querySelector("form");
  const modules = [...tree.querySelectorAll("[data-folder]")];
  let held, spot;

  for (const lesson of tree.querySelectorAll("[data-path]")) hold(lesson, lesson);
  for (const module of modules) hold(module, module.querySelector("h2").parentElement);

  function hold(item, beside) {
    const grip = document.createElement("span");
    Object.assign(grip, { className: "grip", draggable: true, textContent: "⠿", title: "Drag to another place" });
    grip.setAttribute("aria-hidden", "true");
    grip.addEventListener("dragstart", ({ dataTransfer }) => {
      held = item;
      dataTransfer.effectAllowed = "move";
      dataTransfer.setData("text/plain", item.dataset.path ?? item.dataset.folder);
      dataTransfer.setDragImage(item, 0, 0);
      item.classList.add("held");
    });
    grip.addEventListener("dragend", () => {
      held.classList.remove("held");
      mark(held = undefined);
    });
    beside.prepend(grip);
  }

  // Where it would go: before one of its like, or after the last of them.
  function find({ target, clientY }) {
    const module = target.closest("[data-folder]");
    if (!held || !module) return undefined;
    const all = held.dataset.path ? [...module.querySelectorAll("[data-path]")] : modules;
    const others = all.filter((one) => one !== held);
    const place = others.findIndex((one) => clientY < middle(one));
    const last = place < 0;
    return { folder: module.dataset.folder, place: last ? others.length : place, last, by: last ? others.at(-1) : others[place] };
  }

  function middle(one) {
    const { top, height } = one.getBoundingClientRect();
    return top + height / 2;
  }

  function mark(next) {
    spot?.by?.classList.remove("drops-before", "drops-after");
    spot = next;
    spot?.by?.classList.add(spot.last ? "drops-after" : "drops-before");
  }

  tree.addEventListener("dragover", (event) => {
    const next = find(event);
    if (next) event.preventDefault();
    mark(next);
  });

  tree.addEventListener("drop", (event) => {
    if (!spot) return;
    event.preventDefault();
    const { path, folder, place, at } = form.elements;
    [path.value, folder.value, place.value] = [held.dataset.path ?? held.dataset.folder, spot.folder, spot.place];
    at.value = held.dataset.path ? spot.folder : "";
    form.requestSubmit();
  });
}
