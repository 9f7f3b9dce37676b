package dev.gatehouse.server.trust;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Checks ID tokens (OpenID Connect Core 1.0 section 3.1.3.7): form, claims, issuer, audience, signature, time.
public final class TokenCheck {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final List<String> REQUIRED = List.of("iss", "sub", "aud", "exp");

    private TokenCheck() {}

    /// What is expected of a token.
    ///
    /// @param issuer its `iss`, letter by letter
    /// @param audience takes its `azp`, or without one any of its `aud`
    /// @param grace how long after `exp` it is still taken
    public record Expected(String issuer, Predicate<String> audience, Duration grace) {}

    /// Checks one token.
    public static Verdict check(String token, Expected expected, KeyFinder keys, Instant now) {
        Optional<Jwt> parsed = Jwt.parse(token);
        if (parsed.isEmpty()) {
            return new Verdict.NotAToken();
        }
        Claims claims = parsed.get().claims();
        for (String claim : REQUIRED) {
            if (claims.text(claim).isEmpty()) {
                return new Verdict.Missing(claim);
            }
        }
        if (!claims.text("iss").orElseThrow().equals(expected.issuer())) {
            return new Verdict.WrongIssuer();
        }
        if (audiences(claims).stream().noneMatch(expected.audience())) {
            return new Verdict.WrongAudience();
        }
        return signature(parsed.get(), keys).orElseGet(() -> time(claims, expected.grace(), now));
    }

    /// Those a token was issued to: `azp` where it is there, else `aud`.
    public static List<String> audiences(Claims claims) {
        return claims.text("azp").map(List::of).orElseGet(() -> claims.list("aud"));
    }

    private static Optional<Verdict> signature(Jwt token, KeyFinder keys) {
        try {
            Optional<PublicKey> key = keys.find(token);
            return key.filter(token::signedBy).isPresent() ? Optional.empty() : Optional.of(new Verdict.BadSignature());
        } catch (KeyFinder.Unreachable e) {
            return Optional.of(new Verdict.NoKeys(String.valueOf(e.getMessage())));
        }
    }

    private static Verdict time(Claims claims, Duration grace, Instant now) {
        long seconds = now.getEpochSecond();
        Optional<Long> expires = claims.number("exp");
        if (expires.isEmpty()) {
            return new Verdict.Missing("exp");
        }
        boolean over = seconds >= expires.get() + grace.toSeconds();
        boolean early = claims.number("nbf").orElse(0L) > seconds + AHEAD.toSeconds()
                || claims.number("iat").orElse(0L) > seconds + AHEAD.toSeconds();
        return over || early ? new Verdict.Expired(seconds, expires.get()) : new Verdict.Good(claims);
    }
}
