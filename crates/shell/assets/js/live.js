// The live socket: what others do appears here, without moving what one reads. After a cut it resumes from the last change seen.

import { fragment, insert, morph, refresh, show } from "./morph.js";
import { flush } from "./outbox.js";
import { plural, words } from "./words.js";

const { body } = document;
const topics = (body.dataset.live ?? "").split(" ").filter(Boolean);
const banner = document.getElementById("offline");
const pill = document.getElementById("fresh");
const AT_TOP = 160;
// What leaves an item alone: places, people, marks.
const COUNTS = new Set(["read", "noticed", "joined", "left", "opened", "arranged", "archived", "reopened"]);

let seq = body.dataset.seq;
let socket;
let cuts = 0;
let alarm;

function open() {
  if (!topics.length || socket) return;
  const address = new URL("/api/v1/live", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address, "palabre.v1");
  socket.addEventListener("open", () => {
    cuts = 0;
    clearTimeout(alarm);
    banner.hidden = true;
    socket.send(JSON.stringify({ follow: topics, since: seq }));
    flush();
  });
  socket.addEventListener("message", ({ data }) => {
    const change = JSON.parse(data);
    if (change.seq) seq = change.seq;
    if (change.verb) hear(change);
  });
  socket.addEventListener("close", ({ code }) => {
    socket = null;
    // 4401 signed out, 4403 and 4410 access ended: the page itself says so when it is asked for again.
    if ([4401, 4403, 4410].includes(code)) return location.reload();
    alarm ??= setTimeout(() => ((banner.hidden = false), (alarm = null)), 2_500);
    const pause = Math.min(30_000, 500 * 2 ** cuts++);
    setTimeout(open, pause / 2 + Math.random() * pause);
  });
}

open();
addEventListener("online", open);
// A page put aside by the browser must not hold a socket, or it is not kept.
addEventListener("pagehide", () => socket?.close());
addEventListener("pageshow", (event) => event.persisted && open());

/** Runs `act` once for many calls with the same name within a short, uneven time. */
const due = new Map();
function soon(name, least, spread, act) {
  if (due.has(name)) return;
  due.set(name, setTimeout(() => (due.delete(name), act().catch(() => {})), least + Math.random() * spread));
}

function hear(change) {
  const root = change.item?.root ?? change.item?.id;
  if (root) item(change, String(root));
  // What I had planned is posted, perhaps while I look at what I plan.
  if (change.verb === "posted" && String(change.actor) === body.dataset.person) soon("page", 80, 300, refresh);
  if (!root) soon("page", 80, 300, refresh);
  if (COUNTS.has(change.verb) || change.verb === "posted" || change.verb === "commented") soon("nav", 120, 400, counts);
}

async function counts() {
  const fresh = await fragment("/nav");
  if (fresh) show(fresh);
}

function item(change, root) {
  if (document.querySelector("[data-files]")?.dataset.files === String(change.space)) soon("page", 80, 300, refresh);
  const card = document.getElementById(`item-${root}`);
  if (card && change.verb === "trashed" && String(change.item.id) === root) return leave(card);
  if (card) return soon(`item-${root}`, 30, 50, () => again(card));
  const feed = document.querySelector("[data-feed]");
  const here = feed && (feed.dataset.feed === "home" || feed.dataset.feed === String(change.space));
  if (!here || !["posted", "restored"].includes(change.verb)) return;
  // One's own post comes back as the answer to its sending.
  if (String(change.actor) === body.dataset.person && feed.querySelector(":scope > .pending")) return;
  soon(`item-${root}`, 30, 50, () => arrive(feed, root));
}

async function again(card) {
  const fresh = await fragment(card.dataset.src);
  if (!fresh) leave(card);
  else if (fresh.firstElementChild) morph(card, fresh.firstElementChild);
}

/** Gone for us; what somebody is writing under it is not taken away. */
function leave(card) {
  if (!card.contains(document.activeElement) || document.activeElement.localName !== "textarea") card.remove();
}

const held = new Map();

async function arrive(feed, root) {
  const fresh = await fragment(`/items/${root}/card${feed.dataset.feed === "home" ? "?placed=1" : ""}`);
  const card = fresh?.firstElementChild;
  if (!card || document.getElementById(card.id)) return;
  if (scrollY < AT_TOP && !feed.contains(document.activeElement)) return insert(feed, card);
  held.set(root, card);
  pill.textContent = plural(words.fresh, held.size);
  pill.hidden = false;
}

pill?.addEventListener("click", () => {
  const feed = document.querySelector("[data-feed]");
  const cards = [...held.values()].filter((card) => !document.getElementById(card.id));
  cards.forEach((card) => insert(feed, card));
  held.clear();
  pill.hidden = true;
  scrollTo({ top: 0 });
  cards.at(-1)?.focus({ preventScroll: true });
});

// Whoever looks at a space's feed has seen what arrives in it.
const feed = document.querySelector("[data-feed]:not([data-feed=home])");
if (feed) {
  new MutationObserver(() => {
    if (!document.hidden) soon("seen", 800, 400, () => fetch(`/api/v1/spaces/${feed.dataset.feed}/read`, { method: "PUT", headers: { "Content-Type": "application/json" }, body: "{}" }));
  }).observe(feed, { childList: true });
}
