// Cognito Sync: datasets and records of an identity, with its own credentials.
import { assert, poolId, refused, scenario, setting } from "./check.mjs";
import { credentialed, identity, list, remove, replace, update } from "./sync.mjs";

const logins = (name) => ({ [setting("PROVIDER")]: setting(`TOKEN_${name}`) });

await scenario("records are written, read and described", async () => {
  const me = await identity();
  const before = await list(me, "prefs", { LastSyncCount: 0 });
  assert.equal(before.DatasetExists, false);
  assert.equal(before.DatasetSyncCount, 0);
  assert.deepEqual(before.MergedDatasetNames, []);

  const seen = new Date("2026-03-03T09:05:00Z");
  const { Records } = await me.send("UpdateRecords", {
    DatasetName: "prefs",
    SyncSessionToken: before.SyncSessionToken,
    ClientContext: "a device",
    RecordPatches: [{ ...replace("theme", "dark"), DeviceLastModifiedDate: seen }, replace("größe/ü ☂", "")],
  });
  assert.deepEqual(Records.map((record) => [record.Key, record.Value, record.SyncCount]), [
    ["theme", "dark", 1],
    ["größe/ü ☂", "", 1],
  ]);
  assert.equal(Records[0].LastModifiedBy, me.id);
  assert.deepEqual(Records[0].DeviceLastModifiedDate, seen);

  await update(me, "prefs", replace("theme", "light", 1));
  const since = await list(me, "prefs", { LastSyncCount: 1 });
  assert.deepEqual(since.Records.map((record) => record.Value), ["light"]);
  assert.equal(since.Count, 1);
  assert.equal(since.DatasetSyncCount, 2);
  assert.equal(since.LastModifiedBy, me.id);
  assert.equal(since.DatasetExists, true);
  assert.equal(since.DatasetDeletedAfterRequestedSyncCount, false);

  const { Dataset } = await me.send("DescribeDataset", { DatasetName: "prefs" });
  assert.equal(Dataset.IdentityId, me.id);
  assert.equal(Dataset.NumRecords, 2);
  assert.equal(Dataset.DataStorage, "themelight".length + Buffer.byteLength("größe/ü ☂"));
  assert.ok(Dataset.CreationDate <= Dataset.LastModifiedDate);
});

await scenario("names with every character they may have", async () => {
  const me = await identity();
  for (const DatasetName of ["a:b:c", "a.b-c_d", "n".repeat(128)]) {
    await update(me, DatasetName, replace("k", DatasetName));
    const { Records } = await list(me, DatasetName);
    assert.deepEqual(Records.map((record) => record.Value), [DatasetName]);
  }
  for (const DatasetName of ["a b", "ä", "n".repeat(129)]) {
    await refused("InvalidParameterException", me.send("DescribeDataset", { DatasetName }));
  }
  for (const DatasetName of ["a/b", "a%b"]) {
    await refused("BadRequest", me.send("DescribeDataset", { DatasetName }));
  }
});

await scenario("whoever has read less than there is conflicts", async () => {
  const me = await identity();
  await update(me, "prefs", replace("a", "1"));
  for (const stale of [replace("a", "2", 0), replace("a", "2", 2), replace("new", "2", 1), remove("a", 0)]) {
    await refused("ResourceConflictException", update(me, "prefs", replace("b", "2"), stale));
  }
  const after = await list(me, "prefs");
  assert.deepEqual(after.Records.map((record) => [record.Key, record.Value]), [["a", "1"]]);
  assert.equal(after.DatasetSyncCount, 1);
});

await scenario("removed records stay without value", async () => {
  const me = await identity();
  await update(me, "prefs", replace("a", "1"));
  const { Records } = await update(me, "prefs", remove("a", 1));
  assert.deepEqual([Records[0].Value, Records[0].SyncCount], [undefined, 2]);
  const seen = await list(me, "prefs", { LastSyncCount: 1 });
  assert.deepEqual(seen.Records.map((record) => [record.Key, record.Value]), [["a", undefined]]);
  assert.equal((await me.send("DescribeDataset", { DatasetName: "prefs" })).Dataset.NumRecords, 0);
  await refused("ResourceConflictException", update(me, "prefs", replace("a", "2")));
  await update(me, "prefs", replace("a", "2", 2));
});

await scenario("a deleted dataset counts on", async () => {
  const me = await identity();
  await update(me, "prefs", replace("a", "1"));
  const { Dataset } = await me.send("DeleteDataset", { DatasetName: "prefs" });
  assert.equal(Dataset.DatasetName, "prefs");
  for (const operation of ["DescribeDataset", "DeleteDataset"]) {
    await refused("ResourceNotFoundException", me.send(operation, { DatasetName: "prefs" }));
  }
  const gone = await list(me, "prefs", { LastSyncCount: 1 });
  assert.equal(gone.DatasetExists, false);
  assert.equal(gone.DatasetDeletedAfterRequestedSyncCount, true);
  assert.deepEqual((await me.send("ListDatasets")).Datasets, []);
  await update(me, "prefs", replace("a", "1"));
  assert.equal((await list(me, "prefs")).DatasetSyncCount, 3);
});

await scenario("a session token is good for its dataset and its caller", async () => {
  const [me, other] = [await identity(), await identity()];
  const { SyncSessionToken } = await list(me, "prefs");
  const write = (who, DatasetName, token) =>
    who.send("UpdateRecords", { DatasetName, SyncSessionToken: token, RecordPatches: [replace("a", "1")] });
  await refused("InvalidParameterException", write(me, "prefs", ""));
  await refused("NotAuthorizedException", write(me, "other", SyncSessionToken));
  await refused("NotAuthorizedException", write(other, "prefs", SyncSessionToken));
  await refused("NotAuthorizedException", write(me, "prefs", `${SyncSessionToken.slice(0, -4)}AAAA`));
  await refused("NotAuthorizedException", list(me, "prefs", { SyncSessionToken: "made up" }));
  assert.equal((await list(me, "prefs", { SyncSessionToken })).SyncSessionToken, SyncSessionToken);
  await write(me, "prefs", SyncSessionToken);
});

await scenario("patches that mean nothing are refused", async () => {
  const me = await identity();
  await refused("InvalidParameterException", update(me, "prefs", replace("a", "1"), remove("a", 0)));
  await refused("InvalidParameterException", update(me, "prefs", replace("a", undefined)));
  await refused("InvalidParameterException", update(me, "prefs", replace("a".repeat(1025), "1")));
  await refused("InvalidParameterException", list(me, "prefs", { LastSyncCount: -1 }));
  assert.equal((await list(me, "prefs")).DatasetExists, false);
});

await scenario("pages miss nothing and repeat nothing", async () => {
  const me = await identity();
  await update(me, "prefs", replace("a", "1"), replace("b", "1"), replace("c", "1"));
  await update(me, "cart", replace("a", "1"));
  for (const [operation, input, items, name] of [
    ["ListRecords", { DatasetName: "prefs" }, "Records", "Key"],
    ["ListDatasets", {}, "Datasets", "DatasetName"],
  ]) {
    const whole = (await me.send(operation, input))[items].map((item) => item[name]);
    const found = [];
    let NextToken;
    do {
      const page = await me.send(operation, { ...input, MaxResults: 1, NextToken });
      assert.equal(page.Count, 1);
      found.push(page[items][0][name]);
      NextToken = page.NextToken;
    } while (NextToken);
    assert.deepEqual(found, whole);
    await refused("InvalidParameterException", me.send(operation, { ...input, NextToken: "made up" }));
    await refused("InvalidParameterException", me.send(operation, { ...input, MaxResults: 0 }));
  }
});

await scenario("quotas", async () => {
  const me = await identity();
  const many = Array.from({ length: 1024 }, (_, number) => replace(`k${number}`, "v"));
  await update(me, "full", ...many);
  await refused("LimitExceededException", update(me, "full", replace("more", "v")));
  await update(me, "full", remove("k1", 1), replace("more", "v"));
  await update(me, "large", replace("a", "v".repeat(600_000)));
  await refused("LimitExceededException", update(me, "large", replace("b", "v".repeat(500_000))));
  for (let number = 2; number < 20; number += 1) {
    await update(me, `d${number}`, replace("k", "v"));
  }
  await refused("LimitExceededException", update(me, "d20", replace("k", "v")));
  await me.send("DeleteDataset", { DatasetName: "d2" });
  await update(me, "d20", replace("k", "v"));
  const { IdentityUsage } = await me.send("DescribeIdentityUsage");
  assert.equal(IdentityUsage.IdentityId, me.id);
  assert.equal(IdentityUsage.IdentityPoolId, poolId);
  assert.equal(IdentityUsage.DatasetCount, 20);
  assert.ok(IdentityUsage.DataStorage > 600_000);
});

await scenario("a guest who signs in brings datasets along", async () => {
  const nora = await identity(logins("NORA"));
  await update(nora, "prefs", replace("theme", "dark"));
  const guest = await identity();
  await update(guest, "prefs", replace("theme", "light"));
  await update(guest, "cart", replace("book", "1"));

  const merged = await credentialed(guest.id, logins("NORA"));
  assert.equal(merged.id, nora.id);
  const left = `prefs.${guest.id}`;
  assert.deepEqual((await list(merged, "prefs")).MergedDatasetNames, [left]);
  assert.deepEqual((await list(merged, "cart")).MergedDatasetNames, [`cart.${guest.id}`]);
  assert.equal((await list(merged, "cart")).DatasetExists, false);
  assert.equal((await list(merged, "prefs")).Records[0].Value, "dark");
  assert.equal((await list(merged, left)).Records[0].Value, "light");
  await refused("InvalidParameterException", list(guest, "prefs"), `Identity '${guest.id}' not found.`);
  await refused("ResourceNotFoundException", guest.send("DescribeDataset", { DatasetName: "prefs" }));

  await merged.send("DeleteDataset", { DatasetName: left });
  assert.deepEqual((await list(merged, "prefs")).MergedDatasetNames, []);
});

await scenario("a guest who signs in first keeps datasets as they are", async () => {
  const guest = await identity();
  await update(guest, "prefs", replace("theme", "light"));
  const otto = await credentialed(guest.id, logins("OTTO"));
  assert.equal(otto.id, guest.id);
  assert.equal((await list(otto, "prefs")).Records[0].Value, "light");
  assert.deepEqual((await list(otto, "prefs")).MergedDatasetNames, []);
});
