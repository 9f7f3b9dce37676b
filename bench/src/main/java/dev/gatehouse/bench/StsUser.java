package dev.gatehouse.bench;

import java.io.IOException;
import java.util.Map;

/// A user of IAM who asks STS.
///
/// @param key long-lived
/// @param session temporary, of the same user
record StsUser(Key key, Key session) {
    private static final Map<String, String> NAME = Map.of("UserName", "bench");

    static StsUser make(Api api) throws IOException {
        var _ = api.iam("CreateUser", NAME);
        Key key = Key.in(api.iam("CreateAccessKey", NAME));
        return new StsUser(key, Key.in(api.sts(key, "GetSessionToken")));
    }
}
