package dev.gatehouse.pure.sigv4;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a request says about who signed it. Nothing in it is proven before {@link SigV4#check}.
public sealed interface Claim {

    /// The request is not signed at all.
    record Missing() implements Claim {}

    /// The request tries to be signed and lacks something (`IncompleteSignature`).
    ///
    /// @param text what AWS would say
    record Incomplete(String text) implements Claim {}

    /// A readable claim.
    ///
    /// @param accessKeyId whose key is said to have signed
    /// @param scope what the key was derived for
    /// @param sessionToken of temporary credentials
    /// @param signedHeaders names as listed
    /// @param signature as sent
    /// @param signedAt when
    /// @param presigned whether the claim stood in the query
    record Parsed(
            String accessKeyId,
            Scope scope,
            Optional<String> sessionToken,
            List<String> signedHeaders,
            String signature,
            Instant signedAt,
            boolean presigned)
            implements Claim {

        @Override
        public String toString() {
            return "Parsed[" + accessKeyId + ", " + scope + ", " + signedAt + "]";
        }
    }

    /// The scope of a credential.
    ///
    /// @param date eight digits, UTC
    /// @param region the region the client meant
    /// @param service the service's signing name
    /// @param terminator `aws4_request` when all is well
    record Scope(String date, String region, String service, String terminator) {
        @Override
        public String toString() {
            return date + "/" + region + "/" + service + "/" + terminator;
        }
    }
}
