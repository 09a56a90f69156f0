// Menus, dialogs and sheets: closed by Escape, by a click elsewhere, and after an act.

import { fragment } from "./morph.js";
import { unfolded } from "./replies.js";
import { tell } from "./toasts.js";
import { words } from "./words.js";

const close = (menu) => {
  const within = menu.contains(document.activeElement);
  menu.open = false;
  if (within) menu.querySelector("summary").focus();
};

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
  if (event.target.closest("[data-close]") || event.target.matches("dialog")) event.target.closest("dialog")?.close();
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest("a[data-sheet], [data-copy], a[data-reply]");
  if (!link) return;
  if ("copy" in link.dataset) copy(event, link);
  else if ("sheet" in link.dataset) sheet(event, link);
  else if (reply(link.dataset.reply)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details[data-menu][open]");
  if (!menu) return;
  if (event.key === "Escape") return close(menu);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.matches("input")) return;
  const acts = [...menu.querySelectorAll(".panel :is(a, button, input)")];
  const at = acts.indexOf(document.activeElement);
  acts.at((at + step + (at < 0 && step < 0 ? 1 : 0)) % acts.length)?.focus();
  event.preventDefault();
});

document.addEventListener("submit", (event) => event.target.closest("details[data-menu][open]") && close(event.target.closest("details[data-menu]")));

/** Opens the field under an item. */
export function reply(item) {
  const field = document.getElementById(`item-${item}-reply`);
  if (!field) return false;
  const form = unfolded(field);
  field.open = true;
  form.querySelector("textarea").focus({ preventScroll: true });
  field.scrollIntoView({ block: "nearest" });
  return true;
}

/** Copies the text that a button holds, or the address of a link; where that is refused, a link still leads there. */
async function copy(event, link) {
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.dataset.copy || link.href);
    tell(words.copied);
  } catch {
    if (link.href) location.assign(link.href);
  }
  const menu = link.closest("details[data-menu]");
  if (menu) close(menu);
}

async function sheet(event, link) {
  event.preventDefault();
  const dialog = document.getElementById("sheet");
  const body = await fragment(link.href).catch(() => null);
  if (!body) return location.assign(link.href);
  const main = body.querySelector("main") ?? body;
  dialog.querySelector("[data-content]").replaceChildren(...main.childNodes);
  link.closest("details[data-menu]")?.removeAttribute("open");
  dialog.showModal();
}

// What is shown once can be copied where the browser lets a page do so.
if (navigator.clipboard) document.querySelectorAll("button[data-copy]").forEach((button) => (button.hidden = false));

// The print view opens the window that also saves a PDF.
const printing = document.querySelector("[data-print]");
if (printing) {
  printing.hidden = false;
  printing.addEventListener("click", () => print());
}
