package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.Binding;
import dev.gatehouse.model.protocol.Bindings;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.Service.Protocol;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Trail;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out one operation: prove the caller, decode, authorise, call the room, encode.
final class OperationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(OperationRunner.class);
    private static final int USER_AGENT_LENGTH = 1_024;

    private final Operations.Table table;
    private final Callers callers;
    private final Authorizer authorizer;
    private final Predicate<RuntimeException> outage;
    private final String defaultRegion;

    OperationRunner(
            Operations.Table table, Identity identity, Authorizer authorizer, Predicate<RuntimeException> outage) {
        this.table = table;
        this.callers = identity.callers();
        this.authorizer = authorizer;
        this.outage = outage;
        this.defaultRegion = identity.defaultRegion();
    }

    Front.Outcome run(Operation<?, ?> operation, Arrival arrival) {
        Binding binding = Bindings.of(operation.service().protocol());
        Caller caller = new Caller.Anonymous();
        Trail trail = new Trail();
        try {
            Callers.Proven proven = callers.prove(arrival, operation);
            caller = proven.caller();
            Operations.Entry<?, ?> entry =
                    table.find(operation).orElseThrow(() -> CommonErrors.notImplemented(operation));
            WireAnswer answer = carryOut(entry, binding, arrival, call(proven, arrival, trail));
            return outcome(operation, caller, trail, Finished.OK, answer);
        } catch (ServiceException refusal) {
            ServiceException outward = outward(operation, refusal);
            WireAnswer answer = binding.encodeError(operation.service(), outward, arrival.requestId());
            return outcome(operation, caller, trail, outward.code(), answer);
        } catch (RuntimeException failure) {
            ServiceException outward = failed(operation, failure);
            WireAnswer answer = binding.encodeError(operation.service(), outward, arrival.requestId());
            return outcome(operation, caller, trail, outward.code(), answer);
        }
    }

    private <I extends Shape, O extends Shape> WireAnswer carryOut(
            Operations.Entry<I, O> entry, Binding binding, Arrival arrival, Call call) {
        Operation<I, O> operation = entry.operation();
        I request = binding.decode(operation, arrival.http());
        if (operation.signed()) {
            switch (authorizer.decide(operation, request, call)) {
                case Authorizer.Decision.Allow allowed -> {}
                case Authorizer.Decision.Deny(String message) ->
                    throw CommonErrors.denied(operation.service().protocol(), message);
            }
        }
        O answer;
        try {
            answer = entry.handler().handle(request, call);
        } catch (ServiceException refusal) {
            throw declared(operation, refusal);
        }
        return binding.encode(operation, answer, arrival.requestId());
    }

    /// A room may refuse only as the model declares; anything else is a bug and leaves without detail.
    private static ServiceException declared(Operation<?, ?> operation, ServiceException refusal) {
        if (CommonErrors.mayAnswer(operation, refusal)) {
            return refusal;
        }
        LOG.error("{} answered with {}, which its model does not declare", operation, refusal.code());
        return CommonErrors.internal(operation.service().protocol());
    }

    private static ServiceException outward(Operation<?, ?> operation, ServiceException refusal) {
        if (refusal.httpStatus() >= 500 && refusal.httpStatus() != 501) {
            LOG.error("{} refused with {}: {}", operation, refusal.code(), refusal.text());
        }
        return refusal;
    }

    private ServiceException failed(Operation<?, ?> operation, RuntimeException failure) {
        if (outage.test(failure)) {
            LOG.warn("{}: the store is unavailable: {}", operation, failure.getMessage());
            return CommonErrors.unavailable();
        }
        LOG.error("{} failed", operation, failure);
        Protocol protocol = operation.service().protocol();
        return CommonErrors.internal(protocol);
    }

    private Call call(Callers.Proven proven, Arrival arrival, Trail trail) {
        String agent = userAgent(arrival.http());
        return new Call(
                arrival.requestId(),
                proven.caller(),
                arrival.at(),
                proven.region().orElse(defaultRegion),
                arrival.remoteAddress(),
                agent.isEmpty() ? null : agent,
                arrival.secure(),
                trail);
    }

    static String userAgent(WireRequest request) {
        Optional<String> agent = request.header("user-agent");
        return agent.map(text -> text.length() > USER_AGENT_LENGTH ? text.substring(0, USER_AGENT_LENGTH) : text)
                .orElse("");
    }

    private static Front.Outcome outcome(
            Operation<?, ?> operation, Caller caller, Trail trail, String code, WireAnswer answer) {
        return new Front.Outcome(operation.service().signingName(), operation.name(), caller, trail, code, answer);
    }
}
