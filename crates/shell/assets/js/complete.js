// `@` proposes people and `:` emoji while one writes, and a search field what may come next: a listbox under the field, moved through with the
// arrows, never in the way.

const EMOJI = `👍 pouce thumb|👎 contre down|❤️ coeur heart|🎉 fete party tada|👏 bravo clap|🙏 merci thanks|😂 rire laugh joy|😀 sourire smile|😉 clin wink
😮 surprise wow|😢 triste sad|😅 ouf phew|🤔 reflexion think|😴 fatigue sleep|🤝 accord deal|💪 force strong|👀 yeux eyes|👋 salut hello wave|✅ fait done check|❌ non cross
⚠️ attention warning|❓ question|💡 idee idea bulb|📌 epingle pin|📎 joindre clip|📅 date calendrier calendar|⏰ heure alarm clock|📍 lieu place|🚚 camion livraison truck
🔧 outil reparer wrench|🔨 marteau hammer|🏗️ chantier site crane|🏭 usine atelier factory|📦 colis box|🪵 bois wood|🪑 chaise meuble chair|📷 photo camera|📞 appel phone
☕ cafe coffee|🍰 gateau cake|🎂 anniversaire birthday|🌱 pousse plante plant|🌳 arbre tree|☀️ soleil sun|🌧️ pluie rain|⛈️ orage storm|🚀 depart rocket|🏁 arrivee finish|⭐ etoile star|🔥 feu fire`
  .split(/[|\n]/)
  .map((line) => line.split(" "));

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const list = Object.assign(document.createElement("div"), { id: "completions", className: "listbox", role: "listbox", hidden: true });
let field = null;
let start = 0;
let asked = 0;

/** What is being typed before the caret: the sign, and the beginning of a name. */
function beginning() {
  const before = field.value.slice(0, field.selectionStart);
  if (field.dataset.complete) return { sign: "", text: before, start: 0 };
  const found = /(^|[\s(])([@:])([\p{L}\p{M}'’ -]{0,30})$/u.exec(before);
  if (!found || (found[2] === ":" && !/^\p{L}{2,}$/u.test(found[3])) || / .* | $/.test(found[3])) return null;
  return { sign: found[2], text: found[3], start: before.length - found[3].length - 1 };
}

async function propose(of) {
  if (!of.sign) {
    const answer = await fetch(`${field.dataset.complete}?q=${encodeURIComponent(of.text)}`, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : [];
  }
  if (of.sign === ":") {
    const lines = EMOJI.filter(([, ...names]) => names.some((name) => name.startsWith(bare(of.text))));
    return lines.slice(0, 8).map(([emoji, name]) => ({ label: `${emoji} ${name}`, text: `${emoji} ` }));
  }
  const space = field.closest("[data-space]")?.dataset.space;
  if (!space) return [];
  const answer = await fetch(`/spaces/${space}/mentions?q=${encodeURIComponent(of.text)}`, { headers: { Accept: "application/json" } });
  return answer.ok ? (await answer.json()).slice(0, 8).map(({ name }) => ({ label: name, text: `@${name} ` })) : [];
}

async function look() {
  const of = field && beginning();
  const turn = ++asked;
  if (!of) return close();
  const lines = await propose(of).catch(() => []);
  if (turn !== asked || !field) return;
  if (!lines.length) return close();
  start = of.start;
  list.replaceChildren(
    ...lines.map(({ label, about, text }, n) => {
      const line = Object.assign(document.createElement("div"), { id: `completion-${n}`, role: "option", textContent: label });
      if (about) line.append(Object.assign(document.createElement("span"), { className: "quiet", textContent: ` ${about}` }));
      line.dataset.text = text;
      return line;
    }),
  );
  list.ariaLabel = field.ariaLabel;
  place();
  // In a search field Enter asks, until a line was chosen.
  choose(of.sign ? list.firstElementChild : null);
}

function place() {
  const host = field.closest("dialog") ?? document.body;
  host.append(list);
  const at = field.getBoundingClientRect();
  const origin = host === document.body ? { left: -scrollX, top: -scrollY } : host.getBoundingClientRect();
  list.style.left = `${at.left - origin.left + 8}px`;
  list.style.top = `${at.bottom - origin.top + 4}px`;
  list.hidden = false;
  field.setAttribute("aria-controls", list.id);
}

function choose(line) {
  for (const one of list.children) one.ariaSelected = String(one === line);
  if (line) field.setAttribute("aria-activedescendant", line.id);
  else field.removeAttribute("aria-activedescendant");
  line?.scrollIntoView({ block: "nearest" });
}

function close() {
  list.hidden = true;
  field?.removeAttribute("aria-activedescendant");
}

function take(line) {
  field.setRangeText(line.dataset.text, start, field.selectionStart, "end");
  close();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("textarea[data-mentions], input[data-complete]")) return;
  field = event.target;
  look();
});

// An empty search field says at once what may be typed.
document.addEventListener("click", (event) => {
  if (!event.target.matches?.("input[data-complete]") || event.target.value) return;
  field = event.target;
  look();
});

// Before the page's own keys, so that Enter and Escape are the list's while it is open.
document.addEventListener("keydown", (event) => {
  if (list.hidden || event.target !== field) return;
  const lines = [...list.children];
  const at = lines.findIndex((line) => line.ariaSelected === "true");
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) choose(lines.at(at < 0 && by < 0 ? -1 : (at + by) % lines.length));
  else if (at < 0 && event.key !== "Escape") return;
  else if (["Enter", "Tab"].includes(event.key) && !event.ctrlKey && !event.metaKey) take(lines[at]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

list.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  const line = event.target.closest("[role=option]");
  if (line) take(line);
});
document.addEventListener("focusout", (event) => event.target === field && close());
