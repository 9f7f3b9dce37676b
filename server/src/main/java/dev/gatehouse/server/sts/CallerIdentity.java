package dev.gatehouse.server.sts;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.sts.GetCallerIdentityRequest;
import dev.gatehouse.model.sts.GetCallerIdentityResponse;

/// `GetCallerIdentity`: needs no permission, only a right signature. The AWS CLI and Terraform ask it first.
final class CallerIdentity {
    private CallerIdentity() {}

    static GetCallerIdentityResponse of(GetCallerIdentityRequest request, Call call) {
        Caller.Known caller = known(call);
        return GetCallerIdentityResponse.builder()
                .arn(caller.arn())
                .userId(caller.userId())
                .account(caller.account())
                .build();
    }

    /// Who calls a signed operation.
    static Caller.Known known(Call call) {
        return switch (call.caller()) {
            case Caller.Known known -> known;
            case Caller.Anonymous _ -> throw new IllegalStateException("the operation is signed");
        };
    }
}
