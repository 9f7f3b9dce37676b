package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// A call that must be refused.
///
/// @param name what is wrong with it
/// @param code the exception of the model
/// @param text its message, whole
/// @param call the call
record Refusal(String name, String code, String text, ThrowingCallable call) {
    /// The HTTP status of codes that do not come with 400.
    private static final Map<String, Integer> STATUS = Map.of(
            "AccessDenied", 403,
            "InvalidClientTokenId", 403,
            "NoSuchEntity", 404,
            "DeleteConflict", 409,
            "EntityAlreadyExists", 409,
            "LimitExceeded", 409,
            "NotImplementedException", 501);

    /// One case of a table.
    static Refusal of(String name, String code, String text, ThrowingCallable call) {
        return new Refusal(name, code, text, call);
    }

    /// A case that a constraint in the model of an AWS Query service refuses.
    ///
    /// @param value the value and where it stands, `'a b' at 'roleName'`
    /// @param constraint what follows `Member must`
    static Refusal invalid(String name, String value, String constraint, ThrowingCallable call) {
        return of(
                name,
                "ValidationError",
                "1 validation error detected: Value " + value + " failed to satisfy constraint: Member must "
                        + constraint,
                call);
    }

    /// One test per case.
    static Stream<DynamicTest> tests(Refusal... cases) {
        return Stream.of(cases).map(one -> DynamicTest.dynamicTest(one.name, one::check));
    }

    /// Checks one call.
    static void refused(String code, String text, ThrowingCallable call) {
        new Refusal(code, code, text, call).check();
    }

    /// Checks one call whose text is not settled.
    static void refused(String code, ThrowingCallable call) {
        thrown(call, code, code);
    }

    private void check() {
        AwsServiceException refusal = thrown(call, code, name);
        assertThat(refusal.awsErrorDetails().errorMessage()).as(name).isEqualTo(text);
    }

    private static AwsServiceException thrown(ThrowingCallable call, String code, String name) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as(name).isInstanceOf(AwsServiceException.class);
        AwsServiceException refusal = (AwsServiceException) thrown;
        assertThat(refusal.awsErrorDetails().errorCode() + ": "
                        + refusal.awsErrorDetails().errorMessage())
                .as(name)
                .startsWith(code + ": ");
        assertThat(refusal.statusCode()).as(name).isEqualTo(STATUS.getOrDefault(code, 400));
        assertThat(refusal.requestId()).isNotBlank();
        return refusal;
    }
}
