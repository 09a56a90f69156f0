// Attaching: chosen, dropped, pasted or photographed files go into the form's tray, leave at once, and wait there for the words.
// Photographs taken one after the other are the pages of one PDF, written when the form is sent.

import { pdfOf } from "./pdf.js";
import { placeOf } from "./drafts.js";
import { SENT, carried, forget, recalled, remember, send, withdraw } from "./uploads.js";
import { formOf } from "./replies.js";
import { plural, say, words } from "./words.js";

const MOST = 20;
const trays = new WeakMap();

const trayOf = (form) => form?.querySelector("[data-tray]");
const held = (form) => trays.get(trayOf(form)) ?? [];
const place = (form) => `files:${placeOf(form)}`;
const make = (tag, props, ...content) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...content);
  return element;
};
// Any icon of the page, pointed at another symbol of the same sprite.
function icon(name) {
  const svg = document.querySelector("svg.i").cloneNode(true);
  const use = svg.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${name}`));
  return svg;
}

function add(form, upload) {
  const tray = trayOf(form);
  const all = held(form);
  if (all.length >= MOST) return complain(form, say(words.files.many, { n: MOST }));
  upload.form = form;
  trays.set(tray, [...all, upload]);
  tray.hidden = false;
  tray.append(row(upload));
  form.classList.add("open");
  return upload;
}

/** Takes files, as they were chosen, dropped or pasted. */
function take(form, files) {
  for (const blob of files) {
    const upload = add(form, { key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, place: place(form), name: blob.name || "image.png", size: blob.size, type: blob.type, blob });
    if (upload) start(upload);
  }
}

function start(upload) {
  upload.control = new AbortController();
  upload.problem = null;
  draw(upload);
  upload.sending = remember(upload)
    .then(() => send(upload, (sent, why) => ((upload.sent = sent), (upload.why = why), draw(upload)), upload.control.signal))
    .catch((problem) => {
      if (problem.name === "AbortError") return;
      upload.problem = problem.detail ?? words.offline;
    })
    .finally(() => draw(upload));
}

/** Asks the server for what it had before the page went: ready again only when it still has it, sent anew when not. */
function check(upload) {
  const { id } = upload;
  upload.id = null;
  draw(upload);
  upload.sending = carried(id)
    .catch(() => false)
    .then((gone) => {
      if (!upload.row.isConnected) return undefined;
      if (gone) return (forget(upload.key), drop(upload));
      start(upload);
      return upload.sending;
    });
}

/** One more page of the document that is being photographed. */
async function page(form, photo) {
  const under = held(form).find((upload) => upload.pages);
  const upload = under ?? add(form, { key: `${Date.now()}-${Math.random()}`, place: place(form), name: `${say(words.files.photographed, { date: today() })}.pdf`, pages: [], size: 0 });
  if (!upload) return;
  upload.pages.push(photo);
  draw(upload);
}

const today = () => new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(new Date()).replace(":", " h ");

/** Whether something in the tray is not on the server yet. */
export const isSending = (form) => held(form).some((upload) => !upload.id);

/** Waits until all in the tray is on the server; throws `{ detail }` with what stands in the way. */
export async function ready(form) {
  for (const upload of held(form).filter((one) => one.pages)) {
    try {
      upload.blob = await pdfOf(upload.pages);
    } catch {
      throw { detail: words.files.unreadable, errors: [] };
    }
    upload.size = upload.blob.size;
    upload.type = upload.blob.type;
    upload.pages = null;
    start(upload);
  }
  for (const upload of held(form)) {
    if (upload.problem) start(upload);
    await upload.sending;
    if (upload.problem) throw { detail: upload.problem, errors: [] };
  }
}

/** What the tray holds goes with a message, and stays on this device until that has arrived. Gives it, to be put back should the sending be refused. */
export function depart(form, message) {
  return held(form).map((upload) => {
    remember({ ...upload, place: SENT + message });
    drop(upload);
    const { key, name, size, type, blob, url } = upload;
    return { key, name, size, type, blob, url, place: place(form) };
  });
}

/** Puts it back: each is looked for on the server, and sent again when it went from there meanwhile. */
export function restore(form, uploads) {
  for (const upload of uploads) {
    const back = add(form, upload);
    if (back) start(back);
  }
}

function row(upload) {
  const close = make("button", { type: "button", className: "tool" }, icon("x"));
  close.ariaLabel = close.title = say(words.files.remove, { name: upload.name });
  close.addEventListener("click", () => remove(upload));
  upload.progress = make("progress", { max: 1 });
  upload.progress.ariaLabel = say(words.files.progress, { name: upload.name });
  upload.state = make("span", { className: "quiet" });
  upload.state.setAttribute("role", "status");
  upload.thumb = make("span", { className: "thumb" }, icon(upload.pages ? "camera" : "paperclip"));
  if (/^image\/(jpeg|png|webp|gif)$/.test(upload.type ?? "") && upload.blob) look(upload, upload.blob);
  upload.more = make("button", { type: "button", className: "btn", textContent: words.files.next, hidden: true });
  upload.more.addEventListener("click", () => upload.form.querySelector("[data-pages]").click());
  upload.again = make("button", { type: "button", className: "btn", textContent: words.retry, hidden: true });
  upload.again.addEventListener("click", () => start(upload));
  upload.input = make("input", { type: "hidden", name: "file", disabled: true });
  const tail = upload.name.slice(-12).trimStart().length;
  const cut = Math.max(0, upload.name.length - tail);
  const name = make("bdi", { className: "fname" }, make("span", { textContent: upload.name.slice(0, cut) }), make("span", { textContent: upload.name.slice(cut) }));
  upload.row = make("li", { className: "file" }, upload.thumb, make("span", { className: "grow" }, name, upload.progress, upload.state), upload.more, upload.again, close, upload.input);
  draw(upload);
  return upload.row;
}

function look(upload, blob) {
  const image = make("img", { src: URL.createObjectURL(blob), alt: "" });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  upload.thumb.replaceChildren(image);
}

function draw(upload) {
  if (!upload.row) return;
  const { pages, id, problem, size, sent = 0, why } = upload;
  upload.more.hidden = !pages;
  upload.again.hidden = !problem;
  upload.progress.hidden = Boolean(pages || id || problem);
  upload.row.classList.toggle("refused", Boolean(problem));
  if (pages?.length) look(upload, pages.at(-1));
  const part = size ? Math.floor((100 * sent) / size) : 0;
  upload.progress.value = part / 100;
  const percent = `${part}\u00a0%`;
  const text = pages ? plural({ one: words.files.page, other: words.files.pages }, pages.length) : problem ?? (id ? words.files.ready : why ? `${why} · ${percent}` : percent);
  // A screen reader hears quarters, not every percent.
  if (id || problem || pages || why || part % 25 === 0 || !upload.state.textContent) upload.state.setAttribute("aria-live", "polite");
  else upload.state.setAttribute("aria-live", "off");
  upload.state.textContent = text;
  upload.input.disabled = !id;
  upload.input.value = id ?? "";
}

function remove(upload) {
  upload.control?.abort();
  withdraw(upload);
  drop(upload);
  upload.form.querySelector("textarea")?.focus();
}

function drop(upload) {
  const tray = upload.row.parentElement;
  upload.row.remove();
  if (!tray) return;
  trays.set(tray, (trays.get(tray) ?? []).filter((one) => one !== upload));
  tray.hidden = !tray.children.length;
}

function complain(form, text) {
  const line = form.querySelector(".error:not([id])");
  if (line) Object.assign(line, { textContent: text, hidden: false, role: "alert" });
}

document.addEventListener("change", (event) => {
  const input = event.target;
  const form = input.form;
  if (!trayOf(form) || input.type !== "file") return;
  if ("pages" in input.dataset) for (const photo of input.files) page(form, photo);
  else take(form, [...input.files]);
  // Emptied, so that the form doesn't carry the files a second time.
  input.value = "";
  input.closest("details[data-menu]")?.removeAttribute("open");
});

const formAt = (target) => [target.closest?.("form"), target.closest?.("article[data-item]")?.querySelector(".reply[open] form")].find((form) => trayOf(form));

document.addEventListener("paste", (event) => {
  const form = formAt(event.target);
  if (!form || !event.clipboardData?.files.length) return;
  event.preventDefault();
  take(form, [...event.clipboardData.files]);
});

const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
document.addEventListener("dragover", (event) => {
  if (!carries(event)) return;
  const form = formAt(event.target);
  // A file dropped beside a form would otherwise take the page away.
  event.preventDefault();
  event.dataTransfer.dropEffect = form ? "copy" : "none";
  document.querySelectorAll(".dropping").forEach((one) => one !== form && one.classList.remove("dropping"));
  form?.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => event.relatedTarget || document.querySelectorAll(".dropping").forEach((one) => one.classList.remove("dropping")));
document.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  document.querySelectorAll(".dropping").forEach((one) => one.classList.remove("dropping"));
  const form = formAt(event.target);
  if (form) take(form, [...event.dataTransfer.files]);
});

// Sent: what was in the tray belongs to the message now.
document.addEventListener("cleared", (event) => {
  for (const upload of held(event.target)) (forget(upload.key), drop(upload));
});

// A form that leaves with its page, such as the one that edits, still waits for what is under way.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.send || !trayOf(form) || !isSending(form)) return;
  event.preventDefault();
  try {
    await ready(form);
    form.requestSubmit(event.submitter);
  } catch (problem) {
    complain(form, problem.detail);
  }
});

// What waited when the page went.
recalled("files:").then((uploads) => {
  for (const upload of uploads) {
    const form = formOf(upload.place.slice("files:".length));
    const back = trayOf(form) && add(form, upload);
    if (back?.id) check(back);
    else if (back) start(back);
  }
});
