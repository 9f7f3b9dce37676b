package dev.gatehouse.server;

import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Resealer;
import java.util.List;

/// Seals every stored secret again under the newest master key. Knows where each room binds its sealed values
/// to.
final class Resealing implements Resealer {
    private final Sealer sealer;

    Resealing(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public Bytes reseal(Place place, Bytes value) {
        byte[] sealed = value.toArray();
        if (!sealer.needsResealing(sealed)) {
            return value;
        }
        Purpose purpose = purpose(place.column());
        String context = context(place.column(), place.key());
        return Bytes.of(sealer.seal(purpose, sealer.openStored(purpose, sealed, context), context));
    }

    static Purpose purpose(Column column) {
        return switch (column) {
            case SETTING -> Purpose.ROOT_CREDENTIAL;
            case POOL_KEY -> Purpose.POOL_KEY;
            case SIGNING_KEY -> Purpose.SIGNING_KEY;
            case CLIENT_SECRET -> Purpose.CLIENT_SECRET;
            case PASSWORD_HASH, SRP_VERIFIER, PASSWORD_HISTORY -> Purpose.USER_SECRET;
            case PARKED -> Purpose.SIGN_IN_SESSION;
            case SOFTWARE_TOKEN -> Purpose.MFA_SECRET;
            case ACCESS_KEY -> Purpose.ACCESS_KEY;
            case SAML_PRIVATE_KEY -> Purpose.PROVIDER_SECRET;
            case DEVICE_VERIFIER -> Purpose.DEVICE_SECRET;
            case IMPORT_CHUNK -> Purpose.IMPORT;
        };
    }

    static String context(Resealer.Column column, List<String> key) {
        return switch (column) {
            case SETTING, POOL_KEY, ACCESS_KEY -> key.getFirst();
            case SIGNING_KEY -> key.get(0) + "/" + key.get(1);
            case CLIENT_SECRET -> key.get(1);
            case PASSWORD_HASH, PASSWORD_HISTORY -> key.get(0) + "/" + key.get(1) + "/password";
            case SRP_VERIFIER -> key.get(0) + "/" + key.get(1) + "/srp";
            case PARKED, SOFTWARE_TOKEN, SAML_PRIVATE_KEY -> key.get(0) + "/" + key.get(1);
            case DEVICE_VERIFIER -> String.join("/", key);
            case IMPORT_CHUNK -> String.join("/", key);
        };
    }
}
