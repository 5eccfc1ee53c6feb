// How text is put into the editor: as typing would, so that the browser's own undo takes it back.

export function put(area, text, from = area.selectionStart, to = area.selectionEnd) {
  area.focus();
  area.setSelectionRange(from, to);
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

// A block of its own: with an empty line before and after it.
export function putApart(area, text, from = area.selectionStart, to = area.selectionEnd) {
  const before = area.value.slice(0, from), after = area.value.slice(to);
  const lead = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = !after || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  put(area, lead + text + tail, from, to);
  return from + lead.length;
}
