package dev.gatehouse.server.pools;

import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.ClientRecord;
import dev.gatehouse.server.store.ClientSecretRecord;

/// Makes the rows that keep client secrets. The id is `<client id>--<time>`, in milliseconds, so that two
/// secrets made in one second differ; sealing binds the secret to it.
final class ClientSecretRows {
    private final Sealer sealer;

    ClientSecretRows(Sealer sealer) {
        this.sealer = sealer;
    }

    ClientSecretRecord make(ClientRecord client, Secret secret, long now) {
        String secretId = client.id() + "--" + now;
        byte[] sealed = sealer.seal(Purpose.CLIENT_SECRET, secret, secretId);
        return new ClientSecretRecord(client.pool(), client.id(), secretId, Bytes.of(sealed), now);
    }
}
