// Cognito Sync: what developers set and see of a pool, and the devices of its identities.
import { assert, poolId, refused, scenario, setting } from "./check.mjs";
import { developer, identity, replace, send, update } from "./sync.mjs";

const RoleArn = `arn:aws:iam::${setting("ACCOUNT")}:role/sync`;
const application = (platform) => `arn:aws:sns:us-east-1:${setting("ACCOUNT")}:app/${platform}/shop`;
const configure = (input) => send(developer, "SetIdentityPoolConfiguration", input);

await scenario("what identities keep adds up", async () => {
  const me = await identity();
  const usage = async () => (await send(developer, "DescribeIdentityPoolUsage")).IdentityPoolUsage;
  await update(me, "prefs", replace("k", "v"));
  const before = await usage();
  assert.equal(before.IdentityPoolId, poolId);
  await update(me, "prefs", replace("more", "vvvv"));
  const after = await usage();
  assert.equal(after.DataStorage - before.DataStorage, 8);
  assert.equal(after.SyncSessionsCount - before.SyncSessionsCount, 1);

  const all = [];
  let NextToken;
  do {
    const page = await send(developer, "ListIdentityPoolUsage", { MaxResults: 1, NextToken });
    all.push(...page.IdentityPoolUsages);
    NextToken = page.NextToken;
  } while (NextToken);
  assert.deepEqual(all.find((one) => one.IdentityPoolId === poolId), after);
});

await scenario("push and streams are set apart from one another", async () => {
  assert.equal((await send(developer, "GetIdentityPoolConfiguration")).PushSync, undefined);
  const PushSync = { ApplicationArns: [application("GCM")], RoleArn };
  await refused("InvalidParameterException", configure({ PushSync: { ApplicationArns: PushSync.ApplicationArns } }));
  await refused("InvalidParameterException", configure({ CognitoStreams: { StreamingStatus: "ENABLED" } }));
  await configure({ PushSync });
  const CognitoStreams = { StreamName: "records", RoleArn, StreamingStatus: "DISABLED" };
  await configure({ CognitoStreams });
  const set = await send(developer, "GetIdentityPoolConfiguration");
  assert.equal(set.IdentityPoolId, poolId);
  assert.deepEqual(set.PushSync, PushSync);
  assert.deepEqual(set.CognitoStreams, CognitoStreams);
});

await scenario("devices subscribe to datasets", async () => {
  const me = await identity();
  const register = (Platform, Token = "token") => me.send("RegisterDevice", { Platform, Token });
  const subscription = (DeviceId) => ({ DatasetName: "prefs", DeviceId });
  await refused("InvalidConfigurationException", register("APNS"));
  await refused("InvalidParameterException", register("GCM", ""));
  const { DeviceId } = await register("GCM");
  assert.equal((await register("GCM")).DeviceId, DeviceId);
  assert.notEqual((await register("GCM", "another")).DeviceId, DeviceId);

  await refused("ResourceNotFoundException", me.send("SubscribeToDataset", subscription(DeviceId)));
  await update(me, "prefs", replace("k", "v"));
  await refused("ResourceNotFoundException", me.send("SubscribeToDataset", subscription("nothing")));
  await me.send("SubscribeToDataset", subscription(DeviceId));
  await me.send("UnsubscribeFromDataset", subscription(DeviceId));
  await refused("ResourceNotFoundException", me.send("UnsubscribeFromDataset", subscription(DeviceId)));
});

await scenario("publishing without streams fails and says so", async () => {
  const details = () => send(developer, "GetBulkPublishDetails");
  assert.equal((await details()).BulkPublishStatus, "NOT_STARTED");
  await refused("InvalidParameterException", send(developer, "BulkPublish"));
  await configure({ CognitoStreams: { StreamName: "records", RoleArn, StreamingStatus: "ENABLED" } });
  assert.equal((await send(developer, "BulkPublish")).IdentityPoolId, poolId);
  const { BulkPublishStatus, FailureMessage } = await details();
  assert.equal(BulkPublishStatus, "FAILED");
  assert.ok(FailureMessage);
});

await scenario("a pool with a function takes no updates until it is removed", async () => {
  const me = await identity();
  const SyncTrigger = `arn:aws:lambda:us-east-1:${setting("ACCOUNT")}:function:judge`;
  const set = (Events) => send(developer, "SetCognitoEvents", { Events });
  const events = async () => (await send(developer, "GetCognitoEvents")).Events;
  await refused("InvalidParameterException", set({ Other: SyncTrigger }));
  await refused("InvalidParameterException", set({ SyncTrigger: "judge" }));
  await set({ SyncTrigger });
  await set({});
  assert.deepEqual(await events(), { SyncTrigger });
  await refused("InvalidLambdaFunctionOutputException", update(me, "prefs", replace("k", "v")));
  await set({ SyncTrigger: "" });
  assert.deepEqual(await events(), {});
  await update(me, "prefs", replace("k", "v"));
});
