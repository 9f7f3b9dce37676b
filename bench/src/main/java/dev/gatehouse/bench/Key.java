package dev.gatehouse.bench;

import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.server.config.RootKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// An access key, and the session token if it is temporary. The printed form hides the secret.
record Key(String id, String secret, Optional<String> sessionToken) {
    private static final String REGION = "us-east-1";

    /// The account's own, as the server wrote it.
    static Key root(Path data) throws IOException {
        RootKey key = RootKey.load(data);
        return new Key(key.accessKeyId(), key.secretAccessKey().reveal(), Optional.empty());
    }

    /// The key in an answer of IAM or STS.
    static Key in(Connection.Answer answer) {
        Optional<String> token = Optional.of("SessionToken").filter(answer::has).map(answer::element);
        return new Key(answer.element("AccessKeyId"), answer.element("SecretAccessKey"), token);
    }

    Signer signer(String service) {
        return new Signer(id, secret, sessionToken, REGION, service);
    }

    @Override
    public String toString() {
        return "Key[" + id + "]";
    }
}
