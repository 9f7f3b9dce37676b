package dev.gatehouse.server.triggers;

import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import java.util.Optional;

/// The triggers of a user pool, by the names of `LambdaConfigType`.
public enum Trigger {
    /// Before a user is created: may refuse, confirm or verify.
    PRE_SIGN_UP("PreSignUp"),
    /// Before a message goes out: may change its text.
    CUSTOM_MESSAGE("CustomMessage"),
    /// After a user or a new password was confirmed.
    POST_CONFIRMATION("PostConfirmation"),
    /// Before the first factor is checked, once per sign-in.
    PRE_AUTHENTICATION("PreAuthentication"),
    /// After every factor was given.
    POST_AUTHENTICATION("PostAuthentication"),
    /// Before tokens are made, also at a refresh.
    PRE_TOKEN_GENERATION("PreTokenGeneration"),
    /// When a user is unknown at sign-in or password recovery.
    USER_MIGRATION("UserMigration"),
    /// What comes next in a custom sign-in.
    DEFINE_AUTH_CHALLENGE("DefineAuthChallenge"),
    /// When a custom challenge is to be put.
    CREATE_AUTH_CHALLENGE("CreateAuthChallenge"),
    /// When a custom challenge was answered.
    VERIFY_AUTH_CHALLENGE_RESPONSE("VerifyAuthChallengeResponse");

    private final String configName;

    Trigger(String configName) {
        this.configName = configName;
    }

    String configName() {
        return configName;
    }

    /// The ARN configured for this trigger, if any.
    Optional<String> functionIn(LambdaConfigType config) {
        return Optional.ofNullable(
                switch (this) {
                    case PRE_SIGN_UP -> config.preSignUp();
                    case CUSTOM_MESSAGE -> config.customMessage();
                    case POST_CONFIRMATION -> config.postConfirmation();
                    case PRE_AUTHENTICATION -> config.preAuthentication();
                    case POST_AUTHENTICATION -> config.postAuthentication();
                    case PRE_TOKEN_GENERATION -> config.preTokenGeneration();
                    case USER_MIGRATION -> config.userMigration();
                    case DEFINE_AUTH_CHALLENGE -> config.defineAuthChallenge();
                    case CREATE_AUTH_CHALLENGE -> config.createAuthChallenge();
                    case VERIFY_AUTH_CHALLENGE_RESPONSE -> config.verifyAuthChallengeResponse();
                });
    }
}
