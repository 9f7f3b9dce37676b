package dev.gatehouse.server.sync;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitosync.GetCognitoEventsRequest;
import dev.gatehouse.model.cognitosync.GetCognitoEventsResponse;
import dev.gatehouse.model.cognitosync.SetCognitoEventsRequest;
import dev.gatehouse.model.cognitosync.SetCognitoEventsResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.SyncPoolRecord;
import java.util.Map;
import java.util.regex.Pattern;

/// The functions of a pool. There is one event.
final class Events {
    private static final String SYNC_TRIGGER = "SyncTrigger";
    private static final Pattern FUNCTION = Pattern.compile(
            "arn:aws[a-z-]*:lambda:[a-z0-9-]{1,32}:\\d{12}:function:[a-zA-Z0-9_-]{1,64}" + "(:[a-zA-Z0-9$_-]{1,128})?");

    private final Room room;

    Events(Room room) {
        this.room = room;
    }

    GetCognitoEventsResponse get(GetCognitoEventsRequest request, Call call) {
        String pool = room.askers().developer(call, request.identityPoolId());
        String function = room.store()
                .read(tx -> tx.syncPools().find(pool))
                .map(SyncPoolRecord::syncTrigger)
                .orElse("");
        return GetCognitoEventsResponse.builder()
                .events(function.isEmpty() ? Map.of() : Map.of(SYNC_TRIGGER, function))
                .build();
    }

    SetCognitoEventsResponse set(SetCognitoEventsRequest request, Call call) {
        String pool = room.askers().developer(call, request.identityPoolId());
        Map<String, String> events = requireNonNull(request.events());
        events.forEach(Events::check);
        String function = events.get(SYNC_TRIGGER);
        if (function != null) {
            room.write(pool, tx -> {
                SyncPoolRecord before = tx.syncPools().find(pool).orElseGet(() -> SyncPoolRecord.of(pool));
                tx.syncPools().put(before.asking(function));
                return true;
            });
        }
        return SetCognitoEventsResponse.builder().build();
    }

    /// An empty value removes the function.
    private static void check(String event, String function) {
        if (!event.equals(SYNC_TRIGGER)) {
            throw Refusals.unknownEvent(event);
        }
        if (!function.isEmpty() && !FUNCTION.matcher(function).matches()) {
            throw Refusals.badFunction();
        }
    }
}
