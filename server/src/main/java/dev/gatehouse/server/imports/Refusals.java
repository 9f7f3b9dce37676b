package dev.gatehouse.server.imports;

import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.LimitExceededException;
import dev.gatehouse.model.cognitoidp.PreconditionNotMetException;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.service.ServiceException;

/// Every refusal of this room. The caller is at fault in all of them.
final class Refusals {
    private Refusals() {}

    /// The pool has no job of that id.
    static ServiceException noJob(String id) {
        return new ResourceNotFoundException("Import job " + id + " does not exist.");
    }

    /// The job is not in a state in which that can be done.
    static ServiceException wrongState(String what, String status) {
        return new PreconditionNotMetException("The import job cannot be " + what + ". Its status is " + status + ".");
    }

    /// Nothing was uploaded to the job's address.
    static ServiceException noFile() {
        return new PreconditionNotMetException("The CSV file of the import job has not been uploaded.");
    }

    /// A pool has as many jobs as it can have.
    static ServiceException tooMany(int most) {
        return new LimitExceededException("A user pool can have at most " + most + " import jobs.");
    }

    /// A token of another listing, or none of ours.
    static ServiceException badPageToken() {
        return new InvalidParameterException("Invalid pagination token.");
    }

    /// A line from which no user can be made; goes to the job's log.
    static ServiceException badLine(String why) {
        return new InvalidParameterException(why);
    }
}
