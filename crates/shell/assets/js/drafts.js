// What is being written is kept on this device, per place, until it is sent.

import { keep, recall } from "./words.js";

const name = (form) => `draft:${form.dataset.draft}`;

/** The fields worth keeping: all but the key of one sending. */
export const fields = (form) => [...new FormData(form)].filter(([field, value]) => field !== "key" && typeof value === "string");

/** Puts kept fields back into a form. */
export function fill(form, kept) {
  const seen = {};
  for (const [field, value] of kept) {
    const all = [...form.querySelectorAll(`[name="${CSS.escape(field)}"]`)];
    if (["radio", "checkbox"].includes(all[0]?.type)) all.filter((one) => one.value === value).forEach((one) => (one.checked = true));
    else if (all.length) all[Math.min((seen[field] = (seen[field] ?? -1) + 1), all.length - 1)].value = value;
  }
  form.classList.toggle("open", form.matches(".composer"));
  const fold = form.closest("details.reply");
  if (fold) fold.open = true;
}

/** Forgets the draft of a form: it was sent. */
export const forget = (form) => (clearTimeout(form.draftTimer), keep(name(form), null));

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  clearTimeout(form.draftTimer);
  form.draftTimer = setTimeout(() => {
    const written = fields(form).some(([field, value]) => ["title", "body", "option"].includes(field) && value.trim());
    keep(name(form), written ? fields(form) : null);
  }, 250);
});

for (const form of document.querySelectorAll("form[data-draft]")) {
  const kept = recall(name(form), null);
  if (kept && !form.querySelector("textarea").value) fill(form, kept);
}
