package dev.gatehouse.server.tokens;

import dev.gatehouse.pure.id.PoolId;

/// Which `iss` our tokens carry. One form is configured; it is the only one accepted back.
public sealed interface Issuers {

    /// The issuer of a pool's tokens, without a trailing slash.
    String of(PoolId pool);

    /// Our own address: `<publicUrl>/<poolId>`.
    ///
    /// @param publicUrl the address clients reach us at, without a trailing slash
    record Own(String publicUrl) implements Issuers {
        @Override
        public String of(PoolId pool) {
            return publicUrl + "/" + pool.value();
        }
    }

    /// The issuer text of AWS, for verifiers that derive it from the pool id.
    record Aws() implements Issuers {
        @Override
        public String of(PoolId pool) {
            return "https://cognito-idp." + pool.region() + ".amazonaws.com/" + pool.value();
        }
    }

    /// The pool an `iss` claim names: what stands after its last slash. Says nothing about the issuer being right.
    static String poolNameIn(String issuer) {
        return issuer.substring(issuer.lastIndexOf('/') + 1);
    }
}
