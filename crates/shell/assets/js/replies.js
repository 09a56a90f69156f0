// The fields under comments. A page has dozens and few are wanted, so each waits as the text of a <noscript>, which is its form for whoever
// has no scripts and costs the page nothing here. Unfolding one makes it a form; it is then a `planted` event's target.

const waiting = (fold) => fold.querySelector(":scope > noscript");

/** The form of a fold, which it gets now if it has none yet. */
export function unfolded(fold) {
  const text = waiting(fold)?.textContent;
  if (text === undefined) return fold.querySelector("form");
  const form = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
  waiting(fold).replaceWith(form);
  form.dispatchEvent(new CustomEvent("planted", { bubbles: true }));
  return form;
}

/** The form of a place (`item:42`, `space:7`) on this page, if there is one. */
export function formOf(place) {
  const fold = document.getElementById(`${place.replace(":", "-")}-reply`);
  return fold ? unfolded(fold) : document.querySelector(`form:is([data-draft="${CSS.escape(place)}"], [data-place="${CSS.escape(place)}"])`);
}

/** What was fetched holds these fields as elements: they become text again, but for those that are unfolded here already. */
export function fold(fetched) {
  for (const one of fetched.querySelectorAll("details.reply:has(> noscript)")) {
    waiting(one).textContent = waiting(one).innerHTML;
    const here = document.getElementById(one.id);
    if (here && !waiting(here)) unfolded(one);
  }
  return fetched;
}

// Whoever was faster than this module.
document.querySelectorAll("details.reply[open]:has(> noscript)").forEach(unfolded);

// Whoever opens a field wants to write in it.
document.addEventListener("click", (event) => {
  const fold = event.target.closest("details.reply > summary")?.parentElement;
  if (!fold) return;
  const field = unfolded(fold).querySelector("textarea");
  requestAnimationFrame(() => field.focus());
});
