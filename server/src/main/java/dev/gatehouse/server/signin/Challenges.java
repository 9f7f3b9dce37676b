package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.service.NotImplementedException;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.users.SrpCredential;
import dev.gatehouse.server.users.User;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts challenges into words: name, parameters, and the sealed state that the client hands back.
final class Challenges {
    private final Attempts attempts;

    Challenges(Attempts attempts) {
        this.attempts = attempts;
    }

    /// PASSWORD_VERIFIER. Its state travels in the secret block; there is no session.
    Reply.Asked passwordVerifier(Attempt attempt, SrpCredential credential, Flow.AwaitingSrpProof state) {
        byte[] block = attempts.secretBlock(attempt, States.write(state));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("SALT", credential.salt().hex());
        parameters.put("SECRET_BLOCK", Base64.getEncoder().encodeToString(block));
        parameters.put("SRP_B", state.exchange().serverKey().hex());
        parameters.put("USERNAME", credential.userIdForSrp());
        parameters.put("USER_ID_FOR_SRP", credential.userIdForSrp());
        return new Reply.Asked(ChallengeNameType.PASSWORD_VERIFIER, parameters, null);
    }

    /// The challenge a verdict asks for after the first factor.
    ///
    /// @param attempt the attempt, its expiry set for the step asked for
    Reply.Asked next(Flow.Challenge challenge, Pool pool, Client client, Attempt attempt, User user) {
        return switch (challenge) {
            case NEW_PASSWORD_REQUIRED -> newPasswordRequired(pool, client, attempt, user);
            case SECOND_FACTOR ->
                throw new NotImplementedException(
                        "This user pool requires multi-factor authentication, which is not built yet.");
        };
    }

    private Reply.Asked newPasswordRequired(Pool pool, Client client, Attempt attempt, User user) {
        Map<String, String> shown = new LinkedHashMap<>();
        user.attributes().forEach((name, value) -> {
            if (client.mayRead(name)) {
                shown.put(name, value);
            }
        });
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("USER_ID_FOR_SRP", user.username());
        parameters.put("requiredAttributes", JsonText.array(missing(pool, user)));
        parameters.put("userAttributes", JsonText.object(shown));
        String session =
                attempts.session(attempt, States.write(new Flow.AwaitingNewPassword(user.sub(), user.passwordSetAt())));
        return new Reply.Asked(ChallengeNameType.NEW_PASSWORD_REQUIRED, parameters, session);
    }

    /// The required attributes the user lacks, as the challenge names them.
    private static List<String> missing(Pool pool, User user) {
        List<String> names = new ArrayList<>();
        for (String name : pool.schema().required()) {
            if (!name.equals("sub") && !user.attributes().containsKey(name)) {
                names.add(NewPasswordAnswer.PREFIX + name);
            }
        }
        return names;
    }
}
