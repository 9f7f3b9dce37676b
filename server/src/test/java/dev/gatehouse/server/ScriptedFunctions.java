package dev.gatehouse.server;

import dev.gatehouse.server.triggers.ChallengeResult;
import dev.gatehouse.server.triggers.CreateAuthChallenge;
import dev.gatehouse.server.triggers.DefineAuthChallenge;
import dev.gatehouse.server.triggers.Event;
import dev.gatehouse.server.triggers.Functions;
import dev.gatehouse.server.triggers.VerifyAuthChallengeResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Functions that do what a test says, and remember what they were asked. As made, they ask for `42` up to three
/// times.
final class ScriptedFunctions implements Functions {
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<DefineAuthChallenge.Request> defined = new CopyOnWriteArrayList<>();
    final List<CreateAuthChallenge.Request> created = new CopyOnWriteArrayList<>();
    final List<VerifyAuthChallengeResponse.Request> verified = new CopyOnWriteArrayList<>();

    volatile Function<DefineAuthChallenge.Request, DefineAuthChallenge.Response> define = ScriptedFunctions::ask;
    volatile Function<CreateAuthChallenge.Request, CreateAuthChallenge.Response> create =
            request -> new CreateAuthChallenge.Response(
                    Map.of("question", "life"),
                    Map.of("answer", "42"),
                    Optional.of("QUESTION-" + request.session().size()));
    volatile Function<VerifyAuthChallengeResponse.Request, Boolean> verify = request -> request.challengeAnswer()
            .equals(request.privateChallengeParameters().get("answer"));

    private static DefineAuthChallenge.Response ask(DefineAuthChallenge.Request request) {
        List<ChallengeResult> session = request.session();
        if (request.audience().userNotFound() && session.size() >= 3) {
            return DefineAuthChallenge.Response.failure();
        }
        if (!session.isEmpty() && session.getLast().challengeName().equals("SRP_A")) {
            return DefineAuthChallenge.Response.challenge("PASSWORD_VERIFIER");
        }
        if (!session.isEmpty()
                && session.getLast().challengeName().equals("CUSTOM_CHALLENGE")
                && session.getLast().challengeResult()) {
            return DefineAuthChallenge.Response.tokens();
        }
        long wrong =
                session.stream().filter(result -> !result.challengeResult()).count();
        return wrong >= 3
                ? DefineAuthChallenge.Response.failure()
                : DefineAuthChallenge.Response.challenge("CUSTOM_CHALLENGE");
    }

    @Override
    public DefineAuthChallenge.Response defineAuthChallenge(Event event, DefineAuthChallenge.Request request) {
        events.add(event);
        defined.add(request);
        return define.apply(request);
    }

    @Override
    public CreateAuthChallenge.Response createAuthChallenge(Event event, CreateAuthChallenge.Request request) {
        events.add(event);
        created.add(request);
        return create.apply(request);
    }

    @Override
    public VerifyAuthChallengeResponse.Response verifyAuthChallengeResponse(
            Event event, VerifyAuthChallengeResponse.Request request) {
        events.add(event);
        verified.add(request);
        return new VerifyAuthChallengeResponse.Response(verify.apply(request));
    }
}
