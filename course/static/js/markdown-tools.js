// The toolbar over the text: each button writes Markdown where one stands. One stop for Tab; arrow keys go along it.

import { put, putApart } from "./writing.js";

const TABLE = "| Heading | Heading |\n|---|---|\n| Words | Words |";
const LIST = /^(\s*)(?:[-*+]|\d{1,3}[.)])\s+/;

export default function markdownTools(bar) {
  const area = document.getElementById(bar.getAttribute("aria-controls"));
  const tools = [...bar.querySelectorAll("button, a")];
  bar.hidden = false;

  const stopAt = (tool) => { for (const one of tools) one.tabIndex = one === tool ? 0 : -1; };
  stopAt(tools[0]);
  bar.addEventListener("focusin", (event) => tools.includes(event.target) && stopAt(event.target));
  bar.addEventListener("keydown", (event) => {
    const at = tools.indexOf(document.activeElement);
    const onward = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + onward, ArrowLeft: at - onward, Home: 0, End: tools.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    tools[(to + tools.length) % tools.length].focus();
  });

  const write = {
    heading: () => lines(area, (line) => (/^#{1,6} /.test(line) ? line.replace(/^#+ /, "") : `## ${line}`)),
    bold: () => around(area, "**", "words"),
    italic: () => around(area, "*", "words"),
    link: () => link(area),
    list: () => list(area, () => "- "),
    numbers: () => list(area, (place) => `${place + 1}. `),
    quote: () => lines(area, (line, all) => (all.every((one) => one.startsWith(">")) ? line.replace(/^> ?/, "") : `> ${line}`)),
    table: () => { const at = putApart(area, TABLE); area.setSelectionRange(at + 2, at + 9); },
    picture: () => area.dispatchEvent(new CustomEvent("choose-picture")),
  };
  bar.addEventListener("click", (event) => write[event.target.closest("[data-write]")?.dataset.write]?.());
  area.addEventListener("keydown", (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && { b: "bold", i: "italic", k: "link" }[event.key];
    if (!tool) return;
    event.preventDefault();
    write[tool]();
  });
}

function around(area, sign, placeholder) {
  let { selectionStart: from, selectionEnd: to, value } = area;
  while (from < to && /\s/.test(value[from])) from++;
  while (to > from && /\s/.test(value[to - 1])) to--;
  const words = value.slice(from, to), wide = sign.length;
  if (words && value.slice(from - wide, from) === sign && value.slice(to, to + wide) === sign) {
    put(area, words, from - wide, to + wide);
    return area.setSelectionRange(from - wide, to - wide);
  }
  put(area, sign + (words || placeholder) + sign, from, to);
  area.setSelectionRange(from + wide, from + wide + (words || placeholder).length);
}

function link(area) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to).trim();
  const isAddress = /^(https?:\/\/|mailto:)\S+$/.test(chosen);
  const [words, address] = isAddress ? ["words", chosen] : [chosen || "words", "https://"];
  put(area, `[${words}](${address})`, from, to);
  const start = from + (isAddress ? 1 : words.length + 3);
  area.setSelectionRange(start, start + (isAddress ? words : address).length);
}

// The whole lines that one stands in, each made anew.
function lines(area, make, apart = false) {
  const { selectionStart, selectionEnd, value } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = value.indexOf("\n", Math.max(selectionStart, selectionEnd - 1));
  const to = end < 0 ? value.length : end;
  const before = value.slice(from, to).split("\n");
  const text = before.map((line, place) => make(line, before, place)).join("\n");
  const lead = apart && from > 0 && !/\n\n$/.test(value.slice(0, from)) && !LIST.test(value.slice(0, from - 1).split("\n").pop()) ? "\n" : "";
  put(area, lead + text, from, to);
  area.setSelectionRange(from + lead.length, from + lead.length + text.length);
}

function list(area, sign) {
  const is = (line, place) => line.trimStart().startsWith(sign(place).trim().slice(-1) === "." ? `${place + 1}.` : sign(place).trim());
  lines(area, (line, all, place) => {
    const bare = line.replace(LIST, "$1");
    return all.every(is) ? bare : `${sign(place)}${bare.trimStart()}`;
  }, true);
}
