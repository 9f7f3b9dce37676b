package dev.gatehouse.server.wire;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes everybody for the account's own key. Reads of a signature only its key id and region, and proves nothing;
/// only web pages from elsewhere are refused, or any site a developer visits could administer the server.
final class AnyCallers implements Callers {
    private static final Pattern SCOPE =
            Pattern.compile("Credential=([A-Za-z0-9]{1,128})/\\d{8}/([a-z0-9-]{1,32})/[a-z0-9-]+/aws4_request");

    private final String accountId;

    AnyCallers(String accountId) {
        this.accountId = accountId;
    }

    @Override
    public Proven prove(Arrival arrival, Operation<?, ?> operation) {
        if (!operation.signed()) {
            return new Proven(new Caller.Anonymous(), Optional.empty());
        }
        if (Browsers.isForeignPage(arrival.http())) {
            throw CommonErrors.denied(
                    operation.service().protocol(),
                    "With --dev, web pages of other machines may not call " + operation.action() + ".");
        }
        Matcher scope = SCOPE.matcher(arrival.http().header("authorization").orElse(""));
        return scope.find()
                ? new Proven(new Caller.Root(accountId, scope.group(1)), Optional.of(scope.group(2)))
                : new Proven(new Caller.Root(accountId, "dev"), Optional.empty());
    }
}
