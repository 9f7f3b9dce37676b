package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

/// A call that must be refused.
///
/// @param name what is wrong with it
/// @param code the exception of the model
/// @param text its message, whole
/// @param call the call
record Refusal(String name, String code, String text, ThrowingCallable call) {

    /// One case of a table.
    static Refusal of(String name, String code, String text, ThrowingCallable call) {
        return new Refusal(name, code, text, call);
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
        CognitoIdentityProviderException refusal = thrown(call, code, name);
        assertThat(refusal.awsErrorDetails().errorMessage()).as(name).isEqualTo(text);
    }

    private static CognitoIdentityProviderException thrown(ThrowingCallable call, String code, String name) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as(name).isInstanceOf(CognitoIdentityProviderException.class);
        CognitoIdentityProviderException refusal = (CognitoIdentityProviderException) thrown;
        assertThat(refusal.awsErrorDetails().errorCode() + ": "
                        + refusal.awsErrorDetails().errorMessage())
                .as(name)
                .startsWith(code + ": ");
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.requestId()).isNotBlank();
        return refusal;
    }
}
