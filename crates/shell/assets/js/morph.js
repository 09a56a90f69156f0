// Fetching parts of pages, and bringing them in without touching what a person is doing: focus, typed text, open details, pending messages.

import { Idiomorph } from "./idiomorph.js";
import { fold } from "./replies.js";
import { toast } from "./toasts.js";

const PARTIAL = { "X-Palabre-Partial": "1" };

/** What a form's answer may be: a fragment or a problem. */
export const ACCEPT = { ...PARTIAL, Accept: "text/html, application/problem+json" };

/** The elements of a fragment; null when it is not, or no longer, there for us. */
export async function fragment(url) {
  const answer = await fetch(url, { headers: { ...PARTIAL, Accept: "text/html" } });
  if (answer.status === 404 || answer.status === 403) return null;
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
  return parse(await answer.text());
}

export const parse = (html) => fold(new DOMParser().parseFromString(html, "text/html").body);

const isTyped = (old) =>
  old instanceof HTMLTextAreaElement ? old.value !== old.defaultValue
  : old instanceof HTMLInputElement && old.type !== "hidden" ? old.value !== old.defaultValue || old.checked !== old.defaultChecked
  : false;

const callbacks = {
  beforeNodeMorphed: (old) => !isTyped(old),
  beforeNodeRemoved: (old) => !old.classList?.contains("pending") && !(old.contains?.(document.activeElement) && isTyped(document.activeElement)),
  // The navigation comes back without knowing on which page it stands.
  beforeAttributeUpdated: (name, old) => name !== "aria-current" && !(name === "open" && old.tagName === "DETAILS"),
};

/** Turns `old` into `fresh`, keeping what is under way in it. */
export function morph(old, fresh) {
  Idiomorph.morph(old, fresh, { morphStyle: "outerHTML", callbacks });
}

/** Where a card belongs in a feed: newest first, by its id, below what is pinned and pending. */
export function insert(feed, card) {
  const made = BigInt(card.dataset.item ?? 0);
  const older = [...feed.children].find((one) => one.dataset.item && !("pinned" in one.dataset) && BigInt(one.dataset.item) < made);
  feed.querySelector(":scope > .empty")?.remove();
  // Above the line under what was unread, should that stand right over the place.
  const place = older?.previousElementSibling?.matches("[data-unread]") ? older.previousElementSibling : older;
  feed.insertBefore(card, place ?? null);
}

/** Brings an answer into the page: toasts to their place, known ids in place of themselves, new items into the feed. */
export function show(body) {
  for (const part of [...body.children]) {
    if (part.matches("[data-toast]")) toast(part);
    else if (part.id && document.getElementById(part.id)) morph(document.getElementById(part.id), part);
    else if (part.matches(".item")) document.querySelectorAll("[data-feed]").forEach((feed) => insert(feed, part));
  }
}

/** Fetches this page again and morphs the regions that said they may change. */
export async function refresh() {
  const regions = [...document.querySelectorAll("[data-refresh][id]")];
  if (!regions.length) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = parse(await answer.text());
  for (const region of regions) {
    const again = fresh.querySelector(`#${CSS.escape(region.id)}`);
    if (again) morph(region, again);
  }
}

/** A refusal as `{detail, errors}`, from problem+json or from a fragment's text. */
export function problemOf(answer, text) {
  if (answer.headers.get("Content-Type")?.includes("json")) {
    const { title, detail, errors = [] } = JSON.parse(text);
    return { detail: errors.length ? errors.map((e) => e.message).join(" ") : detail ?? title, errors };
  }
  const body = parse(text);
  return { detail: (body.querySelector(".trouble p, .error, p") ?? body).textContent.trim(), errors: [] };
}
