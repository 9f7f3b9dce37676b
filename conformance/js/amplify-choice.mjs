// aws-amplify v6: choice-based sign-in (USER_AUTH) with each first factor, and a sign-up without a password.
import { Amplify } from "aws-amplify";
import {
  autoSignIn,
  confirmSignIn,
  confirmSignUp,
  fetchUserAttributes,
  getCurrentUser,
  signIn,
  signOut,
  signUp,
} from "aws-amplify/auth";
import { assert, code, endpoint, otherPassword, password, poolId, refused, scenario, setting, unique } from "./check.mjs";

Amplify.configure({
  Auth: { Cognito: { userPoolId: poolId, userPoolClientId: setting("CLIENT"), userPoolEndpoint: endpoint } },
});

const username = setting("USER");
const incorrect = "Incorrect username or password.";

/** Begins with a preferred factor, or none. */
const begin = (preferredChallenge, more) =>
  signIn({ username, ...more, options: { authFlowType: "USER_AUTH", preferredChallenge } });

/** Checks what is asked next. */
function asks({ isSignedIn, nextStep }, step) {
  assert.equal(isSignedIn, false);
  assert.equal(nextStep.signInStep, step);
  return nextStep;
}

/** Checks that a sign-in is done, and whose it is. */
async function done({ isSignedIn }) {
  assert.ok(isSignedIn);
  assert.equal((await getCurrentUser()).username, username);
  await signOut();
}

const wrong = (right) => (right === "00000000" ? "00000001" : right.replace(/\d/g, (digit) => (Number(digit) + 1) % 10));

for (const factor of ["PASSWORD_SRP", "PASSWORD"]) {
  await scenario(`${factor} is preferred`, async () => {
    await refused("NotAuthorizedException", begin(factor, { password: otherPassword }), incorrect);
    await done(await begin(factor, { password }));
  });
}

for (const [factor, step, address] of [
  ["EMAIL_OTP", "CONFIRM_SIGN_IN_WITH_EMAIL_CODE", setting("EMAIL")],
  ["SMS_OTP", "CONFIRM_SIGN_IN_WITH_SMS_CODE", setting("PHONE")],
]) {
  await scenario(`${factor} is preferred`, async () => {
    const { codeDeliveryDetails } = asks(await begin(factor), step);
    assert.equal(codeDeliveryDetails.deliveryMedium, factor === "SMS_OTP" ? "SMS" : "EMAIL");
    const right = await code(address);
    await refused(
      "CodeMismatchException",
      confirmSignIn({ challengeResponse: wrong(right) }),
      "Invalid code or auth state for the user.",
    );
    await done(await confirmSignIn({ challengeResponse: right }));
  });
}

await scenario("a factor is chosen", async () => {
  const selection = "CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION";
  for (const [factor, step, answer] of [
    ["PASSWORD_SRP", "CONFIRM_SIGN_IN_WITH_PASSWORD", () => password],
    ["PASSWORD", "CONFIRM_SIGN_IN_WITH_PASSWORD", () => password],
    ["EMAIL_OTP", "CONFIRM_SIGN_IN_WITH_EMAIL_CODE", () => code(setting("EMAIL"))],
    ["SMS_OTP", "CONFIRM_SIGN_IN_WITH_SMS_CODE", () => code(setting("PHONE"))],
  ]) {
    const { availableChallenges } = asks(await begin(), selection);
    assert.deepEqual(new Set(availableChallenges), new Set(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"]));
    asks(await confirmSignIn({ challengeResponse: factor }), step);
    await done(await confirmSignIn({ challengeResponse: await answer() }));
  }
});

await scenario("a factor that is not there leads to the others", async () => {
  const options = { authFlowType: "USER_AUTH", preferredChallenge: "SMS_OTP" };
  const { availableChallenges } = asks(
    await signIn({ username: setting("PHONELESS"), options }),
    "CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION",
  );
  assert.ok(!availableChallenges.includes("SMS_OTP"));
  asks(await confirmSignIn({ challengeResponse: "PASSWORD_SRP" }), "CONFIRM_SIGN_IN_WITH_PASSWORD");
  await refused("NotAuthorizedException", confirmSignIn({ challengeResponse: otherPassword }), incorrect);
});

await scenario("sign up without a password and go on signed in", async () => {
  const name = unique("nora");
  const email = `${name}@example.com`;
  const options = { userAttributes: { email }, autoSignIn: { authFlowType: "USER_AUTH" } };
  const { nextStep } = await signUp({ username: name, options });
  assert.equal(nextStep.signUpStep, "CONFIRM_SIGN_UP");
  const confirmed = await confirmSignUp({ username: name, confirmationCode: await code(email) });
  assert.equal(confirmed.nextStep.signUpStep, "COMPLETE_AUTO_SIGN_IN");
  assert.ok((await autoSignIn()).isSignedIn);
  assert.equal((await getCurrentUser()).username, name);
  assert.equal((await fetchUserAttributes()).email_verified, "true");
  await signOut();
  const again = { username: name, options: { authFlowType: "USER_AUTH", preferredChallenge: "EMAIL_OTP" } };
  asks(await signIn(again), "CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
  assert.ok((await confirmSignIn({ challengeResponse: await code(email) })).isSignedIn);
});

// Amplify waits minutes for a confirmation that has come.
process.exit(0);
