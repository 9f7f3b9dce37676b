// @aws-sdk/credential-providers: credentials of an identity pool, and their use.
import { fromCognitoIdentity, fromCognitoIdentityPool } from "@aws-sdk/credential-providers";
import { assert, endpoint, poolId, refused, scenario, setting } from "./check.mjs";
import { who } from "./who.mjs";

const clientConfig = { region: "us-east-1", endpoint };
const provider = `cognito-idp.us-east-1.amazonaws.com/${poolId}`;
const logins = { [provider]: setting("ID_TOKEN") };

const ofPool = (more) => fromCognitoIdentityPool({ clientConfig, identityPoolId: setting("IDENTITY_POOL"), ...more });

await scenario("a guest has the role of guests", async () => {
  const guest = await ofPool()();
  assert.match(guest.accessKeyId, /^ASIA/);
  assert.ok(guest.expiration > new Date(Date.now() + 50 * 60_000));
  assert.equal(await who(guest), setting("GUEST"));
  const again = await ofPool()();
  assert.equal(again.identityId, guest.identityId);
  assert.notEqual(again.accessKeyId, guest.accessKeyId);
});

await scenario("who signed in has the role of members", async () => {
  const member = await ofPool({ logins })();
  assert.equal(await who(member), setting("MEMBER"));
  const again = await ofPool({ logins: { [provider]: async () => setting("ID_TOKEN") } })();
  assert.equal(again.identityId, member.identityId);
  const known = await fromCognitoIdentity({ clientConfig, identityId: member.identityId, logins })();
  assert.equal(await who(known), setting("MEMBER"));
});

await scenario("the SDK asks for credentials when it needs them", async () => {
  assert.equal(await who(ofPool({ logins })), setting("MEMBER"));
});

await scenario("an access token is no login", () =>
  refused(
    "NotAuthorizedException",
    ofPool({ logins: { [provider]: setting("ACCESS_TOKEN") } })(),
    "Invalid login token. Missing a required claim: aud",
  ),
);

await scenario("a role that may not be chosen is refused", () =>
  refused("NotAuthorizedException", ofPool({ logins, customRoleArn: setting("ROLE") })()),
);

await scenario("a pool without guests asks for a login", () =>
  refused(
    "NotAuthorizedException",
    ofPool({ identityPoolId: setting("CLOSED_POOL") })(),
    "Unauthenticated access is not supported for this identity pool.",
  ),
);
