package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.server.cli.CommandFailure;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Store;

/// A sealed word in the store that tells at the start whether the master key is the one the store was written with.
final class MasterKeyCheck {
    static final String SETTING = "master-key-check";
    private static final byte[] WORD = "this store opens with this key".getBytes(UTF_8);

    private MasterKeyCheck() {}

    /// @throws CommandFailure when the store was written with another key
    static void require(Store store, Sealer sealer) {
        Bytes mine = Bytes.of(sealer.seal(Purpose.ROOT_CREDENTIAL, WORD, SETTING));
        Bytes kept = store.write(tx -> tx.settings().putIfAbsent(SETTING, mine, true));
        try {
            sealer.open(Purpose.ROOT_CREDENTIAL, kept.toArray(), SETTING);
        } catch (BadSeal another) {
            throw new CommandFailure("the master key is not the one this store was written with; put the right"
                    + " master.key into the data folder, or name it by masterKeyFile or GATEHOUSE_MASTER_KEY");
        }
    }
}
