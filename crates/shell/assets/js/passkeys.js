// Passkeys (Web Authentication): a button asks the server for a question and the browser for its answer, then sends its form with it.
// Where the browser has no passkeys the buttons stay hidden, and the other ways are used.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer ?? []))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
// Whatever fields a form holds, and even if the others are empty.
const send = (form) => HTMLFormElement.prototype.submit.call(form);
const known = (list) => list.map((entry) => ({ ...entry, id: bytes(entry.id) }));

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey]").forEach((button) => (button.hidden = false));

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-passkey]");
  if (!button || button.ariaBusy === "true") return;
  const form = button.form;
  // The answer takes the place of a password or a code, not of a name.
  if (form.elements.name?.reportValidity?.() === false) return;
  const error = form.querySelector("[data-passkey-error]");
  error.hidden = true;
  button.ariaBusy = "true";
  try {
    const { status, credential } = await ask(button.dataset.passkey);
    if (status === 403) return send(form);
    form.elements[button.dataset.field].value = JSON.stringify(told(credential));
    send(form);
  } catch {
    error.hidden = false;
  } finally {
    button.ariaBusy = null;
  }
});

async function ask(address) {
  const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" } });
  if (!answer.ok) return answer.status === 403 ? { status: 403 } : Promise.reject(answer.status);
  const { create, get } = await answer.json();
  if (get) {
    const publicKey = { ...get, challenge: bytes(get.challenge), allowCredentials: known(get.allowCredentials) };
    return { credential: await navigator.credentials.get({ publicKey }) };
  }
  const user = { ...create.user, id: bytes(create.user.id) };
  const publicKey = { ...create, user, challenge: bytes(create.challenge), excludeCredentials: known(create.excludeCredentials) };
  return { credential: await navigator.credentials.create({ publicKey }) };
}

const told = ({ rawId, response }) => ({
  id: text(rawId),
  client_data: text(response.clientDataJSON),
  attestation: text(response.attestationObject),
  authenticator_data: text(response.authenticatorData),
  signature: text(response.signature),
  user: text(response.userHandle),
});
