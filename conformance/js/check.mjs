// What every scenario shares: the settings from the environment, codes from the outbox, one printed line per scenario.
import assert from "node:assert/strict";

export { assert };

/** A setting the starting test gives. */
export function setting(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set`);
  return value;
}

export const endpoint = setting("ENDPOINT");
export const poolId = setting("POOL");
export const password = "Corr3ct-Horse!";
export const otherPassword = "Batt3ry-Staple!";

let next = 0;

/** A name no other scenario uses. */
export function unique(word) {
  next += 1;
  return `${word}-${process.pid}-${next}`;
}

/** The code in the newest message to an address. */
export async function code(address) {
  const answer = await fetch(`${endpoint}/_gatehouse/outbox?to=${encodeURIComponent(address)}`, {
    headers: { Accept: "application/json" },
  });
  const { messages } = await answer.json();
  assert.ok(messages.length > 0, `no message to ${address}`);
  return /\b(\d{6}|\d{8})\b/.exec(messages[0].text)[0];
}

/** Runs one scenario; a failure ends the process at once. */
export async function scenario(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`FAILED ${name}`);
    console.error(error);
    process.exit(1);
  }
}

/** Checks that a promise is rejected with an exception of the service. */
export async function refused(name, promise, message) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.name === "Error" ? error.code : error.name, name);
    if (message) assert.equal(error.message, message);
    return true;
  });
}
