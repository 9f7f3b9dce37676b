// aws-amplify v6: second factors after SRP.
import { Amplify } from "aws-amplify";
import {
  confirmSignIn,
  fetchMFAPreference,
  fetchUserAttributes,
  getCurrentUser,
  setUpTOTP,
  signIn,
  signOut,
  updateMFAPreference,
  verifyTOTPSetup,
} from "aws-amplify/auth";
import { assert, code, endpoint, password, poolId, refused, scenario, setting, unique } from "./check.mjs";
import { app } from "./totp.mjs";

function use(userPoolId, userPoolClientId) {
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: endpoint } } });
}

/** Begins to sign in and checks what is asked next. */
async function asked(username, step) {
  const { isSignedIn, nextStep } = await signIn({ username, password });
  assert.equal(isSignedIn, false);
  assert.equal(nextStep.signInStep, step);
  return nextStep;
}

/** Answers what is asked and checks what is asked next. */
async function answered(challengeResponse, step, options) {
  const { nextStep } = await confirmSignIn({ challengeResponse, options });
  assert.equal(nextStep.signInStep, step);
  return nextStep;
}

/** Signs in by password alone, sets preferences and signs out; the addresses codes go to. */
async function prefer(username, preference) {
  assert.ok((await signIn({ username, password })).isSignedIn);
  await updateMFAPreference(preference);
  const { email, phone_number: phone } = await fetchUserAttributes();
  await signOut();
  return { email, phone };
}

use(poolId, setting("CLIENT"));

await scenario("an app is set up and asked for", async () => {
  const username = setting("APP");
  assert.ok((await signIn({ username, password })).isSignedIn);
  const { sharedSecret, getSetupUri } = await setUpTOTP();
  const uri = getSetupUri("shop", username);
  assert.equal(uri.searchParams.get("secret"), sharedSecret);
  const phone = app(sharedSecret);
  await refused("EnableSoftwareTokenMFAException", verifyTOTPSetup({ code: phone.wrong }));
  await verifyTOTPSetup({ code: phone.first });
  await updateMFAPreference({ totp: "PREFERRED" });
  assert.deepEqual(await fetchMFAPreference(), { enabled: ["TOTP"], preferred: "TOTP" });
  await signOut();
  await asked(username, "CONFIRM_SIGN_IN_WITH_TOTP_CODE");
  await refused(
    "CodeMismatchException",
    confirmSignIn({ challengeResponse: phone.wrong }),
    "Invalid code received for user",
  );
  await refused(
    "ExpiredCodeException",
    confirmSignIn({ challengeResponse: phone.first }),
    "Your software token has already been used once.",
  );
  await answered(phone.second, "DONE");
  assert.equal((await getCurrentUser()).username, username);
  await signOut();
});

await scenario("a text message is asked for", async () => {
  const { phone } = await prefer(setting("TEXTED"), { sms: "PREFERRED" });
  const { codeDeliveryDetails } = await asked(setting("TEXTED"), "CONFIRM_SIGN_IN_WITH_SMS_CODE");
  assert.equal(codeDeliveryDetails.deliveryMedium, "SMS");
  assert.ok(codeDeliveryDetails.destination.endsWith(phone.slice(-4)));
  await answered(await code(phone), "DONE");
  await signOut();
});

await scenario("a mail is asked for", async () => {
  const { email } = await prefer(setting("MAILED"), { email: "PREFERRED" });
  const { codeDeliveryDetails } = await asked(setting("MAILED"), "CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
  assert.equal(codeDeliveryDetails.deliveryMedium, "EMAIL");
  const right = await code(email);
  const wrong = right === "000000" ? "000001" : "000000";
  await refused(
    "CodeMismatchException",
    confirmSignIn({ challengeResponse: wrong }),
    "Invalid code or auth state for the user.",
  );
  await answered(right, "DONE");
  await signOut();
});

await scenario("one of several factors is chosen", async () => {
  const username = setting("CHOOSING");
  const { email, phone } = await prefer(username, { sms: "ENABLED", email: "ENABLED" });
  for (const [choice, step, address] of [
    ["EMAIL", "CONFIRM_SIGN_IN_WITH_EMAIL_CODE", email],
    ["SMS", "CONFIRM_SIGN_IN_WITH_SMS_CODE", phone],
  ]) {
    const { allowedMFATypes } = await asked(username, "CONTINUE_SIGN_IN_WITH_MFA_SELECTION");
    assert.deepEqual(new Set(allowedMFATypes), new Set(["EMAIL", "SMS"]));
    await answered(choice, step);
    await answered(await code(address), "DONE");
    await signOut();
  }
});

use(setting("REQUIRED_POOL"), setting("REQUIRED_CLIENT"));

await scenario("an app is set up during sign-in", async () => {
  const username = setting("NEWCOMER");
  const { allowedMFATypes } = await asked(username, "CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION");
  assert.deepEqual(new Set(allowedMFATypes), new Set(["TOTP", "EMAIL"]));
  const { totpSetupDetails } = await answered("TOTP", "CONTINUE_SIGN_IN_WITH_TOTP_SETUP");
  const phone = app(totpSetupDetails.sharedSecret);
  await refused("EnableSoftwareTokenMFAException", confirmSignIn({ challengeResponse: phone.wrong }));
  await answered(phone.first, "DONE", { friendlyDeviceName: "my phone" });
  await signOut();
  await asked(username, "CONFIRM_SIGN_IN_WITH_TOTP_CODE");
  await answered(phone.second, "DONE");
  assert.deepEqual(await fetchMFAPreference(), { enabled: ["TOTP"], preferred: undefined });
  await signOut();
});

await scenario("an address is set up during sign-in", async () => {
  const username = setting("ADDRESSLESS");
  const email = `${unique("mail")}@example.com`;
  await asked(username, "CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION");
  await answered("EMAIL", "CONTINUE_SIGN_IN_WITH_EMAIL_SETUP");
  await answered(email, "CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
  await answered(await code(email), "DONE");
  assert.equal((await fetchUserAttributes()).email_verified, "true");
  await signOut();
  await asked(username, "CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
  await answered(await code(email), "DONE");
  await signOut();
});
