package dev.gatehouse.server.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Access tokens of Facebook and of Login with Amazon: they say nothing by themselves, so their issuer is asked whose
/// they are and for which app they were made (Graph API reference, `app` and `me`; Login with Amazon developer guide,
/// `tokeninfo`). Safe for many threads.
public final class AccessTokenChecks {
    /// Facebook, as logins and trust policies name it.
    public static final String FACEBOOK = "graph.facebook.com";

    /// Login with Amazon, as logins and trust policies name it.
    public static final String AMAZON = "www.amazon.com";

    private final Addresses addresses;
    private final Fetch fetch = new Fetch();

    public AccessTokenChecks(Addresses addresses) {
        this.addresses = addresses;
    }

    /// Where the issuers are asked; without a path.
    public record Addresses(URI facebook, URI amazon) {}

    /// Whether tokens of that provider can be checked here.
    public boolean knows(String provider) {
        return provider.equals(FACEBOOK) || provider.equals(AMAZON);
    }

    /// Checks a token of a provider that is known.
    ///
    /// @param apps takes the id of the app it was made for
    /// @return when good, claims with `sub`, the issuer's id of the person, and `app_id`
    public Verdict check(String provider, String token, Predicate<String> apps) {
        try {
            return provider.equals(FACEBOOK) ? facebook(token, apps) : amazon(token, apps);
        } catch (Rejected rejected) {
            return new Verdict.Rejected();
        } catch (KeyFinder.Unreachable e) {
            return new Verdict.NoKeys(String.valueOf(e.getMessage()));
        }
    }

    private Verdict facebook(String token, Predicate<String> apps) throws KeyFinder.Unreachable, Rejected {
        String query = "access_token=" + URLEncoder.encode(token, UTF_8);
        String app = required(ask(addresses.facebook() + "/app?" + query), "id");
        if (!apps.test(app)) {
            return new Verdict.WrongAudience();
        }
        return good(required(ask(addresses.facebook() + "/me?fields=id&" + query), "id"), app);
    }

    private Verdict amazon(String token, Predicate<String> apps) throws KeyFinder.Unreachable, Rejected {
        Claims info = ask(addresses.amazon() + "/auth/o2/tokeninfo?access_token=" + URLEncoder.encode(token, UTF_8));
        String app = required(info, "app_id");
        if (!apps.test(app)) {
            return new Verdict.WrongAudience();
        }
        boolean lives = info.number("exp").filter(left -> left > 0).isPresent();
        return lives ? good(required(info, "user_id"), app) : new Verdict.Rejected();
    }

    private static Verdict good(String person, String app) {
        Map<String, String> texts = Map.of("sub", person, "app_id", app);
        Map<String, List<String>> lists = new HashMap<>();
        texts.forEach((name, text) -> lists.put(name, List.of(text)));
        return new Verdict.Good(new Claims(texts, lists));
    }

    private Claims ask(String address) throws KeyFinder.Unreachable, Rejected {
        Fetch.Answer answer = fetch.get(AddressGuard.allowed(address, AddressGuard.isLocal(address)));
        if (answer.status() >= 400 && answer.status() < 500 && answer.status() != 429) {
            throw new Rejected();
        }
        Optional<Claims> said = answer.status() == 200 ? Claims.read(answer.body()) : Optional.empty();
        return said.orElseThrow(() -> new KeyFinder.Unreachable("it answered " + answer.status()));
    }

    private static String required(Claims said, String name) throws KeyFinder.Unreachable {
        return said.text(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new KeyFinder.Unreachable("its answer has no " + name));
    }

    /// The issuer does not know the token.
    private static final class Rejected extends Exception {
        Rejected() {
            super(null, null, false, false);
        }
    }
}
