// An identity provider for the journeys: oidc-provider as published, with one client, where everybody may sign in under any name.
// Started with the folder of its modules and the address of the Palabre it serves; says its issuer on standard output.
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const [modules, palabre] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(`${modules}/node_modules/oidc-provider/lib/index.js`));

const server = createServer();
// A slow machine must not find a connection closed under a form that it sends.
server.keepAliveTimeout = 120_000;
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: "palabre",
      client_secret: "une phrase & un secret",
      redirect_uris: [`${palabre}/oidc/callback`],
      backchannel_logout_uri: `${palabre}/oidc/logout`,
      backchannel_logout_session_required: true,
    }],
    // Its own guard keeps it from this machine, where the journeys are.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    cookies: { keys: ["journeys"] },
    features: { backchannelLogout: { enabled: true }, devInteractions: { enabled: true } },
    claims: { openid: ["sub"], profile: ["name", "locale"], email: ["email", "email_verified"] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: "Zoé Martin", locale: "fr-FR", email: `${sub}@annuaire.example`, email_verified: true }),
    }),
  });
  provider.on("backchannel.error", (_, error) => console.error(error));
  server.on("request", provider.callback());
  console.log(issuer);
});
