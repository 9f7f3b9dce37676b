// aws-jwt-verify: how services check tokens. The keys are fetched from the server and handed to the verifier.
import { CognitoJwtVerifier, JwtVerifier } from "aws-jwt-verify";
import { assert, endpoint, poolId, scenario, setting } from "./check.mjs";

const jwks = await (await fetch(`${endpoint}/${poolId}/.well-known/jwks.json`)).json();
const clientId = setting("CLIENT");
const idToken = setting("ID_TOKEN");
const accessToken = setting("ACCESS_TOKEN");

/** The same token with one letter of its signature changed. */
function tampered(token) {
  const at = token.lastIndexOf(".") + 10;
  return token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
}

async function own() {
  const discovery = await (await fetch(`${endpoint}/${poolId}/.well-known/openid-configuration`)).json();
  const audience = { issuer: discovery.issuer, audience: clientId };
  const verifier = JwtVerifier.create(audience);
  verifier.cacheJwks(jwks);
  await scenario("JwtVerifier takes the ID token", async () => {
    assert.equal((await verifier.verify(idToken)).token_use, "id");
  });
  await scenario("JwtVerifier takes the access token", async () => {
    const access = JwtVerifier.create({ issuer: discovery.issuer, audience: null });
    access.cacheJwks(jwks);
    assert.equal((await access.verify(accessToken)).client_id, clientId);
  });
  await scenario("JwtVerifier refuses a changed token", () => assert.rejects(verifier.verify(tampered(idToken))));
  await scenario("JwtVerifier refuses another audience", async () => {
    const other = JwtVerifier.create({ issuer: discovery.issuer, audience: "somebody" });
    other.cacheJwks(jwks);
    await assert.rejects(other.verify(idToken));
  });
}

async function aws() {
  for (const [tokenUse, token, foreign] of [
    ["id", idToken, accessToken],
    ["access", accessToken, idToken],
  ]) {
    const verifier = CognitoJwtVerifier.create({ userPoolId: poolId, tokenUse, clientId });
    verifier.cacheJwks(jwks);
    await scenario(`CognitoJwtVerifier takes the ${tokenUse} token`, async () => {
      assert.equal((await verifier.verify(token)).token_use, tokenUse);
    });
    await scenario(`CognitoJwtVerifier refuses another token as ${tokenUse} token`, () =>
      assert.rejects(verifier.verify(foreign)),
    );
    await scenario(`CognitoJwtVerifier refuses a changed ${tokenUse} token`, () =>
      assert.rejects(verifier.verify(tampered(token))),
    );
  }
}

await (setting("ISSUER") === "aws" ? aws() : own());
