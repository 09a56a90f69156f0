// One key, one act. Never while typing, and single keys may be turned off (WCAG 2.1.4).

import { go } from "./go.js";
import { reply } from "./menus.js";
import { keep, recall } from "./words.js";

const dialog = document.getElementById("keys");
const choice = dialog?.querySelector("[data-single-keys]");
if (choice) {
  choice.checked = recall("single-keys", true);
  choice.addEventListener("change", () => keep("single-keys", choice.checked));
}

const shown = (element) => element.getClientRects().length > 0;
const cards = () => [...document.querySelectorAll("main article[data-item], main .entry .cover")].filter(shown);

/** The card one is in, else the first that is not above the window. */
function current() {
  const within = document.activeElement?.closest?.("article[data-item]");
  return within ?? cards().find((card) => card.getBoundingClientRect().bottom > 80);
}

function step(by) {
  const all = cards();
  const at = all.findIndex((card) => card === document.activeElement || (card.localName === "article" && card.contains(document.activeElement)));
  const next = at < 0 ? current() : all[at + by];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function write() {
  const field = document.querySelector("#composer textarea");
  if (!field) return go();
  field.focus();
  field.scrollIntoView({ block: "center" });
}

function search() {
  const field = document.getElementById("q");
  if (field) field.select();
  else go();
}

const ACTS = {
  "?": () => dialog.showModal(),
  "/": search,
  n: write,
  j: () => step(1),
  k: () => step(-1),
  r: () => current()?.dataset.item && reply(current().dataset.item),
  l: () => current()?.querySelector(".acts .like")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (event.key === "Enter" && typing?.form?.requestSubmit && typing.localName === "textarea") (event.preventDefault(), typing.form.requestSubmit());
    if (event.key.toLowerCase() === "k" && !event.shiftKey) (event.preventDefault(), go());
    return;
  }
  if (event.key === "Escape" && typing?.closest("#composer") && !typing.form.querySelector("textarea").value) {
    typing.form.classList.remove("open");
    return typing.blur();
  }
  if (event.key === "Escape" && typing?.matches(".reply textarea") && !typing.value) {
    const fold = typing.closest("details");
    fold.open = false;
    return fold.closest("[data-item]")?.focus();
  }
  if (typing || event.altKey || event.metaKey || !choice?.checked || document.querySelector("dialog[open]")) return;
  const act = ACTS[event.key];
  if (act) (event.preventDefault(), act());
});

// “Donner une nouvelle” leads to the composer of this page, or to the page that has one.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href$='#composer']");
  if (link && document.getElementById("composer")) (event.preventDefault(), write());
});
if (location.hash === "#composer") write();
