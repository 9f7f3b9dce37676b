package dev.gatehouse.server.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.CreateAccountAliasRequest;
import dev.gatehouse.model.iam.CreateAccountAliasResponse;
import dev.gatehouse.model.iam.DeleteAccountAliasRequest;
import dev.gatehouse.model.iam.DeleteAccountAliasResponse;
import dev.gatehouse.model.iam.GetAccountSummaryRequest;
import dev.gatehouse.model.iam.GetAccountSummaryResponse;
import dev.gatehouse.model.iam.ListAccountAliasesRequest;
import dev.gatehouse.model.iam.ListAccountAliasesResponse;
import dev.gatehouse.model.iam.SummaryKeyType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.Tx;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The account's alias, and its summary of counts and quotas.
final class AccountFacts {
    private static final String ALIAS = "iam-account-alias";

    private final Room room;

    AccountFacts(Room room) {
        this.room = room;
    }

    /// An account has one alias: a new one takes the place of the old.
    CreateAccountAliasResponse createAlias(CreateAccountAliasRequest request, Call call) {
        byte[] alias = requireNonNull(request.accountAlias()).getBytes(UTF_8);
        room.store().write(tx -> {
            tx.settings().put(ALIAS, Bytes.of(alias), false);
            return true;
        });
        return CreateAccountAliasResponse.builder().build();
    }

    DeleteAccountAliasResponse deleteAlias(DeleteAccountAliasRequest request, Call call) {
        String alias = requireNonNull(request.accountAlias());
        room.store().write(tx -> {
            if (!alias(tx).equals(Optional.of(alias))) {
                throw Refusals.notKept("account alias", alias);
            }
            tx.settings().delete(ALIAS);
            return true;
        });
        return DeleteAccountAliasResponse.builder().build();
    }

    ListAccountAliasesResponse aliases(ListAccountAliasesRequest request, Call call) {
        List<String> aliases = room.store().read(AccountFacts::alias).stream().toList();
        return ListAccountAliasesResponse.builder()
                .accountAliases(aliases)
                .isTruncated(false)
                .build();
    }

    private static Optional<String> alias(Tx tx) {
        return tx.settings().find(ALIAS).map(bytes -> new String(bytes.toArray(), UTF_8));
    }

    GetAccountSummaryResponse summary(GetAccountSummaryRequest request, Call call) {
        Map<SummaryKeyType, Integer> summary = new EnumMap<>(FIXED);
        summary.put(SummaryKeyType.USERS_QUOTA, room.quotas().users());
        summary.put(SummaryKeyType.GROUPS_QUOTA, room.quotas().groups());
        summary.put(SummaryKeyType.ROLES_QUOTA, room.quotas().roles());
        summary.put(SummaryKeyType.POLICIES_QUOTA, room.quotas().policies());
        room.store().read(tx -> {
            summary.put(SummaryKeyType.USERS, (int) tx.iamEntities().count(Kind.USER));
            summary.put(SummaryKeyType.GROUPS, (int) tx.iamEntities().count(Kind.GROUP));
            summary.put(SummaryKeyType.ROLES, (int) tx.iamEntities().count(Kind.ROLE));
            summary.put(SummaryKeyType.POLICIES, (int) tx.iamPolicies().count());
            summary.put(SummaryKeyType.POLICY_VERSIONS_IN_USE, (int)
                    tx.iamPolicies().countVersions());
            summary.put(SummaryKeyType.PROVIDERS, (int) (tx.iamProviders().count(IamProviderRecord.Kind.OIDC)
                    + tx.iamProviders().count(IamProviderRecord.Kind.SAML)));
            return true;
        });
        Map<String, Integer> shown = new LinkedHashMap<>();
        summary.forEach((key, count) -> shown.put(key.value(), count));
        return GetAccountSummaryResponse.builder().summaryMap(shown).build();
    }

    /// What does not change: quotas of one thing, and what this server does not keep.
    private static final Map<SummaryKeyType, Integer> FIXED = Map.ofEntries(
            Map.entry(SummaryKeyType.SERVER_CERTIFICATES, 0),
            Map.entry(SummaryKeyType.SERVER_CERTIFICATES_QUOTA, 20),
            Map.entry(SummaryKeyType.USER_POLICY_SIZE_QUOTA, 2048),
            Map.entry(SummaryKeyType.GROUP_POLICY_SIZE_QUOTA, 5120),
            Map.entry(SummaryKeyType.ROLE_POLICY_SIZE_QUOTA, 10_240),
            Map.entry(SummaryKeyType.ASSUME_ROLE_POLICY_SIZE_QUOTA, 2048),
            Map.entry(SummaryKeyType.POLICY_SIZE_QUOTA, 6144),
            Map.entry(SummaryKeyType.GROUPS_PER_USER_QUOTA, 10),
            Map.entry(SummaryKeyType.SIGNING_CERTIFICATES_PER_USER_QUOTA, 2),
            Map.entry(SummaryKeyType.ACCESS_KEYS_PER_USER_QUOTA, 2),
            Map.entry(SummaryKeyType.MFA_DEVICES, 0),
            Map.entry(SummaryKeyType.MFA_DEVICES_IN_USE, 0),
            Map.entry(SummaryKeyType.ACCOUNT_MFA_ENABLED, 0),
            Map.entry(SummaryKeyType.ACCOUNT_ACCESS_KEYS_PRESENT, 1),
            Map.entry(SummaryKeyType.ACCOUNT_PASSWORD_PRESENT, 0),
            Map.entry(SummaryKeyType.ACCOUNT_SIGNING_CERTIFICATES_PRESENT, 0),
            Map.entry(SummaryKeyType.ATTACHED_POLICIES_PER_GROUP_QUOTA, 10),
            Map.entry(SummaryKeyType.ATTACHED_POLICIES_PER_ROLE_QUOTA, 10),
            Map.entry(SummaryKeyType.ATTACHED_POLICIES_PER_USER_QUOTA, 10),
            Map.entry(SummaryKeyType.POLICY_VERSIONS_IN_USE_QUOTA, 10_000),
            Map.entry(SummaryKeyType.VERSIONS_PER_POLICY_QUOTA, 5),
            Map.entry(SummaryKeyType.GLOBAL_ENDPOINT_TOKEN_VERSION, 1),
            Map.entry(SummaryKeyType.INSTANCE_PROFILES, 0),
            Map.entry(SummaryKeyType.INSTANCE_PROFILES_QUOTA, 1000));
}
