/// AWS Signature Version 4: checking requests as AWS's services other than S3 do, and making signatures.
/// Source: IAM User Guide, "AWS Signature Version 4 for API requests".
///
/// Start at {@link dev.gatehouse.pure.sigv4.SigV4}: `read` says what a request claims, in its `Authorization` header
/// or
/// its query; the caller finds the secret of the claimed access key; `check` gives the verdict, judged by
/// {@link dev.gatehouse.pure.sigv4.Rules}. {@link dev.gatehouse.pure.sigv4.Signer} is the other side. Everything is
/// computed again from the request as it was sent (`CanonicalRequest`).
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.pure.sigv4;

import org.jspecify.annotations.NullMarked;
