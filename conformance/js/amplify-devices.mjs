// aws-amplify v6: a remembered device takes the place of the second factor.
import { Amplify } from "aws-amplify";
import {
  confirmSignIn,
  fetchAuthSession,
  fetchDevices,
  forgetDevice,
  rememberDevice,
  signIn,
  signOut,
} from "aws-amplify/auth";
import { assert, code, endpoint, password, poolId, scenario, setting } from "./check.mjs";

// Amplify names the device after the browser; without one, as in Node 20, it tells nobody that it gave up.
globalThis.navigator ??= { userAgent: "conformance" };

Amplify.configure({
  Auth: { Cognito: { userPoolId: poolId, userPoolClientId: setting("CLIENT"), userPoolEndpoint: endpoint } },
});

const username = setting("USER");

/** Signs in with password and mailed code. */
async function signInWithCode() {
  const { nextStep } = await signIn({ username, password });
  assert.equal(nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
  assert.ok((await confirmSignIn({ challengeResponse: await code(setting("EMAIL")) })).isSignedIn);
}

const deviceKey = async () => (await fetchAuthSession()).tokens.accessToken.payload.device_key;

await scenario("a device is known but not remembered unless the user says so", async () => {
  await signInWithCode();
  assert.ok(await deviceKey());
  assert.equal((await fetchDevices()).length, 1);
  await signOut();
  await signInWithCode();
});

await scenario("a remembered device is enough beside the password", async () => {
  await rememberDevice();
  const key = await deviceKey();
  await signOut();
  const { isSignedIn } = await signIn({ username, password });
  assert.ok(isSignedIn);
  assert.equal(await deviceKey(), key);
  const refreshed = await fetchAuthSession({ forceRefresh: true });
  assert.equal(refreshed.tokens.accessToken.payload.device_key, key);
});

await scenario("devices are listed and forgotten", async () => {
  const [device] = await fetchDevices();
  assert.equal(device.id, await deviceKey());
  assert.ok(device.lastAuthenticatedDate);
  await forgetDevice();
  assert.deepEqual(await fetchDevices(), []);
  await signOut();
  await signInWithCode();
  await signOut();
});
