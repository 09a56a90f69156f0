// Words come from the server's locale files, in `#words`; no other module holds any.

export const words = JSON.parse(document.getElementById("words").textContent);

/** Fills `{name}` placeholders. */
export const say = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const rules = new Intl.PluralRules(document.documentElement.lang);

/** The form for `n` things, with `{n}` filled. */
export const plural = (forms, n) => say(forms[rules.select(n)] ?? forms.other, { n });

/** What is kept on this device is kept per person. */
export const kept = (name) => `palabre:${document.body.dataset.person ?? ""}:${name}`;

/** Reads what was kept; a full, blocked or foreign storage counts as empty. */
export function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(kept(name))) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** The names of what was kept that begin so. */
export function names(beginning) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(kept(beginning))).map((name) => name.slice(kept("").length));
  } catch {
    return [];
  }
}

/** Keeps a value, or forgets it when it is null. */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(kept(name));
    else localStorage.setItem(kept(name), JSON.stringify(value));
  } catch {
    // Private windows may refuse: nothing is promised then beyond this page.
  }
}
