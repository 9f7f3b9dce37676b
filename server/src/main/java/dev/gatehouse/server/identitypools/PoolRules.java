package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidentity.CognitoIdentityProvider;
import dev.gatehouse.model.cognitoidentity.IdentityPool;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What settings of an identity pool must keep to, beyond the model.
final class PoolRules {
    private static final int MOST_USER_POOLS = 50;
    private static final int MOST_TAGS = 50;

    private final ProviderNames names;
    private final String iamPrefix;

    /// @param account the 12 digits of the account
    PoolRules(ProviderNames names, String account) {
        this.names = names;
        this.iamPrefix = "arn:aws:iam::" + account + ":";
    }

    /// @param settings as they are going to be
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException, LimitExceededException
    void check(IdentityPool settings) {
        List<CognitoIdentityProvider> userPools = requireNonNullElse(settings.cognitoIdentityProviders(), List.of());
        if (userPools.size() > MOST_USER_POOLS) {
            throw Refusals.tooMany("At most " + MOST_USER_POOLS + " user pools per identity pool");
        }
        Set<String> seen = new HashSet<>();
        for (CognitoIdentityProvider provider : userPools) {
            String name = requireNonNullElse(provider.providerName(), "");
            if (names.userPool(name).isEmpty()) {
                throw Refusals.invalid("Invalid Cognito Identity Provider: " + name);
            }
            if (provider.clientId() == null) {
                throw Refusals.invalid("A Cognito Identity Provider needs a ClientId");
            }
            if (!seen.add(names.canonical(name) + ":" + provider.clientId())) {
                throw Refusals.invalid("The Cognito Identity Provider " + name + " is given twice");
            }
        }
        arns(settings.openIdConnectProviderARNs(), "oidc-provider/");
        arns(settings.samlProviderARNs(), "saml-provider/");
        String developer = requireNonNullElse(settings.developerProviderName(), "");
        if (developer.equals(ProviderNames.OWN) || isLogin(settings, developer)) {
            throw Refusals.invalid("Invalid DeveloperProviderName: " + developer);
        }
    }

    /// Whether logins of a provider are linked under that name: its users would be the developer's.
    private boolean isLogin(IdentityPool settings, String developer) {
        return requireNonNullElse(settings.supportedLoginProviders(), Map.of()).containsKey(developer)
                || requireNonNullElse(settings.openIdConnectProviderARNs(), List.of())
                        .contains(iamPrefix + "oidc-provider/" + developer);
    }

    private void arns(@Nullable List<String> arns, String kind) {
        for (String arn : requireNonNullElse(arns, List.<String>of())) {
            if (!arn.startsWith(iamPrefix + kind)) {
                throw Refusals.invalid("Invalid provider ARN: " + arn);
            }
        }
    }

    /// Tags as given, or none.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    static Map<String, String> tags(@Nullable Map<String, String> tags) {
        Map<String, String> checked = new LinkedHashMap<>(requireNonNullElse(tags, Map.of()));
        if (checked.size() > MOST_TAGS) {
            throw Refusals.invalid("At most " + MOST_TAGS + " tags per identity pool");
        }
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String key : checked.keySet()) {
            if (!seen.add(key)) {
                throw Refusals.invalid("Tag keys must be unique whatever their case: " + key);
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Refusals.invalid("Tag keys that begin with aws: are reserved.");
            }
        }
        return checked;
    }
}
