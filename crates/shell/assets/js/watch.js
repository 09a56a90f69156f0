// Long work shows how far it is: while a page says that some is under way, what it may change is fetched again each second.

import { refresh } from "./morph.js";

async function look() {
  if (!document.querySelector("[data-under-way]")) return;
  if (!document.hidden) await refresh().catch(() => {});
  setTimeout(look, 1_000);
}

setTimeout(look, 1_000);
