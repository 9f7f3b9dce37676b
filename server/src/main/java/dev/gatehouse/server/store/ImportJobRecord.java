package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;

/// An import job. Times are epoch milliseconds, 0 for never.
///
/// @param pool the pool that gets the users
/// @param id `import-` and ten letters or digits
/// @param name the name given to it
/// @param roleArn the role given to it
/// @param hashing the algorithm of the hashes in its file; empty when none was named
/// @param status a status of the API, such as `InProgress`
/// @param dates when it was created, started and completed
/// @param progress how far it is
/// @param message what the API says of its end; empty before
/// @param upload the file that counts; empty when there is none
/// @param uploadBytes how long that file is
/// @param owner the node that works on it; empty for none
/// @param ownedUntil until when other nodes leave it alone
/// @param version counts changes; what an update expects to find
public record ImportJobRecord(
        PoolId pool,
        String id,
        String name,
        String roleArn,
        String hashing,
        String status,
        Dates dates,
        Progress progress,
        String message,
        String upload,
        long uploadBytes,
        String owner,
        long ownedUntil,
        long version) {

    /// When things happened to a job.
    public record Dates(long created, long started, long completed) {}

    /// How far a job is.
    ///
    /// @param nextByte where in the file the next line begins
    /// @param nextLine the number of that line, from 1
    public record Progress(long nextByte, long nextLine, long imported, long skipped, long failed) {
        /// Nothing read yet.
        public static final Progress NONE = new Progress(0, 1, 0, 0, 0);
    }

    /// The same job in another status.
    public ImportJobRecord withStatus(String next) {
        return with(next, dates, progress, message, upload, uploadBytes, owner, ownedUntil);
    }

    /// The same job, begun.
    public ImportJobRecord withStart(String next, long now) {
        Dates begun = new Dates(dates.created(), now, 0);
        return with(next, begun, progress, message, upload, uploadBytes, owner, ownedUntil);
    }

    /// The same job, ended; nobody works on it any more.
    public ImportJobRecord withEnd(String next, String said, long now) {
        Dates ended = new Dates(dates.created(), dates.started(), now);
        return with(next, ended, progress, said, upload, uploadBytes, "", 0);
    }

    /// The same job with another file.
    public ImportJobRecord withUpload(String file, long bytes) {
        return with(status, dates, progress, message, file, bytes, owner, ownedUntil);
    }

    /// The same job, worked on by a node.
    public ImportJobRecord withOwner(String node, long until) {
        return with(status, dates, progress, message, upload, uploadBytes, node, until);
    }

    /// The same job, further on.
    public ImportJobRecord withProgress(Progress further) {
        return with(status, dates, further, message, upload, uploadBytes, owner, ownedUntil);
    }

    private ImportJobRecord with(
            String nextStatus,
            Dates nextDates,
            Progress nextProgress,
            String nextMessage,
            String nextUpload,
            long nextBytes,
            String nextOwner,
            long nextUntil) {
        return new ImportJobRecord(
                pool,
                id,
                name,
                roleArn,
                hashing,
                nextStatus,
                nextDates,
                nextProgress,
                nextMessage,
                nextUpload,
                nextBytes,
                nextOwner,
                nextUntil,
                version);
    }
}
