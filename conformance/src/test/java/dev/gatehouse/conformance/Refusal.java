package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// A call that must be refused.
///
/// @param name what is wrong with it
/// @param status of HTTP
/// @param code the exception of the model
/// @param text its message, whole; empty when it is not settled
/// @param call the call
record Refusal(String name, int status, String code, String text, ThrowingCallable call) {

    /// One case of a table.
    static Refusal of(String name, String code, String text, ThrowingCallable call) {
        return new Refusal(name, 400, code, text, call);
    }

    /// One case of a table whose text is not settled.
    static Refusal of(String name, String code, ThrowingCallable call) {
        return new Refusal(name, 400, code, "", call);
    }

    /// One case of a table: IAM or STS does not allow it.
    static Refusal denied(String name, String text, ThrowingCallable call) {
        return new Refusal(name, 403, "AccessDenied", text, call);
    }

    /// One test per case.
    static Stream<DynamicTest> tests(Refusal... cases) {
        return Stream.of(cases).map(one -> DynamicTest.dynamicTest(one.name, one::check));
    }

    /// Checks one call.
    static void refused(String code, String text, ThrowingCallable call) {
        of(code, code, text, call).check();
    }

    /// Checks one call that is refused with that status.
    static void refused(int status, String code, String text, ThrowingCallable call) {
        new Refusal(code, status, code, text, call).check();
    }

    /// Checks one call that IAM or STS does not allow.
    static void denied(String text, ThrowingCallable call) {
        denied("AccessDenied", text, call).check();
    }

    /// Checks one call whose text is not settled.
    static void refused(String code, ThrowingCallable call) {
        of(code, code, call).check();
    }

    private void check() {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as(name).isInstanceOf(AwsServiceException.class);
        AwsServiceException refusal = (AwsServiceException) thrown;
        assertThat(refusal.awsErrorDetails().errorCode() + ": "
                        + refusal.awsErrorDetails().errorMessage())
                .as(name)
                .startsWith(code + ": ");
        if (!text.isEmpty()) {
            assertThat(refusal.awsErrorDetails().errorMessage()).as(name).isEqualTo(text);
        }
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.requestId()).isNotBlank();
    }
}
