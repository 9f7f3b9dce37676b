package dev.gatehouse.server.imports;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.service.Operations;

/// The front door of this room.
public final class ImportOperations {
    private ImportOperations() {}

    /// Operation to method.
    public static Operations.Table table(Imports imports) {
        Jobs jobs = imports.jobs();
        return Operations.table()
                .on(CognitoIdp.GET_CSV_HEADER, jobs::header)
                .on(CognitoIdp.CREATE_USER_IMPORT_JOB, jobs::create)
                .on(CognitoIdp.START_USER_IMPORT_JOB, jobs::start)
                .on(CognitoIdp.STOP_USER_IMPORT_JOB, jobs::stop)
                .on(CognitoIdp.DESCRIBE_USER_IMPORT_JOB, jobs::describe)
                .on(CognitoIdp.LIST_USER_IMPORT_JOBS, jobs::list);
    }
}
