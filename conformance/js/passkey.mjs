// Passkeys in Chromium with its virtual authenticator, by a page of another origin than the server's.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { chromium } from "playwright-core";
import { assert, endpoint, scenario, setting } from "./check.mjs";

const token = setting("ACCESS_TOKEN");
const html = await readFile(new URL("passkey.html", import.meta.url));
const site = createServer((request, response) => {
  response.writeHead(200, { "Content-Type": "text/html" }).end(html);
});
await new Promise((ready) => site.listen(0, "127.0.0.1", ready));
const { port } = site.address();
const browser = await chromium.launch({ executablePath: setting("CHROMIUM"), args: ["--no-sandbox"] });

/** A page on a host of this machine, with an authenticator of its own. */
async function open(host) {
  const page = await (await browser.newContext()).newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`http://${host}:${port}/`);
  return page;
}

const page = await open("localhost");
const onPage = (name, ...values) =>
  page.evaluate(([name, values]) => window[name](...values), [name, [endpoint, ...values]]);

await scenario("a passkey is registered and listed", async () => {
  const id = await onPage("register", token);
  const [passkey] = await onPage("list", token);
  assert.equal(passkey.CredentialId, id);
  assert.equal(passkey.RelyingPartyId, "localhost");
  assert.equal(passkey.AuthenticatorAttachment, "platform");
  assert.deepEqual(passkey.AuthenticatorTransports, ["internal"]);
});

await scenario("the authenticator does not register twice", async () => {
  await assert.rejects(onPage("register", token), /InvalidStateError/);
});

await scenario("a page elsewhere cannot use the relying party", async () => {
  const elsewhere = await open("127.0.0.1");
  await assert.rejects(
    elsewhere.evaluate(([endpoint, token]) => window.register(endpoint, token), [endpoint, token]),
    /SecurityError/,
  );
});

await scenario("the passkey signs in, once", async () => {
  const { token: fresh, replay } = await onPage("signIn", setting("CLIENT"), setting("USER"));
  assert.equal((await onPage("list", fresh)).length, 1);
  assert.match(replay, /NotAuthorizedException/);
});

await scenario("a passkey is deleted", async () => {
  const [passkey] = await onPage("list", token);
  await onPage("forget", token, passkey.CredentialId);
  assert.deepEqual(await onPage("list", token), []);
});

await browser.close();
site.close();
