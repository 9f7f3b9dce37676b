// amazon-cognito-identity-js: a remembered device takes the place of the second factor.
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from "amazon-cognito-identity-js";
import { assert, code, endpoint, password, poolId, scenario, setting } from "./check.mjs";

const Pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: setting("CLIENT"), endpoint });

const account = () => new CognitoUser({ Username: setting("OLD_USER"), Pool });

/** Turns a method with onSuccess and onFailure into a promise. */
const tell = (call) => new Promise((onSuccess, onFailure) => call({ onSuccess, onFailure }));

function signIn(user) {
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password: password });
  return new Promise((resolve, onFailure) => {
    const onSuccess = (session, confirmationNecessary) => resolve({ session, confirmationNecessary, codes: 0 });
    user.authenticateUser(details, {
      onSuccess,
      onFailure,
      mfaRequired: async () => {
        const right = await code(setting("OLD_PHONE"));
        user.sendMFACode(right, {
          onFailure,
          onSuccess: (session, confirmationNecessary) => resolve({ session, confirmationNecessary, codes: 1 }),
        });
      },
    });
  });
}

const claim = (session) => session.getAccessToken().decodePayload().device_key;

await scenario("a device is remembered, and enough beside the password", async () => {
  const user = account();
  const first = await signIn(user);
  assert.equal(first.codes, 1);
  assert.equal(first.confirmationNecessary, true);
  await tell((answer) => user.setDeviceStatusRemembered(answer));
  const again = account();
  const second = await signIn(again);
  assert.equal(second.codes, 0);
  assert.equal(claim(second.session), claim(first.session));
});

await scenario("a device is listed and read", async () => {
  const user = account();
  const { session } = await signIn(user);
  const { Devices } = await tell((answer) => user.listDevices(10, null, answer));
  assert.deepEqual(
    Devices.map((device) => device.DeviceKey),
    [claim(session)],
  );
  const { Device } = await tell((answer) => user.getDevice(answer));
  assert.equal(Device.DeviceKey, claim(session));
});

await scenario("a forgotten device asks for a code again", async () => {
  const user = account();
  await signIn(user);
  await tell((answer) => user.forgetDevice(answer));
  const again = account();
  assert.equal((await signIn(again)).codes, 1);
});
