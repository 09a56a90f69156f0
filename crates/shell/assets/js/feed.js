// Cards below the first few are laid out when the browser has time for them, one after the other; before that, only once they are scrolled to.

const soon = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 30));
const feed = document.querySelector(".feed");
const cards = [...(feed?.querySelectorAll(":scope > .item") ?? [])];

function next() {
  if (!cards.length) return feed.classList.add("laid");
  cards.shift().classList.add("here");
  soon(next);
}

if (feed) addEventListener("load", () => soon(next));
