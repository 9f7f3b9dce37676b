// amazon-cognito-identity-js: second factors after SRP.
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from "amazon-cognito-identity-js";
import { assert, code, endpoint, password, poolId, refused, scenario, setting } from "./check.mjs";
import { app } from "./totp.mjs";

const optional = new CognitoUserPool({ UserPoolId: poolId, ClientId: setting("CLIENT"), endpoint });
const required = new CognitoUserPool({
  UserPoolId: setting("REQUIRED_POOL"),
  ClientId: setting("REQUIRED_CLIENT"),
  endpoint,
});

const account = (Pool, Username) => new CognitoUser({ Username, Pool });

/** The callbacks of a step: whatever is asked next ends it, under the name of its callback. */
function step(begin) {
  return new Promise((resolve, onFailure) =>
    begin({
      onFailure,
      onSuccess: (session) => resolve({ done: session }),
      mfaRequired: (name, parameters) => resolve({ mfaRequired: parameters }),
      totpRequired: (name, parameters) => resolve({ totpRequired: parameters }),
      mfaSetup: (name, parameters) => resolve({ mfaSetup: parameters }),
      selectMFAType: (name, parameters) => resolve({ selectMFAType: parameters }),
      associateSecretCode: (secret) => resolve({ secret }),
    }),
  );
}

function signIn(user) {
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password: password });
  return step((callbacks) => user.authenticateUser(details, callbacks));
}

/** SetUserMFAPreference; on is switched on, none preferred. */
const prefer = (user, sms, totp) =>
  new Promise((resolve, reject) =>
    user.setUserMfaPreference(
      { Enabled: sms, PreferredMfa: false },
      { Enabled: totp, PreferredMfa: false },
      (error, answer) => (error ? reject(error) : resolve(answer)),
    ),
  );

await scenario("an app is set up, chosen and asked for", async () => {
  const user = account(optional, setting("OLD_APP"));
  assert.ok((await signIn(user)).done);
  const { secret } = await step((callbacks) => user.associateSoftwareToken(callbacks));
  const phone = app(secret);
  await refused(
    "EnableSoftwareTokenMFAException",
    step((callbacks) => user.verifySoftwareToken(phone.wrong, "my phone", callbacks)),
    "Code mismatch and fail enable Software Token MFA",
  );
  await step((callbacks) => user.verifySoftwareToken(phone.first, "my phone", callbacks));
  await prefer(user, true, true);
  const again = account(optional, setting("OLD_APP"));
  const { selectMFAType } = await signIn(again);
  assert.deepEqual(JSON.parse(selectMFAType.MFAS_CAN_CHOOSE).sort(), ["SMS_MFA", "SOFTWARE_TOKEN_MFA"]);
  const { totpRequired } = await step((callbacks) => again.sendMFASelectionAnswer("SOFTWARE_TOKEN_MFA", callbacks));
  assert.equal(totpRequired.FRIENDLY_DEVICE_NAME, "my phone");
  const { done } = await step((callbacks) => again.sendMFACode(phone.second, callbacks, "SOFTWARE_TOKEN_MFA"));
  assert.ok(done.isValid());
});

await scenario("a text message is asked for", async () => {
  const user = account(optional, setting("OLD_TEXTED"));
  assert.ok((await signIn(user)).done);
  await prefer(user, true, false);
  const again = account(optional, setting("OLD_TEXTED"));
  const { mfaRequired } = await signIn(again);
  assert.equal(mfaRequired.CODE_DELIVERY_DELIVERY_MEDIUM, "SMS");
  const right = await code(setting("OLD_TEXTED_PHONE"));
  const wrong = right === "000000" ? "000001" : "000000";
  await refused("CodeMismatchException", step((callbacks) => again.sendMFACode(wrong, callbacks)));
  const { done } = await step((callbacks) => again.sendMFACode(right, callbacks));
  assert.ok(done.isValid());
});

await scenario("an app is set up during sign-in", async () => {
  const user = account(required, setting("OLD_NEWCOMER"));
  assert.ok((await signIn(user)).mfaSetup);
  const { secret } = await step((callbacks) => user.associateSoftwareToken(callbacks));
  const phone = app(secret);
  const { done } = await step((callbacks) => user.verifySoftwareToken(phone.first, "my phone", callbacks));
  assert.ok(done.isValid());
  const again = account(required, setting("OLD_NEWCOMER"));
  assert.ok((await signIn(again)).totpRequired);
  const next = await step((callbacks) => again.sendMFACode(phone.second, callbacks, "SOFTWARE_TOKEN_MFA"));
  assert.ok(next.done.isValid());
});
