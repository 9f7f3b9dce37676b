package dev.gatehouse.model.service;

/// Who calls. Proven by the front door before an operation runs; rooms never see an unproven caller.
public sealed interface Caller {

    /// Nobody in particular: the operation is unsigned and checks the tokens or codes in its request itself.
    record Anonymous() implements Caller {}

    /// The account's own key: may do everything.
    ///
    /// @param accountId the 12 digits of the account
    /// @param accessKeyId the key the request was signed with
    record Root(String accountId, String accessKeyId) implements Caller {}
}
