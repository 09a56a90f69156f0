// Posts and comments on their way: kept on this device until the server has answered, tried again with the same key, sent once.

import { ACCEPT, parse, problemOf, show } from "./morph.js";
import { release, resent } from "./uploads.js";
import { keep, recall, words } from "./words.js";

const list = () => recall("outbox", []);
const save = (entries) => keep("outbox", entries.length ? entries : null);
const drop = (key) => (save(list().filter((entry) => entry.key !== key)), release((message) => message === key));
const put = (entry) => save(list().map((one) => (one.key === entry.key ? entry : one)));
const echo = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);

let running = false;
let wait = 2_000;
let timer;

/** Adds a message, shows it as pending, and sets off once it is certain which draft it was. `refused` hears of a refusal while the form is still there. */
export async function post(entry, draft, refused) {
  save([...list(), entry]);
  draw(entry);
  entry.fields.push(["draft", await draft]);
  put(entry);
  flush(refused);
}

/** Tries everything that waits, oldest first. */
export async function flush(refused) {
  clearTimeout(timer);
  if (running) return;
  running = true;
  // A second tab may be at it too: the key makes the server answer both with the same item.
  for (let entry; (entry = list().find((one) => !one.problem)); ) {
    const problem = await attempt(entry);
    if (problem === "later") {
      state(entry, words.waiting);
      timer = setTimeout(flush, wait + Math.random() * 1_000);
      wait = Math.min(wait * 2, 60_000);
      break;
    }
    wait = 2_000;
    if (problem) refuse(entry, problem, refused);
  }
  running = false;
}

async function attempt(entry) {
  let answer;
  try {
    answer = await fetch(entry.action, { method: "POST", headers: ACCEPT, body: new URLSearchParams(entry.fields) });
  } catch {
    return "later";
  }
  if (answer.status === 429 || answer.status >= 500) return "later";
  const text = await answer.text();
  if (!answer.ok) {
    const mended = await mend(entry);
    return mended === true ? attempt(entry) : mended || problemOf(answer, text);
  }
  drop(entry.key);
  echo(entry.key)?.remove();
  const body = parse(text);
  if (body.querySelector("main")) location.assign(answer.url);
  else show(body);
}

/**
 * The server lets go of files that nothing carries for a day: a message that waited longer takes them along anew. Gives whether it did, or what
 * stood in the way.
 */
async function mend(entry) {
  try {
    const fields = await resent(entry);
    if (fields) put(Object.assign(entry, { fields }));
    return Boolean(fields);
  } catch ({ detail, errors = [] }) {
    return detail ? { detail, errors } : "later";
  }
}

function refuse(entry, problem, refused) {
  if (refused?.(entry, problem)) return discard(entry.key);
  put({ ...entry, problem: problem.detail });
  state({ ...entry, problem: problem.detail });
}

function discard(key) {
  drop(key);
  echo(key)?.remove();
}

function state(entry, text) {
  const card = echo(entry.key);
  if (!card) return;
  const line = card.querySelector(".state");
  card.classList.toggle("refused", Boolean(entry.problem));
  if (!entry.problem) return (line.textContent = text);
  const button = (label, act) => {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: label });
    element.addEventListener("click", act);
    return element;
  };
  const again = () => (put({ ...entry, problem: undefined }), state({ ...entry, problem: undefined }, words.sending), flush());
  line.replaceChildren(`${words.refused} · ${entry.problem} `, button(words.retry, again), button(words.discard, () => discard(entry.key)));
}

/** The local echo: the same face and place as the real one, marked as under way. */
function draw(entry) {
  const place = entry.kind === "post" ? document.querySelector(`[data-feed="${entry.place}"]`) : document.getElementById(`item-${entry.place}`);
  if (!place || echo(entry.key)) return;
  const card = document.createElement(entry.kind === "post" ? "article" : "div");
  card.className = entry.kind === "post" ? "card item pending" : "comment pending";
  card.dataset.key = entry.key;
  const value = (field) => entry.fields.find(([name]) => name === field)?.[1] ?? "";
  const part = (tag, className, ...content) => {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...content);
    return element;
  };
  const me = document.querySelector(".me > summary");
  const face = me.querySelector(".av").cloneNode(true);
  const who = part("b", "name", me.querySelector("bdi").cloneNode(true));
  const prose = part("div", "prose", part("p", "", value("body")));
  const status = part("p", "state", entry.problem ? "" : words.sending);
  if (entry.kind === "post") {
    face.className = face.className.replace(/\bs\b/, "m");
    const title = value("title") ? [part("h2", "title", value("title"))] : [];
    card.append(part("div", "by", face, part("div", "who", who)), part("div", "body", ...title, prose), status);
    place.querySelector(":scope > .empty")?.remove();
    place.prepend(card);
  } else {
    card.append(face, part("div", "said", who, prose, status));
    const field = place.querySelector(":scope > .thread > .reply");
    if (field) field.before(card);
    else place.querySelector(":scope > .said").append(card);
  }
  if (entry.problem) state(entry);
}

list().forEach(draw);
release((message) => list().every((entry) => entry.key !== message));
if (list().some((entry) => !entry.problem)) flush();
addEventListener("online", () => flush());
