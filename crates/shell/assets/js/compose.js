// The composer: opens when one writes, marks text up, previews, grows with its text, adds choices to a poll.

const MARKS = {
  bold: ["**", "**"], italic: ["*", "*"], code: ["`", "`"], link: ["[", "](https://)"],
  list: "- ", "text-quote": "> ",
};

function open(field) {
  if (field?.matches?.(".composer textarea, .kinds input")) field.form.classList.add("open");
}
document.addEventListener("focusin", (event) => open(event.target));
// Whoever was faster than this module.
open(document.activeElement);

document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-tool]");
  if (tool) mark(tool.closest("form").querySelector("textarea"), MARKS[tool.dataset.tool]);
  const preview = event.target.closest("[data-preview]");
  if (preview) show(preview);
  const add = event.target.closest("[data-add-option]");
  if (add) choice(add.closest("fieldset")).focus();
});

function mark(field, how) {
  field.focus();
  const { selectionStart: from, selectionEnd: to, value } = field;
  const text = value.slice(from, to);
  if (typeof how === "string") {
    const start = value.lastIndexOf("\n", from - 1) + 1;
    field.setRangeText(value.slice(start, to).replace(/^/gm, how), start, to, "end");
  } else {
    field.setRangeText(how[0] + text + how[1], from, to, "end");
    if (!text) field.selectionStart = field.selectionEnd = from + how[0].length;
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function show(button) {
  const form = button.closest("form");
  const pane = form.querySelector(".preview");
  const field = form.querySelector("textarea");
  const open = button.getAttribute("aria-pressed") !== "true";
  if (open) {
    const body = new URLSearchParams({ body: field.value, space: form.dataset.space ?? "" });
    const answer = await fetch("/preview", { method: "POST", headers: { "X-Palabre-Partial": "1", Accept: "text/html" }, body }).catch(() => null);
    if (!answer?.ok) return;
    pane.innerHTML = await answer.text();
    pane.classList.add("prose");
  }
  button.setAttribute("aria-pressed", open);
  pane.hidden = !open;
  field.hidden = open;
}

/** One more choice for a poll. */
export function choice(fieldset) {
  const all = [...fieldset.querySelectorAll("[name=option]")];
  const next = all.at(-1).cloneNode();
  next.value = "";
  const label = all.at(-1).placeholder.replace(/\d+/, all.length + 1);
  Object.assign(next, { placeholder: label, ariaLabel: label });
  all.at(-1).after(next);
  return next;
}

// Where CSS `field-sizing` is not known yet.
const grow = (field) => {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
};
if (!CSS.supports("field-sizing", "content")) {
  document.addEventListener("input", (event) => event.target.matches?.("textarea") && grow(event.target));
}

document.addEventListener("cleared", (event) => {
  const preview = event.target.querySelector("[data-preview][aria-pressed=true]");
  if (preview) show(preview);
  event.target.querySelectorAll("textarea").forEach((field) => (field.style.height = ""));
});

// With scripts, a poll starts with two choices and grows.
for (const button of document.querySelectorAll("[data-add-option]")) {
  button.hidden = false;
  [...button.closest("fieldset").querySelectorAll("[name=option]")].slice(2).forEach((choice) => choice.value || choice.remove());
}
