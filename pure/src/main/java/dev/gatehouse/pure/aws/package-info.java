/// What requests to S3 and DynamoDB want: actions, resources and condition keys, derived from the request
/// alone.
///
/// Start at {@link dev.gatehouse.pure.aws.S3Requests} and {@link dev.gatehouse.pure.aws.DynamoRequests}; both
/// give a
/// {@link dev.gatehouse.pure.aws.Reading}. What two readers could take in two ways is not guessed at: the
/// reading is
/// then `Unclear`, and whoever asked refuses. Sources: Service Authorization Reference, S3 API reference,
/// DynamoDB
/// Developer Guide "Using IAM policy conditions for fine-grained access control".
///
/// Uses: policy
@NullMarked
package dev.gatehouse.pure.aws;

import org.jspecify.annotations.NullMarked;
