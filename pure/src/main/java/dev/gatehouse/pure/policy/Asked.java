package dev.gatehouse.pure.policy;

import java.util.Locale;

/// A request as statements look at it.
///
/// @param service the action's prefix in lower case
/// @param name the rest of the action in lower case
/// @param bounded whether the requester has a permissions boundary
record Asked(Requester requester, String service, String name, String resource, Context context, boolean bounded) {

    static Asked of(Request request, boolean bounded) {
        String action = request.action().toLowerCase(Locale.ROOT);
        int colon = action.indexOf(':');
        return new Asked(
                request.requester(),
                action.substring(0, Math.max(colon, 0)),
                action.substring(colon + 1),
                request.resource(),
                request.context(),
                bounded);
    }
}
