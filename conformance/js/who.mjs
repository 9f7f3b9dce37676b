// Who one is with credentials, as the AWS SDK asks.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { endpoint } from "./check.mjs";

/** @param credentials temporary ones, or what provides them */
export async function who(credentials) {
  const sts = new STSClient({ region: "us-east-1", endpoint, credentials });
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
}
