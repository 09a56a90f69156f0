// What is being written is kept on this device at once and on the server a moment later, per place, until it is sent.
// Another device's words are never replaced unseen: the newer stand in the form, the others are offered above it.

import { choice } from "./compose.js";
import { ACCEPT } from "./morph.js";
import { formOf } from "./replies.js";
import { keep, names, recall, words } from "./words.js";

/** What tells a form apart from others, on any page; only some of them keep drafts. */
export const placeOf = (form) => form.dataset.draft ?? form.dataset.place;

const name = (form) => `draft:${form.dataset.draft}`;
const address = (form) => `/drafts/${form.dataset.draft}`;
const seen = (form) => form.elements.draft;
const OWN = new Set(["key", "draft", "send_at"]);
// Longer texts can't leave with a page that closes.
const LAST_WORDS = 60_000;

/** The fields worth keeping: all but those of one sending. */
export const fields = (form) => [...new FormData(form)].filter(([field, value]) => !OWN.has(field) && typeof value === "string");

const isWritten = (list) => list.some(([field, value]) => ["title", "body", "option"].includes(field) && value.trim());
const text = (list) => JSON.stringify(list.filter(([field, value]) => value.trim() && (isWritten([[field, value]]) || field === "kind")));

/** Puts kept fields into a form, in place of what stands there. */
export function fill(form, kept) {
  const options = kept.filter(([field]) => field === "option").length;
  for (const button of form.querySelectorAll("[data-add-option]")) {
    while (form.querySelectorAll("[name=option]").length < options) choice(button.closest("fieldset"));
  }
  const count = {};
  form.querySelectorAll("textarea, [name=title], [name=option]").forEach((field) => (field.value = ""));
  for (const [field, value] of kept) {
    const all = [...form.querySelectorAll(`[name="${CSS.escape(field)}"]`)].filter((one) => one.type !== "hidden");
    if (["radio", "checkbox"].includes(all[0]?.type)) all.filter((one) => one.value === value).forEach((one) => (one.checked = true));
    else if (all.length) all[Math.min((count[field] = (count[field] ?? -1) + 1), all.length - 1)].value = value;
  }
  show(form);
}

function show(form) {
  form.classList.toggle("open", form.matches(".composer"));
  const fold = form.closest("details.reply");
  if (fold) fold.open = true;
}

/** Empties a form whose words are on their way; answers the version of the draft that they were, once that is certain. */
export async function forget(form) {
  clearTimeout(form.draftTimer);
  clearTimeout(form.saveTimer);
  if (seen(form)) keep(name(form), null);
  form.querySelectorAll("textarea, input[name=title], input[name=option]").forEach((field) => (field.defaultValue = ""));
  form.reset();
  form.classList.remove("open");
  form.querySelector(".other-draft")?.remove();
  say(form, "");
  form.dispatchEvent(new CustomEvent("cleared", { bubbles: true }));
  const fold = form.closest(".said > .acts > .reply") ?? form.querySelector("details[data-menu][open]");
  if (fold) fold.open = false;
  if (!seen(form)) return "";
  await Promise.race([form.saving, new Promise((done) => setTimeout(done, 2_000))]);
  const version = seen(form).value;
  seen(form).value = "0";
  return version;
}

const say = (form, word) => form.querySelectorAll("[data-kept]").forEach((line) => (line.textContent = word));

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || OWN.has(event.target.name)) return;
  clearTimeout(form.draftTimer);
  clearTimeout(form.saveTimer);
  say(form, "");
  form.draftTimer = setTimeout(() => here(form, true), 250);
  form.saveTimer = setTimeout(() => save(form), 1_200);
});

/** Keeps the words on this device; `dirty` until the server has them too. */
function here(form, dirty) {
  const list = fields(form);
  keep(name(form), isWritten(list) || dirty ? { fields: list, version: seen(form).value, dirty, at: Date.now() } : null);
}

/** Keeps them on the server; one request at a time, so that none overtakes another. */
async function save(form) {
  clearTimeout(form.saveTimer);
  form.saveTimer = null;
  if (form.querySelector(".other-draft")) return;
  await form.saving;
  form.saving = push(form).finally(() => (form.saving = null));
}

async function push(form) {
  const list = fields(form);
  const body = new URLSearchParams([...list, ["draft", seen(form).value]]);
  const keepalive = String(body).length < LAST_WORDS;
  const answer = await fetch(address(form), { method: "POST", headers: ACCEPT, body, keepalive }).catch(() => null);
  if (answer?.status === 409) return differ(form);
  if (!answer?.ok) return say(form, words.draft.here);
  const kept = await answer.json();
  seen(form).value = kept.version;
  const same = text(fields(form)) === text(list);
  if (same) here(form, false);
  say(form, same && isWritten(list) ? words.draft.kept : "");
}

const stands = (form) => fetch(address(form), { headers: { Accept: "application/json" } }).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);

/** Another device wrote here since. When its draft is gone, or says the same, ours is simply the next. */
async function differ(form) {
  const theirs = await stands(form);
  if (!theirs) return;
  seen(form).value = theirs.version;
  if (!theirs.fields.length || text(theirs.fields) === text(fields(form))) form.saveTimer = setTimeout(() => save(form), 0);
  else offer(form, theirs.fields);
}

/** Shows the other words over the form, to take or to leave. Until then nothing is sent to the server. */
function offer(form, other) {
  form.querySelector(".other-draft")?.remove();
  const part = (tag, className, ...content) => {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...content);
    return element;
  };
  const end = (act) => () => {
    notice.remove();
    act?.();
    form.querySelector("textarea").focus();
    save(form);
  };
  const button = (label, act) => {
    const element = Object.assign(part("button", "btn", label), { type: "button" });
    element.addEventListener("click", end(act));
    return element;
  };
  const value = (field) => other.find(([one]) => one === field)?.[1] ?? "";
  const excerpt = [value("title"), value("body")].filter(Boolean).join(" — ").slice(0, 300);
  const acts = part("div", "row", button(words.draft.take, () => fill(form, other)), button(words.draft.leave));
  const notice = part("div", "notice other-draft", part("p", "", words.draft.other), part("blockquote", "clip", excerpt), acts);
  notice.setAttribute("role", "status");
  form.prepend(notice);
  show(form);
}

/** What this device still had, against what the server gave with the page. */
function settle(form) {
  const mine = recall(name(form), null);
  if (form.matches(".composer") && isWritten(fields(form))) show(form);
  // Kept there already; what stands in the page is that, or newer.
  if (!mine?.dirty) return keep(name(form), null);
  if (text(mine.fields) === text(fields(form))) return;
  const theirs = fields(form);
  const moved = seen(form).value !== mine.version && isWritten(theirs);
  const newer = moved && Date.parse(seen(form).dataset.at) > mine.at;
  if (!newer) fill(form, mine.fields);
  if (moved) offer(form, newer ? mine.fields : theirs);
  else save(form);
}

const forms = () => document.querySelectorAll("form[data-draft]");
for (const kept of names("draft:item:")) if (recall(kept, null)?.dirty) formOf(kept.slice("draft:".length));
forms().forEach(settle);
document.addEventListener("planted", (event) => settle(event.target));

// Put aside: what was typed goes to the server now. Back again: another device may have gone on.
document.addEventListener("visibilitychange", async () => {
  for (const form of forms()) {
    if (document.hidden) form.saveTimer && save(form);
    else if (form.matches(".composer") && !form.saveTimer && !form.saving && !recall(name(form), null)?.dirty) {
      const theirs = await stands(form);
      if (!theirs || theirs.version === seen(form).value || form.saveTimer) continue;
      seen(form).value = theirs.version;
      fill(form, theirs.fields);
      form.classList.toggle("open", theirs.fields.length > 0);
      keep(name(form), null);
    }
  }
});
addEventListener("online", () => forms().forEach((form) => recall(name(form), null)?.dirty && save(form)));
