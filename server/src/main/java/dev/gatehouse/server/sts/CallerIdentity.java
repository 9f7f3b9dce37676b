package dev.gatehouse.server.sts;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.sts.GetCallerIdentityRequest;
import dev.gatehouse.model.sts.GetCallerIdentityResponse;

/// `GetCallerIdentity`: needs no permission, only a right signature. The AWS CLI and Terraform ask it first.
final class CallerIdentity {
    private CallerIdentity() {}

    static GetCallerIdentityResponse of(GetCallerIdentityRequest request, Call call) {
        return switch (call.caller()) {
            case Caller.Known known ->
                GetCallerIdentityResponse.builder()
                        .arn(known.arn())
                        .userId(known.userId())
                        .account(known.account())
                        .build();
            case Caller.Anonymous anonymous ->
                throw new IllegalStateException("GetCallerIdentity is a signed operation");
        };
    }
}
