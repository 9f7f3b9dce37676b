// aws-amplify v6: credentials of an identity pool, for guests and for who signed in at the user pool.
import { Amplify } from "aws-amplify";
import { fetchAuthSession, signIn, signOut } from "aws-amplify/auth";
import { assert, endpoint, password, poolId, scenario, setting } from "./check.mjs";
import { who } from "./who.mjs";

const username = setting("USER");

function configure(identityPoolId, allowGuestAccess) {
  const userPool = { userPoolId: poolId, userPoolClientId: setting("CLIENT"), userPoolEndpoint: endpoint };
  const identityPool = { identityPoolId, identityPoolEndpoint: endpoint, allowGuestAccess };
  Amplify.configure({ Auth: { Cognito: { ...userPool, ...identityPool } } });
}

configure(setting("IDENTITY_POOL"), true);
let guest;
let member;

await scenario("a guest has credentials and no tokens", async () => {
  const session = await fetchAuthSession();
  assert.equal(session.tokens, undefined);
  assert.equal(await who(session.credentials), setting("GUEST"));
  guest = session.identityId;
  const again = await fetchAuthSession({ forceRefresh: true });
  assert.equal(again.identityId, guest);
});

await scenario("who signs in has the role of members", async () => {
  assert.ok((await signIn({ username, password })).isSignedIn);
  const session = await fetchAuthSession();
  assert.ok(session.tokens.idToken);
  assert.equal(await who(session.credentials), setting("MEMBER"));
  member = session.identityId;
  const again = await fetchAuthSession({ forceRefresh: true });
  assert.equal(again.identityId, member);
  assert.equal(await who(again.credentials), setting("MEMBER"));
  assert.notEqual(again.credentials.accessKeyId, session.credentials.accessKeyId);
});

await scenario("who signs out is a new guest", async () => {
  await signOut();
  const session = await fetchAuthSession();
  assert.equal(await who(session.credentials), setting("GUEST"));
  assert.notEqual(session.identityId, member);
});

await scenario("who signs in again is the same identity", async () => {
  await signIn({ username, password });
  assert.equal((await fetchAuthSession()).identityId, member);
  await signOut();
});

await scenario("without guest access there are no credentials before sign-in", async () => {
  configure(setting("CLOSED_POOL"), false);
  assert.equal((await fetchAuthSession()).credentials, undefined);
  await signIn({ username, password });
  assert.equal(await who((await fetchAuthSession()).credentials), setting("MEMBER"));
  await signOut();
});
