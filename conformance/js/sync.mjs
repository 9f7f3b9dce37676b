// What the scenarios of Cognito Sync share: identities with credentials of the enhanced flow, and a client of the
// AWS SDK for each.
import * as sdk from "@aws-sdk/client-cognito-sync";
import { assert, endpoint, poolId, setting } from "./check.mjs";

const region = "us-east-1";

/** A client that asks once. */
export const client = (credentials, more) =>
  new sdk.CognitoSyncClient({ endpoint, region, credentials, maxAttempts: 1, ...more });

/** Sends an operation by its name; IdentityPoolId is ours unless it is given. */
export const send = (sync, operation, input) =>
  sync.send(new sdk[`${operation}Command`]({ IdentityPoolId: poolId, ...input }));

/** Whoever has the account's own key. */
export const developer = client({
  accessKeyId: setting("KEY"),
  secretAccessKey: setting("SECRET"),
});

/** Calls an unsigned operation of identity pools. */
export async function identities(operation, input) {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  assert.equal(answer.status, 200, operation);
  return answer.json();
}

/** An identity with credentials and a client: that of the logins, or a guest. */
export async function identity(logins) {
  const { IdentityId } = await identities("GetId", { IdentityPoolId: poolId, Logins: logins });
  return credentialed(IdentityId, logins);
}

/** What somebody gets who says to be an identity and has these logins. */
export async function credentialed(id, logins) {
  const { IdentityId, Credentials } = await identities("GetCredentialsForIdentity", { IdentityId: id, Logins: logins });
  const credentials = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretKey,
    sessionToken: Credentials.SessionToken,
  };
  const sync = client(credentials);
  return { id: IdentityId, credentials, send: (operation, input) => send(sync, operation, { IdentityId, ...input }) };
}

/** The same for whoever works on an identity from outside. */
export const as = (sync, IdentityId) => ({
  id: IdentityId,
  send: (operation, input) => send(sync, operation, { IdentityId, ...input }),
});

export const replace = (Key, Value, SyncCount = 0) => ({ Op: "replace", Key, Value, SyncCount });
export const remove = (Key, SyncCount) => ({ Op: "remove", Key, SyncCount });

export const list = (who, DatasetName, more) => who.send("ListRecords", { DatasetName, ...more });

/** Lists for a session token, then updates with it. */
export async function update(who, DatasetName, ...RecordPatches) {
  const { SyncSessionToken } = await list(who, DatasetName);
  return who.send("UpdateRecords", { DatasetName, SyncSessionToken, RecordPatches });
}
