package dev.gatehouse.server.identitypools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The session policies of guests in the enhanced flow (Developer Guide, "Services that unauthenticated
/// identities can
/// access").
///
/// @param documents the inline policy
/// @param policyArns the managed policy
record GuestPolicy(List<String> documents, List<String> policyArns) {
    private static final String FILE = "guests.json";
    private static final String MANAGED = "arn:aws:iam::aws:policy/AmazonCognitoUnAuthedIdentitiesSessionPolicy";

    static GuestPolicy load() {
        try (InputStream in = GuestPolicy.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no " + FILE);
            }
            return new GuestPolicy(List.of(new String(in.readAllBytes(), UTF_8)), List.of(MANAGED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
