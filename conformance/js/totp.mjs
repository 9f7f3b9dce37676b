// An authenticator app: RFC 6238 with SHA-1, six digits and 30 seconds.
import { createHmac } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648 section 6, without padding. */
function decoded(base32) {
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}

function codeOf(key, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/**
 * An app with a secret. Its first code is that of the present step, its second that of the next: the server takes both
 * in this order without a wait, as it allows one step of skew.
 */
export function app(secret) {
  const key = decoded(secret);
  const begun = Math.floor(Date.now() / 30_000);
  const near = [-2, -1, 0, 1, 2, 3].map((step) => codeOf(key, begun + step));
  return {
    first: codeOf(key, begun),
    second: codeOf(key, begun + 1),
    wrong: ["000000", "000001", "000002", "000003", "000004", "000005", "000006"].find((code) => !near.includes(code)),
  };
}
