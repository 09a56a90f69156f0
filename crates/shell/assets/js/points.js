// The list of what is to be looked at again names each field: alone, "À remplir." says too little.

for (const link of document.querySelectorAll(".notice.clay a[href^='#']")) {
  const label = document.querySelector(`label[for="${CSS.escape(link.hash.slice(1))}"]`)?.firstChild?.textContent.trim();
  if (label) link.textContent = `${label} — ${link.textContent}`;
}
