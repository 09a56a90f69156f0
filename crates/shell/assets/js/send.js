// Forms marked `data-send` are sent without leaving the page. `post` and `comment` show at once and wait for the network; `act` is a single press.

import { depart, isSending, ready, restore } from "./attach.js";
import { fields, fill, forget, placeOf } from "./drafts.js";
import { ACCEPT, parse, problemOf, show } from "./morph.js";
import { post } from "./outbox.js";
import { formOf } from "./replies.js";
import { tell } from "./toasts.js";
import { words } from "./words.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.send || event.defaultPrevented) return;
  event.preventDefault();
  // A button with an address of its own is another act than the form's.
  if (form.dataset.send === "act" || event.submitter?.hasAttribute("formaction")) act(form, event.submitter);
  else write(form);
});

async function write(form) {
  if (form.ariaBusy === "true") return;
  clear(form);
  form.ariaBusy = "true";
  const whole = await arrived(form);
  form.ariaBusy = null;
  if (!whole) return;
  const entry = {
    key: fresh(),
    kind: form.dataset.send,
    action: form.getAttribute("action"),
    place: placeOf(form).split(":")[1],
    fields: fields(form),
  };
  if (!entry.fields.some(([name, value]) => !["kind", "from"].includes(name) && value.trim())) return form.querySelector("textarea").focus();
  entry.fields.push(["key", entry.key]);
  const place = placeOf(form);
  const files = depart(form, entry.key);
  post(entry, forget(form), (refused, problem) => {
    const again = refused.key === entry.key && formOf(place);
    if (!again || again.querySelector("textarea").value) return false;
    fill(again, entry.fields);
    restore(again, files);
    complain(again, problem);
    return true;
  });
}

/** Waits until all that was attached is on the server; says what stands in the way. */
async function arrived(form) {
  try {
    if (isSending(form)) await ready(form);
    return form.isConnected;
  } catch (problem) {
    complain(form, problem);
    return false;
  }
}

const fresh = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

async function act(form, button) {
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  clear(form);
  const empties = "empties" in (button?.dataset ?? {});
  if (empties && !(await arrived(form))) return (form.ariaBusy = null);
  const body = new URLSearchParams([...new FormData(form, button)].filter(([, value]) => typeof value === "string"));
  if (empties) body.set("key", fresh());
  const pressed = button?.getAttribute("aria-pressed");
  if (pressed) button.setAttribute("aria-pressed", pressed !== "true");
  try {
    const answer = await fetch(button?.getAttribute("formaction") ?? form.getAttribute("action"), { method: "POST", headers: ACCEPT, body });
    const text = await answer.text();
    if (!answer.ok) throw problemOf(answer, text);
    const page = parse(text);
    if (page.querySelector("main")) return location.assign(answer.url);
    form.closest("dialog")?.close();
    form.closest(".toast")?.remove();
    if (pressed) button.setAttribute("aria-pressed", pressed);
    if (empties) forget(form);
    show(page);
  } catch (problem) {
    if (pressed) button.setAttribute("aria-pressed", pressed);
    complain(form, problem.detail ? problem : { detail: words.offline, errors: [] });
  } finally {
    form.ariaBusy = null;
  }
}

/** Errors stand beside their fields; without a field, in the form's own line, or in a toast for forms of one button. */
function complain(form, { detail, errors }) {
  let first;
  let rest = errors.length ? [] : [detail];
  for (const { field, message } of errors) {
    const input = form.querySelector(`[name="${CSS.escape(field)}"]:not([type="hidden"])`);
    input?.setAttribute("aria-invalid", "true");
    first ??= input;
    const place = document.getElementById(`field-${field}-error`);
    if (place && form.contains(place)) Object.assign(place, { textContent: message, hidden: false });
    else rest.push(message);
  }
  const place = form.querySelector(".error:not([id])");
  if (!rest.length) return first?.focus();
  if (!place) return tell(rest.join(" "));
  Object.assign(place, { textContent: rest.join(" "), hidden: false, role: "alert" });
  (first ?? form.querySelector("textarea"))?.focus();
}

function clear(form) {
  form.querySelectorAll(".error").forEach((line) => (line.hidden = true));
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
}
