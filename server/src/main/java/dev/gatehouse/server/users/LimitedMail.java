package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.server.limits.Limited;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.util.function.Consumer;

/// Codes that anyone may ask for in a user's name: kept while a limit allows it, then sent. A stand-in of a user costs
/// the same and is limited alike.
final class LimitedMail {
    private final Store store;
    private final CodeMail mail;
    private final Limits limits;

    LimitedMail(Store store, CodeMail mail, Limits limits) {
        this.store = store;
        this.mail = mail;
        this.limits = limits;
    }

    /// Keeps a user's code and sends it; unseen where clients hide users.
    ///
    /// @return where it went
    /// @throws dev.gatehouse.model.service.ServiceException LimitExceededException, CodeDeliveryFailureException
    CodeDeliveryDetailsType send(Gate.Visitor visitor, CodeMail.Prepared code, Limited limited) {
        keep(code, limited, tx -> mail.keep(tx, code));
        if (visitor.client().hidesUsers()) {
            mail.sendUnseen(code.message());
        } else {
            mail.send(code.message());
        }
        return code.details();
    }

    /// The work of {@link #send} for nobody.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException LimitExceededException
    void sendToNobody(CodeMail.Prepared code, Limited limited, Instant now) {
        keep(code, limited, tx -> mail.keepForNobody(tx, code, now));
    }

    private void keep(CodeMail.Prepared code, Limited limited, Consumer<Tx> keep) {
        CodeMail.Order order = code.order();
        boolean allowed = store.write(tx -> {
            if (!limits.allows(tx, order.pool().id(), limited, order.sub().value())) {
                return false;
            }
            keep.accept(tx);
            return true;
        });
        if (!allowed) {
            throw Refusals.tooMany();
        }
    }
}
