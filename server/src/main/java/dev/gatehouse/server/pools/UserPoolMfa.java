package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.GetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.GetUserPoolMfaConfigResponse;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigResponse;
import dev.gatehouse.model.service.Call;
import java.time.InstantSource;

/// GetUserPoolMfaConfig, SetUserPoolMfaConfig.
final class UserPoolMfa {
    private final Directory directory;
    private final PoolChanges changes;
    private final InstantSource clock;

    UserPoolMfa(Foundation foundation) {
        this.directory = foundation.directory();
        this.changes = new PoolChanges(foundation.store(), directory);
        this.clock = foundation.clock();
    }

    GetUserPoolMfaConfigResponse get(GetUserPoolMfaConfigRequest request, Call call) {
        return directory.pool(requireNonNull(request.userPoolId()), call).mfa();
    }

    SetUserPoolMfaConfigResponse set(SetUserPoolMfaConfigRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        PoolSettings changed =
                changes.settings(pool.id(), clock.millis(), current -> MfaSettings.set(current, request));
        GetUserPoolMfaConfigResponse now = MfaSettings.answer(changed);
        return new SetUserPoolMfaConfigResponse(
                now.smsMfaConfiguration(),
                now.softwareTokenMfaConfiguration(),
                now.emailMfaConfiguration(),
                now.mfaConfiguration(),
                now.webAuthnConfiguration());
    }
}
