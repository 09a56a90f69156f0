// Files on their way: sent in one go that may be taken up again (tus 1.0), and kept on this device until what carries them was sent.

import { problemOf } from "./morph.js";
import { kept, words } from "./words.js";

const PLACE = "/api/v1/uploads";
const TUS = { "Tus-Resumable": "1.0.0", Accept: "application/problem+json" };
const FILES = "/api/v1/files";
const LIFE = 7 * 86_400_000;
/** Where a file stands that left with a message, followed by its key. */
export const SENT = "sent:";

/** What is kept on this device survives a reload; where it can't be kept, this page is all there is. */
function device(mode, act) {
  return new Promise((done) => {
    const opening = globalThis.indexedDB?.open("palabre", 1);
    if (!opening) return done(undefined);
    opening.onupgradeneeded = () => opening.result.createObjectStore("uploads", { keyPath: "key" });
    opening.onerror = () => done(undefined);
    opening.onsuccess = () => {
      try {
        const request = act(opening.result.transaction("uploads", mode).objectStore("uploads"));
        request.onsuccess = () => (done(request.result), opening.result.close());
        request.onerror = () => (done(undefined), opening.result.close());
      } catch {
        done(undefined);
      }
    };
  });
}

/** Keeps what is needed to take an upload up again, the file itself too: the server lets go of what nothing carries for a day. */
export function remember(upload) {
  const { key, place, name, size, type, blob, url, id } = upload;
  const at = (upload.at ??= Date.now());
  return device("readwrite", (store) => store.put({ key, place: kept(place), name, size, type, blob, url, id, at }));
}

export const forget = (key) => device("readwrite", (store) => store.delete(key));

/** What this person has waiting in places that begin so, oldest first, each with its place; what is too old in a form is forgotten. */
export async function recalled(beginning) {
  const all = (await device("readonly", (store) => store.getAll())) ?? [];
  const old = (one) => Date.now() - one.at > LIFE && one.place.includes(":files:");
  for (const one of all.filter(old)) forget(one.key);
  const mine = all.filter((one) => one.blob && one.place.startsWith(kept(beginning)) && !old(one));
  return mine.map((one) => ({ ...one, place: one.place.slice(kept("").length) })).sort((a, b) => a.at - b.at);
}

/** Lets go of what messages took along, when they have arrived or were given up: those of which `over` says so. */
export async function release(over) {
  for (const upload of await recalled(SENT)) if (over(upload.place.slice(SENT.length))) forget(upload.key);
}

/** Sends again those of a message's files that the server let go of. Gives the message's fields with the files as they are now; nothing when all are there. */
export async function resent({ key, fields }) {
  let now;
  for (const upload of fields.some(([name]) => name === "file") ? await recalled(SENT + key) : []) {
    const { id } = upload;
    if ((await known(id)).status !== 404) continue;
    await send(Object.assign(upload, { id: null, url: null }), () => {}, new AbortController().signal);
    now = (now ?? fields).map(([name, value]) => [name, name === "file" && value === id ? upload.id : value]);
  }
  return now;
}

const known = (id) => fetch(`${FILES}/${id}`, { headers: { Accept: "application/json" } });

/** Whether something carries that file by now, so that no form needs it. */
export async function carried(id) {
  const answer = await known(id);
  return Boolean(answer.ok && (await answer.json()).item);
}

const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const pause = (ms, signal) =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    addEventListener("online", () => (clearTimeout(timer), done()), { once: true });
    signal.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
  });

/**
 * Sends a file, however often the network breaks off. `tell(sent)` hears how far it is, and `tell(sent, words)` why it waits.
 * Gives the file's id; throws `{ detail }` when the server refuses it, and `AbortError` when `signal` says so.
 */
export async function send(upload, tell, signal) {
  for (let wait = 1_000; !upload.id; wait = Math.min(wait * 2, 30_000)) {
    const before = upload.sent ?? 0;
    const outcome = await attempt(upload, tell, signal).catch((error) => {
      if (error.detail || error.name === "AbortError") throw error;
      return "later";
    });
    signal.throwIfAborted();
    if (outcome !== "later") break;
    // Whoever gets on, however slowly, is not made to wait longer each time.
    if ((upload.sent ?? 0) > before) wait = 1_000;
    tell(upload.sent ?? 0, words.files.waiting);
    await pause(wait + Math.random() * 500, signal);
    signal.throwIfAborted();
  }
  await remember(upload);
  return upload.id;
}

async function attempt(upload, tell, signal) {
  if (!upload.url) {
    const headers = { ...TUS, "Upload-Length": upload.size, "Upload-Metadata": `filename ${encoded(upload.name)}` };
    const answer = await fetch(PLACE, { method: "POST", headers, signal });
    if (!answer.ok) return refusal(answer);
    upload.url = new URL(answer.headers.get("Location"), location.href).pathname;
    upload.sent = 0;
    await remember(upload);
  } else {
    const answer = await fetch(upload.url, { method: "HEAD", headers: TUS, signal });
    if (answer.status === 404) return restart(upload);
    if (!answer.ok) return refusal(answer);
    upload.sent = Number(answer.headers.get("Upload-Offset"));
  }
  tell(upload.sent);
  if (upload.sent < upload.size || upload.size === 0) {
    const answer = upload.size === 0 ? { status: 204 } : await piece(upload, tell, signal);
    if (answer.status === 404) return restart(upload);
    if (answer.status === 409) return "later";
    if (answer.status !== 204) return refusal(answer);
    upload.sent = upload.size;
  }
  upload.id = upload.url.split("/").at(-1);
  tell(upload.sent);
}

function restart(upload) {
  upload.url = null;
  upload.sent = 0;
  return "later";
}

async function refusal(answer) {
  if (answer.status === 429 || answer.status === 503 || answer.status === 500 || answer.status === 502 || answer.status === 504) return "later";
  const text = await answer.text();
  throw text ? problemOf(answer, text) : { detail: words.offline };
}

/** `fetch` doesn't tell how much has left; the older way does. */
function piece(upload, tell, signal) {
  return new Promise((done, broke) => {
    const request = new XMLHttpRequest();
    const from = upload.sent;
    request.open("PATCH", upload.url);
    for (const [name, value] of Object.entries({ ...TUS, "Upload-Offset": from, "Content-Type": "application/offset+octet-stream" })) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded }) => tell((upload.sent = Math.min(from + loaded, upload.size))));
    request.addEventListener("load", () =>
      done({ status: request.status, headers: { get: (name) => request.getResponseHeader(name) }, text: () => Promise.resolve(request.responseText) }));
    request.addEventListener("error", () => broke(new TypeError("network")));
    request.addEventListener("abort", () => broke(new DOMException("", "AbortError")));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(upload.blob.slice(from));
  });
}

/** Gives up what was sent, here and there. */
export function withdraw(upload) {
  forget(upload.key);
  if (upload.url) fetch(upload.url, { method: "DELETE", headers: TUS, keepalive: true }).catch(() => {});
}
