// Ctrl/⌘ K: go anywhere. A combobox over what the server proposes; Enter opens, or searches.

import { fragment } from "./morph.js";
import { plural, words } from "./words.js";

const dialog = document.getElementById("go");
const input = dialog?.querySelector("input");
const list = document.getElementById("go-list");
let timer;
let asked = 0;

/** Opens the dialog. */
export function go() {
  if (!dialog || dialog.open) return;
  input.value = "";
  dialog.showModal();
  ask();
}

async function ask() {
  const turn = ++asked;
  const found = await fragment(`/search/quick?q=${encodeURIComponent(input.value.trimStart())}`).catch(() => null);
  if (turn !== asked || !found) return;
  list.replaceChildren(...found.children);
  const lines = list.children;
  input.ariaExpanded = String(lines.length > 0);
  document.getElementById("go-status").textContent = plural(words.results, lines.length);
  choose(lines[0]);
}

const chosen = () => list.querySelector('[aria-selected="true"]');

function choose(line) {
  for (const one of list.children) one.ariaSelected = String(one === line);
  if (line) input.setAttribute("aria-activedescendant", line.id);
  else input.removeAttribute("aria-activedescendant");
  line?.scrollIntoView({ block: "nearest" });
}

input?.addEventListener("input", () => (clearTimeout(timer), (timer = setTimeout(ask, 120))));
input?.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const lines = [...list.children];
  if (by && lines.length) {
    event.preventDefault();
    choose(lines.at((lines.indexOf(chosen()) + by) % lines.length));
  } else if (event.key === "Enter" && chosen() && !event.isComposing) {
    event.preventDefault();
    chosen().click();
  }
});

// A line that completes what is typed stays here.
list?.addEventListener("click", (event) => {
  const line = event.target.closest("[data-fill]");
  if (!line || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  input.value = line.dataset.fill;
  input.focus();
  ask();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-go]");
  if (opener && !event.ctrlKey && !event.metaKey) (event.preventDefault(), go());
});
