// Cognito Sync: who may do what. Members' role reaches their own datasets alone; guests' role says everything.
import { assert, poolId, refused, scenario, setting } from "./check.mjs";
import { as, client, developer, identity, list, replace, send, update } from "./sync.mjs";

const member = (name) => identity({ [setting("PROVIDER")]: setting(`TOKEN_${name}`) });
const [nora, otto, guest] = [await member("NORA"), await member("OTTO"), await identity()];
const DatasetName = "callers";
await update(nora, DatasetName, replace("a", "1"));

const ofIdentity = {
  ListDatasets: {},
  DescribeDataset: { DatasetName },
  DeleteDataset: { DatasetName },
  ListRecords: { DatasetName },
  UpdateRecords: { DatasetName, SyncSessionToken: "x", RecordPatches: [] },
  DescribeIdentityUsage: {},
};
const ofDevice = {
  RegisterDevice: { Platform: "GCM", Token: "t" },
  SubscribeToDataset: { DatasetName, DeviceId: "d" },
  UnsubscribeFromDataset: { DatasetName, DeviceId: "d" },
};
const ofPool = {
  DescribeIdentityPoolUsage: {},
  ListIdentityPoolUsage: {},
  GetIdentityPoolConfiguration: {},
  SetIdentityPoolConfiguration: {},
  GetCognitoEvents: {},
  SetCognitoEvents: { Events: {} },
  BulkPublish: {},
  GetBulkPublishDetails: {},
};
const each = async (operations, check) => {
  for (const [operation, input] of Object.entries(operations)) {
    await check(operation, input);
  }
};

await scenario("the role keeps a member from another's datasets", async () => {
  const arn = `arn:aws:cognito-sync:us-east-1:${setting("ACCOUNT")}:identitypool/${poolId}`;
  await each({ ...ofIdentity, ...ofDevice }, async (operation, input) => {
    const call = otto.send(operation, { ...input, IdentityId: nora.id });
    await assert.rejects(call, (error) => {
      assert.equal(error.name, "AccessDeniedException");
      assert.equal(error.$metadata.httpStatusCode, 403);
      assert.ok(error.message.includes(`cognito-sync:${operation} on resource: ${arn}/identity/${nora.id}`));
      return true;
    });
  });
  await each(ofPool, async (operation, input) => {
    await refused("AccessDeniedException", otto.send(operation, input));
  });
});

await scenario("an identity is kept to itself whatever its role says", async () => {
  await each({ ...ofIdentity, ...ofDevice }, async (operation, input) => {
    await refused("NotAuthorizedException", guest.send(operation, { ...input, IdentityId: nora.id }));
  });
  await each(ofPool, async (operation, input) => {
    await refused("NotAuthorizedException", guest.send(operation, input));
  });
});

await scenario("a developer works on every identity, but is none", async () => {
  const onNora = as(developer, nora.id);
  const { Records } = await update(onNora, DatasetName, replace("a", "2", 1));
  assert.equal(Records[0].LastModifiedBy, setting("ACCOUNT"));
  assert.equal((await list(nora, DatasetName)).Records[0].Value, "2");
  await each(ofDevice, async (operation, input) => {
    await refused("NotAuthorizedException", onNora.send(operation, input));
  });
});

await scenario("unknown pools and identities are not found", async () => {
  const nowhere = "us-east-1:00000000-0000-4000-8000-000000000000";
  const declared = (operation) => !["ListDatasets", "ListRecords"].includes(operation);
  await each(ofIdentity, async (operation, input) => {
    const error = declared(operation) ? "ResourceNotFoundException" : "InvalidParameterException";
    await refused(error, as(developer, nowhere).send(operation, input), `Identity '${nowhere}' not found.`);
  });
  const { ListIdentityPoolUsage: _, ...ofOnePool } = ofPool;
  await each(ofOnePool, async (operation, input) => {
    const call = send(developer, operation, { ...input, IdentityPoolId: nowhere });
    await refused("ResourceNotFoundException", call, `IdentityPool '${nowhere}' not found.`);
  });
  await refused("InvalidParameterException", send(developer, "DescribeIdentityPoolUsage", { IdentityPoolId: "app" }));
});

/** Nora's client, whose requests are changed after they are signed. */
function changed(change) {
  const plain = client(nora.credentials).config.requestHandler;
  return as(client(nora.credentials, { requestHandler: { handle: (request) => plain.handle(change(request)) } }), nora.id);
}

await scenario("a signature holds for the path it was made over", async () => {
  const same = changed((request) => request);
  assert.equal((await list(same, DatasetName)).DatasetExists, true);
  for (const [from, to] of [
    [`/${DatasetName}`, "/other"],
    ["%3A", "%3a"],
    ["%3A", ":"],
  ]) {
    const moved = changed((request) => Object.assign(request, { path: request.path.replace(from, to) }));
    await refused("InvalidSignatureException", list(moved, DatasetName));
  }
  const asked = changed((request) => Object.assign(request, { query: { ...request.query, lastSyncCount: "5" } }));
  await refused("InvalidSignatureException", list(asked, DatasetName));
});

await scenario("nobody asks without credentials", async () => {
  const answer = await fetch(`${setting("ENDPOINT")}/identitypools/${encodeURIComponent(poolId)}/configuration`);
  assert.equal(answer.status, 403);
  assert.ok(answer.headers.get("x-amzn-errortype").startsWith("MissingAuthenticationTokenException"));
});
