/// Import jobs: users from a CSV file that is uploaded to us, checked line by line in the background.
///
/// Start at {@link dev.gatehouse.server.imports.ImportOperations}, the table of operations, and at `Importer`, which
/// does a job's work in small steps. A file goes through `UploadPage` into the store, in sealed pieces (`Uploads`), so
/// that any node can read it. `Records` cuts it into records, the pure `Csv` those into values, `Columns` knows the
/// header and `Lines` makes users of values. A step writes its users, its log and how far it came in one write: what
/// was done once is never done again, whoever goes on. {@link dev.gatehouse.server.imports.ImportWorker} is the thread.
///
/// Uses: store seal pools users
@NullMarked
package dev.gatehouse.server.imports;

import org.jspecify.annotations.NullMarked;
