package dev.gatehouse.model.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "UserPoolId, userPoolId",
        "MFAOptions, mfaOptions",
        "UserMFASettingList, userMFASettingList",
        "SSHPublicKeyId, sshPublicKeyId",
        "CSSVersion, cssVersion",
        "ARN, arn",
        "headerName, headerName",
        "A, a",
        "Notify, notifyValue",
        "Default, defaultValue"
    })
    void componentsStartInLowerCase(String member, String component) {
        assertThat(Names.component(member)).isEqualTo(component);
    }

    @ParameterizedTest
    @CsvSource({
        "InitiateAuth, INITIATE_AUTH",
        "SetUserMFAPreference, SET_USER_MFA_PREFERENCE",
        "AssumeRoleWithSAML, ASSUME_ROLE_WITH_SAML",
        "GetCSVHeader, GET_CSV_HEADER",
        "phone_number, PHONE_NUMBER",
        "text/csv, TEXT_CSV",
        "v1Token, V1_TOKEN",
        "aws-managed, AWS_MANAGED",
        "2fa, _2FA"
    })
    void constantsAreInUpperCase(String text, String constant) {
        assertThat(Names.constant(text)).isEqualTo(constant);
    }

    @ParameterizedTest
    @CsvSource({"a, \"a\"", "[\\S]+, \"[\\\\S]+\"", "say \"x\", \"say \\\"x\\\"\""})
    void literalsEscape(String text, String literal) {
        assertThat(Names.literal(text)).isEqualTo(literal);
    }
}
