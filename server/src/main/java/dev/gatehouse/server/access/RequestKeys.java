package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.policy.Context;
import java.time.temporal.ChronoUnit;

/// The condition keys that say how a request came (IAM User Guide, "AWS global condition context keys"). Pure.
public final class RequestKeys {
    private RequestKeys() {}

    /// Those of a call.
    public static Context of(Call call) {
        Context.Builder keys = Context.builder()
                .put(
                        "aws:CurrentTime",
                        call.at().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("aws:EpochTime", Long.toString(call.at().getEpochSecond()))
                .put("aws:SourceIp", call.remoteAddress())
                .put("aws:RequestedRegion", call.region())
                .put("aws:SecureTransport", Boolean.toString(call.secure()));
        if (call.userAgent() != null) {
            keys.put("aws:UserAgent", call.userAgent());
        }
        return keys.build();
    }
}
