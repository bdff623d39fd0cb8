// Passkeys: the one thing about logging in that needs a script. Without it, or in an old browser, codes do.
(() => {
  "use strict";
  const can = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  const options = () => JSON.parse(document.getElementById("passkey-options").textContent);

  const ways = {
    async create(form) {
      const wanted = options().creation_options.publicKey;
      const alone = form.elements.passwordless.checked;
      wanted.authenticatorSelection = {
        ...wanted.authenticatorSelection,
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: alone,
        userVerification: alone ? "required" : wanted.authenticatorSelection.userVerification,
      };
      return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(wanted) });
    },
    async get() {
      const wanted = options().request_options.publicKey;
      return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(wanted) });
    },
    async login(form) {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
      const wanted = (await answer.json()).request_options.publicKey;
      return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(wanted) });
    },
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!can) continue;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const stopped = form.querySelector("[data-stopped]");
      stopped.hidden = true;
      try {
        const made = await ways[form.dataset.passkey](form);
        form.elements.credential.value = JSON.stringify(made.toJSON());
        form.submit();
      } catch {
        stopped.hidden = false;
      }
    });
  }
  for (const note of document.querySelectorAll("[data-unable]")) note.hidden = Boolean(can);
})();
