package dev.gatehouse.server.iam;

import java.util.ArrayList;
import java.util.List;

/// What is kept of an OIDC provider beside its URL.
///
/// @param clients the audiences taken
/// @param thumbprints of certificates, kept for those who set them
record OidcDocument(List<String> clients, List<String> thumbprints) {
    private static final String PART_END = "\n";

    OidcDocument {
        clients = List.copyOf(clients);
        thumbprints = List.copyOf(thumbprints);
    }

    /// As stored: a line for each thing, clients marked with `c`, thumbprints with `t`.
    String text() {
        StringBuilder text = new StringBuilder();
        clients.forEach(client -> text.append('c').append(client).append(PART_END));
        thumbprints.forEach(thumbprint -> text.append('t').append(thumbprint).append(PART_END));
        return text.toString();
    }

    static OidcDocument of(String text) {
        List<String> clients = new ArrayList<>();
        List<String> thumbprints = new ArrayList<>();
        text.lines().forEach(line -> (line.startsWith("c") ? clients : thumbprints).add(line.substring(1)));
        return new OidcDocument(clients, thumbprints);
    }

    /// With one more audience; nothing happens when it is there.
    OidcDocument withClient(String client) {
        if (clients.contains(client)) {
            return this;
        }
        List<String> more = new ArrayList<>(clients);
        more.add(client);
        return new OidcDocument(more, thumbprints);
    }

    /// Without an audience; nothing happens when it is not there.
    OidcDocument withoutClient(String client) {
        return new OidcDocument(
                clients.stream().filter(present -> !present.equals(client)).toList(), thumbprints);
    }
}
