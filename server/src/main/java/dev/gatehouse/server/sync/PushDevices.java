package dev.gatehouse.server.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitosync.Platform;
import dev.gatehouse.model.cognitosync.RegisterDeviceRequest;
import dev.gatehouse.model.cognitosync.RegisterDeviceResponse;
import dev.gatehouse.model.cognitosync.SubscribeToDatasetRequest;
import dev.gatehouse.model.cognitosync.SubscribeToDatasetResponse;
import dev.gatehouse.model.cognitosync.UnsubscribeFromDatasetRequest;
import dev.gatehouse.model.cognitosync.UnsubscribeFromDatasetResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.SyncDevices;
import dev.gatehouse.server.store.SyncOwner;
import dev.gatehouse.server.store.SyncPoolRecord;
import dev.gatehouse.server.store.Tx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Devices registered for push synchronisation. Nothing is pushed, so of their push tokens a digest is enough.
final class PushDevices {
    /// Above it the device registered longest ago goes.
    private static final int MOST = 100;

    private final Room room;

    PushDevices(Room room) {
        this.room = room;
    }

    RegisterDeviceResponse register(RegisterDeviceRequest request, Call call) {
        SyncOwner owner = room.askers().itself(call, request.identityPoolId(), request.identityId());
        Platform platform = requireNonNull(request.platform());
        String token = requireNonNull(request.token());
        if (token.isEmpty()) {
            throw Refusals.noPushToken();
        }
        String digest = digest(platform, token);
        String fresh = room.chance().uuid().toString();
        long now = room.clock().millis();
        String device = room.write(owner, tx -> {
            pushing(tx, owner, platform);
            return tx.syncDevices().withToken(owner, digest).orElseGet(() -> {
                insert(tx.syncDevices(), owner, fresh, digest, now);
                return fresh;
            });
        });
        return RegisterDeviceResponse.builder().deviceId(device).build();
    }

    private static void insert(SyncDevices devices, SyncOwner owner, String device, String digest, long now) {
        devices.oldest(owner, MOST - 1).forEach(oldest -> devices.delete(owner, oldest));
        devices.insert(owner, device, digest, now);
    }

    SubscribeToDatasetResponse subscribe(SubscribeToDatasetRequest request, Call call) {
        SyncOwner owner = room.askers().itself(call, request.identityPoolId(), request.identityId());
        String name = requireNonNull(request.datasetName());
        String device = requireNonNull(request.deviceId());
        room.write(owner, tx -> {
            Datasets.live(tx, owner, name);
            known(tx, owner, device);
            tx.syncDevices().subscribe(owner, name, device);
            return true;
        });
        return SubscribeToDatasetResponse.builder().build();
    }

    UnsubscribeFromDatasetResponse unsubscribe(UnsubscribeFromDatasetRequest request, Call call) {
        SyncOwner owner = room.askers().itself(call, request.identityPoolId(), request.identityId());
        String name = requireNonNull(request.datasetName());
        String device = requireNonNull(request.deviceId());
        room.write(owner, tx -> {
            known(tx, owner, device);
            if (!tx.syncDevices().unsubscribe(owner, name, device)) {
                throw Refusals.noSubscription();
            }
            return true;
        });
        return UnsubscribeFromDatasetResponse.builder().build();
    }

    private static void known(Tx tx, SyncOwner owner, String device) {
        if (!tx.syncDevices().exists(owner, device)) {
            throw Refusals.noDevice(device);
        }
    }

    /// An application's ARN names its platform: `arn:aws:sns:<region>:<account>:app/<platform>/<name>`.
    private static void pushing(Tx tx, SyncOwner owner, Platform platform) {
        boolean set = tx.syncPools()
                .find(owner.pool())
                .map(SyncPoolRecord::pushApplications)
                .filter(all -> all.stream().anyMatch(arn -> arn.contains(":app/" + platform.value() + "/")))
                .isPresent();
        if (!set) {
            throw Refusals.noPush();
        }
    }

    private static String digest(Platform platform, String token) {
        try {
            byte[] text = (platform.value() + ":" + token).getBytes(UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
