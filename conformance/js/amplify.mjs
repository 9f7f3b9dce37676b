// aws-amplify v6: what applications of today use.
import { Amplify } from "aws-amplify";
import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  resetPassword,
  signIn,
  signOut,
  signUp,
  updatePassword,
  updateUserAttributes,
} from "aws-amplify/auth";
import { assert, code, endpoint, otherPassword, password, poolId, refused, scenario, setting, unique } from "./check.mjs";

Amplify.configure({
  Auth: { Cognito: { userPoolId: poolId, userPoolClientId: setting("CLIENT"), userPoolEndpoint: endpoint } },
});

await scenario("the right password is in", async () => {
  const username = setting("USER");
  const { isSignedIn } = await signIn({ username, password });
  assert.ok(isSignedIn);
  assert.equal((await getCurrentUser()).username, username);
  const { tokens } = await fetchAuthSession();
  assert.equal(tokens.accessToken.payload.username, username);
  assert.ok((await fetchUserAttributes()).sub);
  const refreshed = await fetchAuthSession({ forceRefresh: true });
  assert.notEqual(refreshed.tokens.accessToken.toString(), tokens.accessToken.toString());
  await updateUserAttributes({ userAttributes: { nickname: "N" } });
  assert.equal((await fetchUserAttributes()).nickname, "N");
  await signOut({ global: true });
  await refused("UserUnAuthenticatedException", getCurrentUser());
});

await scenario("a wrong password is out", () =>
  refused(
    "NotAuthorizedException",
    signIn({ username: setting("USER"), password: otherPassword }),
    "Incorrect username or password.",
  ),
);

await scenario("a password in the clear is in where the client allows it", async () => {
  const { isSignedIn } = await signIn({
    username: setting("USER"),
    password,
    options: { authFlowType: "USER_PASSWORD_AUTH" },
  });
  assert.ok(isSignedIn);
  await updatePassword({ oldPassword: password, newPassword: otherPassword });
  await updatePassword({ oldPassword: otherPassword, newPassword: password });
  await signOut();
});

await scenario("a temporary password asks for another", async () => {
  const { nextStep } = await signIn({ username: setting("INVITED"), password });
  assert.equal(nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED");
  const { isSignedIn } = await confirmSignIn({ challengeResponse: otherPassword });
  assert.ok(isSignedIn);
  await signOut();
});

await scenario("sign up, confirm, sign in", async () => {
  const username = unique("nora");
  const email = `${username}@example.com`;
  const { nextStep } = await signUp({ username, password, options: { userAttributes: { email } } });
  assert.equal(nextStep.signUpStep, "CONFIRM_SIGN_UP");
  assert.equal(nextStep.codeDeliveryDetails.deliveryMedium, "EMAIL");
  assert.equal((await signIn({ username, password })).nextStep.signInStep, "CONFIRM_SIGN_UP");
  await confirmSignUp({ username, confirmationCode: await code(email) });
  assert.ok((await signIn({ username, password })).isSignedIn);
  await signOut();
});

await scenario("a forgotten password is set anew", async () => {
  const username = setting("FORGETFUL");
  const { nextStep } = await resetPassword({ username });
  assert.equal(nextStep.resetPasswordStep, "CONFIRM_RESET_PASSWORD_WITH_CODE");
  const confirmationCode = await code(`${username}@example.com`);
  await confirmResetPassword({ username, confirmationCode, newPassword: otherPassword });
  assert.ok((await signIn({ username, password: otherPassword })).isSignedIn);
  await signOut();
});
