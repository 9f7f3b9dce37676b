// Generated cases for the policy engine, decided by another one, @cloud-copilot/iam-simulate; a line of JSON for each. Policies have no
// variables and contexts only keys that the action knows, so that the simulator ignores nothing. Licensed AGPL: it runs here, in a
// process of its own, and is neither linked nor shipped.
import assert from "node:assert/strict";
import { runSimulation } from "@cloud-copilot/iam-simulate";

const account = "123456789012";
const user = `arn:aws:iam::${account}:user/alice`;
const role = `arn:aws:iam::${account}:role/guest`;
const session = `arn:aws:sts::${account}:assumed-role/guest/app`;

let state = 20261121;
function random(below) {
  // mulberry32
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}
const chance = (percent) => random(100) < percent;
const pick = (list) => list[random(list.length)];
const some = (least, most, make) => Array.from({ length: least + random(most - least + 1) }, make);

const targets = [
  { action: "s3:GetObject", resource: "arn:aws:s3:::data/private/alice/notes.txt", keys: [] },
  { action: "s3:ListBucket", resource: "arn:aws:s3:::data", keys: ["s3:prefix", "s3:max-keys"] },
  { action: "dynamodb:GetItem", resource: `arn:aws:dynamodb:eu-west-1:${account}:table/Notes`, keys: ["dynamodb:LeadingKeys", "dynamodb:Attributes"] },
];
const texts = ["alice", "bob", "private/", "a*"];
const types = {
  text: { values: texts, operators: ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"] },
  number: {
    values: ["1", "10", "100"],
    operators: [
      "NumericEquals", "NumericNotEquals", "NumericLessThan",
      "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
    ],
  },
  date: {
    values: ["2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", "2026-11-22T12:30:00Z"],
    operators: [
      "DateEquals", "DateNotEquals", "DateLessThan",
      "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
    ],
  },
  bool: { values: ["true", "false"], operators: ["Bool"] },
  address: {
    values: ["203.0.113.7", "10.1.2.3"],
    wanted: ["203.0.113.0/24", "10.0.0.0/8", "203.0.113.7"],
    operators: ["IpAddress", "NotIpAddress"],
  },
  arn: {
    values: [user, role],
    wanted: [user, role, `arn:aws:iam::${account}:user/*`, "arn:aws:iam::*:role/gu?st", "arn:*:iam::*:*"],
    operators: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
  },
};
const keys = {
  "aws:SourceIp": types.address,
  "aws:CurrentTime": types.date,
  "aws:SecureTransport": types.bool,
  "aws:PrincipalTag/team": types.text,
  "aws:PrincipalArn": types.arn,
  "s3:prefix": types.text,
  "s3:max-keys": types.number,
  "dynamodb:LeadingKeys": { ...types.text, multi: true },
  "dynamodb:Attributes": { ...types.text, multi: true },
};

function bent(text) {
  const from = random(text.length + 1);
  const to = from + random(text.length - from + 1);
  return pick([text, text.slice(0, from) + "*" + text.slice(to), text.slice(0, from) + "*", text.slice(0, from) + "?" + text.slice(from + 1)]);
}

// It takes no wildcards in the type of a resource, before the first slash.
function bentArn(text) {
  const start = text.includes(":table/") ? text.indexOf("/") + 1 : text.lastIndexOf(":") + 1;
  return text.slice(0, start) + (bent(text.slice(start)) || "*");
}

function condition(key) {
  const type = keys[key];
  if (chance(10)) return { Null: { [key]: pick(["true", "false"]) } };
  const operator = pick(type.operators);
  const prefix = type.multi ? pick(["ForAllValues:", "ForAnyValue:"]) : "";
  const values = some(1, 2, () => pick(type.wanted ?? type.values)).map((value) => (operator.endsWith("Like") && type === types.text ? bent(value) : value));
  // For an absent key the simulator says no to ForAnyValue with IfExists, the IAM User Guide yes.
  const ending = prefix !== "ForAnyValue:" && chance(20) ? "IfExists" : "";
  return { [prefix + operator + ending]: { [key]: values } };
}

function statement(target, principal) {
  const known = [...Object.keys(keys).filter((key) => key.startsWith("aws:")), ...target.keys];
  const [service, name] = target.action.split(":");
  const action = some(1, 2, () => (chance(80) ? `${service}:${bent(name) || "*"}` : pick(["s3:PutObject", "dynamodb:*", "*"])));
  const resource = some(1, 2, () => (chance(70) ? bentArn(target.resource) : pick(["*", pick(targets).resource])));
  const effect = chance(75) ? "Allow" : "Deny";
  return {
    Effect: effect,
    ...(principal ? { Principal: principal } : {}),
    [chance(15) ? "NotAction" : "Action"]: action,
    [chance(15) ? "NotResource" : "Resource"]: resource,
    ...(chance(50) ? { Condition: condition(pick(known)) } : {}),
  };
}

const policy = (target, principal) => ({ Version: "2012-10-17", Statement: some(1, 3, () => statement(target, principal?.())) });
const principal = () => pick(["*", { AWS: "*" }, { AWS: account }, { AWS: user }, { AWS: role }, { AWS: [session] }, { AWS: [role, user] }]);

function context(target, requester) {
  const values = { "aws:PrincipalArn": requester === user ? user : role };
  for (const key of [...Object.keys(keys).filter((name) => name.startsWith("aws:") && name !== "aws:PrincipalArn"), ...target.keys]) {
    if (chance(70)) values[key] = keys[key].multi ? some(1, 3, () => pick(keys[key].values)) : pick(keys[key].values);
  }
  return values;
}

for (let i = 0; i < Number(process.argv[2]); i++) {
  const target = pick(targets);
  const requester = pick([user, session]);
  const each = {
    requester,
    action: target.action,
    resource: target.resource,
    context: context(target, requester),
    identity: some(0, 2, () => policy(target)),
    boundary: some(0, 1, () => policy(target)),
    session: requester === session ? some(0, 1, () => policy(target)) : [],
    onResource: some(0, 1, () => policy(target, principal)),
  };
  const named = (policies) => policies.map((document, at) => ({ name: String(at), policy: document }));
  const answer = await runSimulation(
    {
      request: { principal: requester, action: each.action, resource: { resource: each.resource, accountId: account }, contextVariables: each.context },
      identityPolicies: named(each.identity),
      ...(each.boundary.length ? { permissionBoundaryPolicies: named(each.boundary) } : {}),
      sessionPolicy: each.session[0],
      resourcePolicy: each.onResource[0],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  assert.equal(answer.resultType, "single", JSON.stringify([answer, each]));
  assert.deepEqual(answer.result.ignoredContextKeys ?? [], [], JSON.stringify(each));
  console.log(JSON.stringify({ ...each, result: answer.overallResult }));
}
