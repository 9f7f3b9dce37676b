// amazon-cognito-identity-js: the original SRP client of the service.
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
} from "amazon-cognito-identity-js";
import { assert, code, endpoint, otherPassword, password, poolId, refused, scenario, setting, unique } from "./check.mjs";

const pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: setting("CLIENT"), endpoint });

const account = (Username) => new CognitoUser({ Username, Pool: pool });

/** Turns a method with a node callback into a promise. */
const ask = (call) => new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));

/** Turns a method with onSuccess and onFailure into a promise. */
const tell = (call) => new Promise((onSuccess, onFailure) => call({ onSuccess, onFailure }));

function signIn(user, Password) {
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password });
  return new Promise((resolve, reject) =>
    user.authenticateUser(details, {
      onSuccess: (session) => resolve({ session }),
      onFailure: reject,
      newPasswordRequired: (attributes) => resolve({ newPasswordRequired: attributes }),
    }),
  );
}

await scenario("the right password is in", async () => {
  const user = account(setting("USER"));
  const { session } = await signIn(user, password);
  assert.ok(session.isValid());
  const attributes = await ask((done) => user.getUserAttributes(done));
  assert.ok(attributes.some((attribute) => attribute.getName() === "sub"));
  const refreshed = await ask((done) => user.refreshSession(session.getRefreshToken(), done));
  assert.notEqual(refreshed.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());
  await tell((answer) => user.globalSignOut(answer));
  const stale = account(setting("USER"));
  stale.setSignInUserSession(refreshed);
  await refused("NotAuthorizedException", ask((done) => stale.getUserAttributes(done)), "Access Token has been revoked");
});

await scenario("a wrong password is out", () =>
  refused(
    "NotAuthorizedException",
    signIn(account(setting("USER")), otherPassword),
    "Incorrect username or password.",
  ),
);

await scenario("nobody is out like a wrong password", () => {
  const discreet = new CognitoUserPool({ UserPoolId: poolId, ClientId: setting("DISCREET_CLIENT"), endpoint });
  const ghost = new CognitoUser({ Username: unique("ghost"), Pool: discreet });
  return refused("NotAuthorizedException", signIn(ghost, password), "Incorrect username or password.");
});

await scenario("a temporary password asks for another", async () => {
  const user = account(setting("INVITED"));
  const { newPasswordRequired } = await signIn(user, password);
  assert.ok(newPasswordRequired, "no challenge");
  const session = await tell((answer) => user.completeNewPasswordChallenge(otherPassword, {}, answer));
  assert.ok(session.isValid());
  assert.ok((await signIn(account(setting("INVITED")), otherPassword)).session);
});

await scenario("sign up, confirm, sign in", async () => {
  const name = unique("nora");
  const email = `${name}@example.com`;
  const attribute = new CognitoUserAttribute({ Name: "email", Value: email });
  const { userConfirmed } = await ask((done) => pool.signUp(name, password, [attribute], [], done));
  assert.equal(userConfirmed, false);
  const user = account(name);
  await refused("UserNotConfirmedException", signIn(user, password), "User is not confirmed.");
  await ask((done) => user.confirmRegistration("000000", true, done)).catch((error) =>
    assert.equal(error.code, "CodeMismatchException"),
  );
  const right = await code(email);
  await ask((done) => user.confirmRegistration(right, true, done));
  assert.ok((await signIn(user, password)).session);
});

await scenario("a forgotten password is set anew", async () => {
  const user = account(setting("FORGETFUL"));
  await new Promise((inputVerificationCode, onFailure) => user.forgotPassword({ inputVerificationCode, onFailure }));
  const right = await code(`${setting("FORGETFUL")}@example.com`);
  await tell((answer) => user.confirmPassword(right, otherPassword, answer));
  assert.ok((await signIn(user, otherPassword)).session);
  await ask((done) => user.changePassword(otherPassword, password, done));
  assert.ok((await signIn(account(setting("FORGETFUL")), password)).session);
});
