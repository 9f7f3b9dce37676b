package dev.gatehouse.server.sync;

import dev.gatehouse.model.cognitosync.CognitoStreams;
import dev.gatehouse.model.cognitosync.GetIdentityPoolConfigurationRequest;
import dev.gatehouse.model.cognitosync.GetIdentityPoolConfigurationResponse;
import dev.gatehouse.model.cognitosync.PushSync;
import dev.gatehouse.model.cognitosync.SetIdentityPoolConfigurationRequest;
import dev.gatehouse.model.cognitosync.SetIdentityPoolConfigurationResponse;
import dev.gatehouse.model.cognitosync.StreamingStatus;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.SyncPoolRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Push synchronisation and streams of a pool, as they are set. A part that a request leaves out stays as it
/// is.
final class PoolSettings {
    static final String ENABLED = "ENABLED";

    private final Room room;

    PoolSettings(Room room) {
        this.room = room;
    }

    GetIdentityPoolConfigurationResponse get(GetIdentityPoolConfigurationRequest request, Call call) {
        String pool = room.askers().developer(call, request.identityPoolId());
        SyncPoolRecord set =
                room.store().read(tx -> tx.syncPools().find(pool)).orElseGet(() -> SyncPoolRecord.of(pool));
        return GetIdentityPoolConfigurationResponse.builder()
                .identityPoolId(pool)
                .pushSync(push(set))
                .cognitoStreams(streams(set))
                .build();
    }

    SetIdentityPoolConfigurationResponse set(SetIdentityPoolConfigurationRequest request, Call call) {
        String pool = room.askers().developer(call, request.identityPoolId());
        SyncPoolRecord set = room.write(pool, tx -> {
            SyncPoolRecord before = tx.syncPools().find(pool).orElseGet(() -> SyncPoolRecord.of(pool));
            SyncPoolRecord after = streaming(pushing(before, request.pushSync()), request.cognitoStreams());
            tx.syncPools().put(after);
            return after;
        });
        return SetIdentityPoolConfigurationResponse.builder()
                .identityPoolId(pool)
                .pushSync(push(set))
                .cognitoStreams(streams(set))
                .build();
    }

    private static SyncPoolRecord pushing(SyncPoolRecord before, @Nullable PushSync push) {
        if (push == null) {
            return before;
        }
        List<String> applications = Optional.ofNullable(push.applicationArns()).orElse(List.of());
        String role = text(push.roleArn());
        if (!applications.isEmpty() && role.isEmpty()) {
            throw Refusals.incomplete("PushSync with ApplicationArns needs a RoleArn.");
        }
        return before.pushing(applications, role);
    }

    private static SyncPoolRecord streaming(SyncPoolRecord before, @Nullable CognitoStreams streams) {
        if (streams == null) {
            return before;
        }
        StreamingStatus asked = streams.streamingStatus();
        String status = asked == null ? "DISABLED" : asked.value();
        String name = text(streams.streamName());
        String role = text(streams.roleArn());
        if (status.equals(ENABLED) && (name.isEmpty() || role.isEmpty())) {
            throw Refusals.incomplete("Enabled CognitoStreams need a StreamName and a RoleArn.");
        }
        return before.streamingTo(name, role, status);
    }

    private static @Nullable PushSync push(SyncPoolRecord set) {
        return set.pushApplications().isEmpty()
                ? null
                : PushSync.builder()
                        .applicationArns(set.pushApplications())
                        .roleArn(set.pushRole())
                        .build();
    }

    private static @Nullable CognitoStreams streams(SyncPoolRecord set) {
        return set.streaming().isEmpty()
                ? null
                : CognitoStreams.builder()
                        .streamName(given(set.streamName()))
                        .roleArn(given(set.streamRole()))
                        .streamingStatus(StreamingStatus.from(set.streaming()).orElseThrow())
                        .build();
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
