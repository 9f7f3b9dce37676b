package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.iam.GetContextKeysForCustomPolicyRequest;
import dev.gatehouse.model.iam.GetContextKeysForPolicyResponse;
import dev.gatehouse.model.iam.GetContextKeysForPrincipalPolicyRequest;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.server.store.IamEntity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The context keys that policies look at: what a simulation should be given.
final class ContextKeys {
    private final Room room;
    private final HeldPolicies held;
    private final PolicySources sources;

    ContextKeys(Room room, PolicySources sources) {
        this.room = room;
        this.held = new HeldPolicies(room.managed());
        this.sources = sources;
    }

    GetContextKeysForPolicyResponse custom(GetContextKeysForCustomPolicyRequest request, Call call) {
        return GetContextKeysForPolicyResponse.builder()
                .contextKeyNames(keys(requireNonNull(request.policyInputList())))
                .build();
    }

    GetContextKeysForPolicyResponse principal(GetContextKeysForPrincipalPolicyRequest request, Call call) {
        IamEntity source = sources.require(requireNonNull(request.policySourceArn()));
        List<String> documents = new ArrayList<>(room.store()
                .read(tx -> held.of(tx, source).stream()
                        .map(HeldPolicies.Held::document)
                        .toList()));
        documents.addAll(requireNonNullElse(request.policyInputList(), List.of()));
        return GetContextKeysForPolicyResponse.builder()
                .contextKeyNames(keys(documents))
                .build();
    }

    private static List<String> keys(List<String> documents) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String document : documents) {
            for (String key : Simulator.parsed(PolicyKind.IDENTITY, document).contextKeys()) {
                keys.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
            }
        }
        return List.copyOf(keys.values());
    }
}
