package dev.gatehouse.server.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.ServiceException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiersTest {
    private static final List<String> TIERS = List.of("LITE", "ESSENTIALS", "PLUS");

    /// The lowest tier that has the feature.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'UserPoolAddOns':{'AdvancedSecurityMode':'OFF'} | LITE
                    'UserPoolAddOns':{'AdvancedSecurityMode':'AUDIT'} | PLUS
                    'UserPoolAddOns':{'AdvancedSecurityMode':'ENFORCED'} | PLUS
                    'UserPoolAddOns':{'AdvancedSecurityMode':'OFF','AdvancedSecurityAdditionalFlows':{'CustomAuthMode':'AUDIT'}} | PLUS
                    'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}} | LITE
                    'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}} | ESSENTIALS
                    'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['WEB_AUTHN','PASSWORD']}} | ESSENTIALS
                    'Policies':{'PasswordPolicy':{'PasswordHistorySize':0}} | LITE
                    'Policies':{'PasswordPolicy':{'PasswordHistorySize':1}} | ESSENTIALS
                    'LambdaConfig':{'PreTokenGenerationConfig':{'LambdaVersion':'V1_0','LambdaArn':'arn:aws:lambda:eu-west-1:1:function:a'}} | LITE
                    'LambdaConfig':{'PreTokenGenerationConfig':{'LambdaVersion':'V2_0','LambdaArn':'arn:aws:lambda:eu-west-1:1:function:a'}} | ESSENTIALS
                    'LambdaConfig':{'PreTokenGenerationConfig':{'LambdaVersion':'V3_0','LambdaArn':'arn:aws:lambda:eu-west-1:1:function:a'}} | ESSENTIALS
                    """)
    void gates(String members, String lowest) {
        for (String tier : TIERS) {
            if (TIERS.indexOf(tier) >= TIERS.indexOf(lowest)) {
                assertThatCode(() -> created(members, tier)).as(tier).doesNotThrowAnyException();
            } else {
                assertThat(refusal(() -> created(members, tier)))
                        .as(tier)
                        .isEqualTo("FeatureUnavailableInTierException");
                assertThat(refusal(() ->
                                created(members, "PLUS").updated(update("'UserPoolTier':'" + tier + "'," + members))))
                        .as("down to " + tier)
                        .isEqualTo("TierChangeNotAllowedException");
                assertThat(refusal(() -> created("", tier).updated(update(members))))
                        .as("turned on in " + tier)
                        .isEqualTo("FeatureUnavailableInTierException");
            }
        }
    }

    private static String refusal(Runnable action) {
        return catchThrowableOfType(ServiceException.class, action::run).code();
    }

    private static PoolSettings created(String members, String tier) {
        String all = "{'UserPoolTier':'" + tier + "'" + (members.isEmpty() ? "" : "," + members) + "}";
        return PoolSettings.created(ShapeJson.read(CreateUserPoolRequest.CODEC, Platform.bytes(all)));
    }

    private static UpdateUserPoolRequest update(String members) {
        return ShapeJson.read(UpdateUserPoolRequest.CODEC, Platform.bytes("{" + members + "}"));
    }
}
