package dev.gatehouse.server.imports;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.ImportChunks;
import dev.gatehouse.server.store.ImportJobRecord;
import dev.gatehouse.server.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Files in the store: sealed pieces of one size, but for the last.
final class Uploads {
    /// The longest file.
    static final long LONGEST = 512L << 20;

    private static final int PIECE = 64 * 1024;
    private static final int PIECES_A_WRITE = 8;
    private static final Duration KEPT = Duration.ofDays(7);

    private final Store store;
    private final Sealer sealer;
    private final Chance chance;
    private final InstantSource clock;

    Uploads(Store store, Sealer sealer, Chance chance, InstantSource clock) {
        this.store = store;
        this.sealer = sealer;
        this.chance = chance;
        this.clock = clock;
    }

    /// A file that was taken whole.
    record Taken(ImportChunks.File file, long bytes) {}

    /// A file longer than {@link #LONGEST}; nothing of it is kept.
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Takes a file. Nothing of it is kept when it breaks off.
    Taken take(PoolId pool, String job, InputStream body) throws IOException, TooLong {
        ImportChunks.File file = new ImportChunks.File(pool, job, chance.uuid().toString());
        boolean whole = false;
        try {
            long bytes = copy(file, body);
            whole = true;
            return new Taken(file, bytes);
        } finally {
            if (!whole) {
                remove(file);
            }
        }
    }

    private long copy(ImportChunks.File file, InputStream body) throws IOException, TooLong {
        long expires = clock.instant().plus(KEPT).toEpochMilli();
        long bytes = 0;
        int first = 0;
        boolean more = true;
        while (more) {
            List<Bytes> pieces = new ArrayList<>();
            while (more && pieces.size() < PIECES_A_WRITE) {
                byte[] piece = body.readNBytes(PIECE);
                more = piece.length == PIECE;
                bytes += piece.length;
                if (bytes > LONGEST) {
                    throw new TooLong();
                }
                if (piece.length > 0) {
                    pieces.add(Bytes.of(sealer.seal(Purpose.IMPORT, piece, context(file, first + pieces.size()))));
                }
            }
            int number = first;
            store.write(tx -> {
                tx.importChunks().insert(file, number, pieces, expires);
                return true;
            });
            first += pieces.size();
        }
        return bytes;
    }

    /// The file of a job, to be read in any order; nearby is quick.
    Records.Source open(ImportJobRecord job) {
        return new Stored(new ImportChunks.File(job.pool(), job.id(), job.upload()), job.uploadBytes());
    }

    private final class Stored implements Records.Source {
        private final ImportChunks.File file;
        private final long length;
        private int held = -1;
        private byte[] piece = {};

        Stored(ImportChunks.File file, long length) {
            this.file = file;
            this.length = length;
        }

        @Override
        public int at(long position) {
            if (position >= length) {
                return END;
            }
            int number = (int) (position / PIECE);
            if (number != held) {
                piece = read(file, number);
                held = number;
            }
            return Byte.toUnsignedInt(piece[(int) (position % PIECE)]);
        }
    }

    private byte[] read(ImportChunks.File file, int number) {
        Bytes sealed = store.read(tx -> tx.importChunks().find(file, number))
                .orElseThrow(() -> new IllegalStateException("a piece of an uploaded file is gone"));
        return sealer.openStored(Purpose.IMPORT, sealed.toArray(), context(file, number));
    }

    /// Removes a file.
    void remove(ImportChunks.File file) {
        while (removeSome(file)) {
            // in small steps, so that nobody waits
        }
    }

    /// Removes a part of a file.
    ///
    /// @return false when nothing was left
    boolean removeSome(ImportChunks.File file) {
        return store.write(tx -> tx.importChunks().delete(file, PIECES_A_WRITE)) > 0;
    }

    private static String context(ImportChunks.File file, int number) {
        return String.join("/", file.pool().value(), file.job(), file.upload(), ImportChunks.number(number));
    }
}
