package dev.gatehouse.server.imports;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.ImportJobRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/// The address to which a job's file is uploaded: good for one job and some minutes, and sealed, so that it is the
/// permission, too.
final class UploadUrl {
    /// How long it is good, from the creation of its job.
    static final Duration LIFE = Duration.ofMinutes(15);

    static final String PATH = "/_gatehouse/imports/{poolId}/{jobId}";
    static final String KEY = "key";

    private final Sealer sealer;
    private final String url;

    /// @param url how clients reach the server, without a trailing slash
    UploadUrl(Sealer sealer, String url) {
        this.sealer = sealer;
        this.url = url;
    }

    /// The address for a job.
    String of(ImportJobRecord job) {
        long expires = job.dates().created() + LIFE.toMillis();
        byte[] plain = ByteBuffer.allocate(Long.BYTES).putLong(expires).array();
        String key = sealer.sealText(Purpose.IMPORT, plain, context(job.pool(), job.id()));
        String path = PATH.replace("{poolId}", job.pool().value()).replace("{jobId}", job.id());
        return url + path + "?" + KEY + "=" + key;
    }

    /// Whether a key was made for that job and is still good.
    boolean opens(PoolId pool, String job, String key, Instant now) {
        try {
            byte[] plain = sealer.openText(Purpose.IMPORT, key, context(pool, job));
            return plain.length == Long.BYTES
                    && now.toEpochMilli() < ByteBuffer.wrap(plain).getLong();
        } catch (BadSeal notOurs) {
            return false;
        }
    }

    private static String context(PoolId pool, String job) {
        return "upload " + pool + "/" + job;
    }
}
