// aws-amplify v6 with custom challenges: the pool's functions ask for 42, up to three times.
import { Amplify } from "aws-amplify";
import { confirmSignIn, getCurrentUser, signIn, signOut } from "aws-amplify/auth";
import { assert, endpoint, password, poolId, refused, scenario, setting, unique } from "./check.mjs";

Amplify.configure({
  Auth: { Cognito: { userPoolId: poolId, userPoolClientId: setting("CLIENT"), userPoolEndpoint: endpoint } },
});

const username = setting("USER");
const incorrect = "Incorrect username or password.";

/** Begins and checks that the custom challenge is put. */
async function asked(input) {
  const { nextStep } = await signIn(input);
  assert.equal(nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE");
  assert.equal(nextStep.additionalInfo.question, "life");
}

await scenario("a custom challenge instead of a password", async () => {
  await asked({ username, options: { authFlowType: "CUSTOM_WITHOUT_SRP" } });
  const { nextStep } = await confirmSignIn({ challengeResponse: "41" });
  assert.equal(nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE");
  assert.ok((await confirmSignIn({ challengeResponse: "42" })).isSignedIn);
  assert.equal((await getCurrentUser()).username, username);
  await signOut();
});

await scenario("a custom challenge after the password", async () => {
  await asked({ username, password, options: { authFlowType: "CUSTOM_WITH_SRP" } });
  assert.ok((await confirmSignIn({ challengeResponse: "42" })).isSignedIn);
  await signOut();
});

await scenario("three wrong answers are out", async () => {
  await asked({ username, options: { authFlowType: "CUSTOM_WITHOUT_SRP" } });
  await confirmSignIn({ challengeResponse: "1" });
  await confirmSignIn({ challengeResponse: "2" });
  await refused("NotAuthorizedException", confirmSignIn({ challengeResponse: "3" }), incorrect);
});

await scenario("nobody is asked like somebody, and is out", async () => {
  await asked({ username: unique("nobody"), options: { authFlowType: "CUSTOM_WITHOUT_SRP" } });
  await refused("NotAuthorizedException", confirmSignIn({ challengeResponse: "42" }), incorrect);
});
