// Toasts live ten seconds, and as long as one points at them or works in them.

const LIFE = 10_000;

/** Shows one toast. */
export function toast(element) {
  document.getElementById("toasts")?.append(element);
  live(element);
}

/** A toast of words alone. */
export function tell(text) {
  const element = document.createElement("div");
  element.className = "toast";
  element.append(Object.assign(document.createElement("p"), { textContent: text }));
  toast(element);
}

function live(element) {
  let timer;
  const end = () => element.remove();
  const run = () => (clearTimeout(timer), (timer = setTimeout(end, LIFE)));
  const hold = () => clearTimeout(timer);
  for (const event of ["pointerenter", "focusin"]) element.addEventListener(event, hold);
  for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, run);
  run();
}

document.querySelectorAll("#toasts > *").forEach(live);
document.addEventListener("click", (event) => event.target.closest("[data-close-toast]")?.closest(".toast").remove());
