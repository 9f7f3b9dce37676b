package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType.ADMIN_NO_SRP_AUTH;
import static dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH;
import static dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH;
import static dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH;
import static dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH;
import static dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH;
import static dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType.CUSTOM_AUTH_FLOW_ONLY;
import static dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType.USER_PASSWORD_AUTH;

import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which sign-in flows a client's `ExplicitAuthFlows` mean (CreateUserPoolClient). Pure.
final class AuthFlows {
    private static final Set<ExplicitAuthFlowsType> LEGACY =
            EnumSet.of(ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH);

    private AuthFlows() {}

    /// The flows that are on, by their `ALLOW_` names.
    ///
    /// @param listed the names as given; none means the default set
    /// @param rotates whether refresh tokens rotate: then REFRESH_TOKEN_AUTH is off
    static Set<ExplicitAuthFlowsType> on(List<ExplicitAuthFlowsType> listed, boolean rotates) {
        Set<ExplicitAuthFlowsType> on = listed.stream().anyMatch(LEGACY::contains) || listed.isEmpty()
                ? implied(listed)
                : EnumSet.copyOf(listed);
        if (rotates) {
            on.remove(ALLOW_REFRESH_TOKEN_AUTH);
        }
        return on;
    }

    /// The flow a legacy name adds; other names stand for themselves.
    static ExplicitAuthFlowsType modern(ExplicitAuthFlowsType flow) {
        return switch (flow) {
            case ADMIN_NO_SRP_AUTH -> ALLOW_ADMIN_USER_PASSWORD_AUTH;
            case USER_PASSWORD_AUTH -> ALLOW_USER_PASSWORD_AUTH;
            case CUSTOM_AUTH_FLOW_ONLY -> ALLOW_CUSTOM_AUTH;
            case ALLOW_ADMIN_USER_PASSWORD_AUTH,
                    ALLOW_CUSTOM_AUTH,
                    ALLOW_USER_PASSWORD_AUTH,
                    ALLOW_USER_SRP_AUTH,
                    ALLOW_REFRESH_TOKEN_AUTH,
                    ALLOW_USER_AUTH -> flow;
        };
    }

    /// @throws dev.gatehouse.model.service.ServiceException `InvalidParameterException` for names that cannot be
    ///     together
    static void check(List<ExplicitAuthFlowsType> listed, boolean rotates) {
        boolean someLegacy = listed.stream().anyMatch(LEGACY::contains);
        if (someLegacy && !LEGACY.containsAll(listed)) {
            throw Refusals.invalid("Invalid ExplicitAuthFlows: values with the prefix ALLOW_ cannot be mixed with "
                    + "ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY or USER_PASSWORD_AUTH.");
        }
        if (rotates && listed.contains(ALLOW_REFRESH_TOKEN_AUTH)) {
            throw Refusals.invalid(
                    "ALLOW_REFRESH_TOKEN_AUTH cannot be enabled in ExplicitAuthFlows with RefreshTokenRotation.");
        }
    }

    private static Set<ExplicitAuthFlowsType> implied(List<ExplicitAuthFlowsType> listed) {
        if (listed.contains(CUSTOM_AUTH_FLOW_ONLY)) {
            return EnumSet.of(ALLOW_CUSTOM_AUTH, ALLOW_REFRESH_TOKEN_AUTH);
        }
        Set<ExplicitAuthFlowsType> on = EnumSet.of(ALLOW_USER_SRP_AUTH, ALLOW_CUSTOM_AUTH, ALLOW_REFRESH_TOKEN_AUTH);
        listed.forEach(flow -> on.add(modern(flow)));
        return on;
    }
}
