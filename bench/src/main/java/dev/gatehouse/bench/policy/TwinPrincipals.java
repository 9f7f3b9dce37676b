package dev.gatehouse.bench.policy;

import dev.gatehouse.pure.policy.Requester;
import java.util.ArrayList;
import java.util.List;

/// Who is meant by a Principal.
final class TwinPrincipals {
    private TwinPrincipals() {}

    /// The ways in which a Principal names one who asks.
    static List<String> formsThatName(Case.Whom whom, Requester requester) {
        List<String> forms = new ArrayList<>();
        if (whom.byType().containsKey("*")) {
            forms.add("everyone");
        }
        for (String entry : whom.byType().getOrDefault("AWS", List.of())) {
            forms.addAll(awsForms(entry, requester));
        }
        for (String entry : whom.byType().getOrDefault("Federated", List.of())) {
            if (requester.equals(new Requester.Federated(entry))) {
                forms.add("itself");
            }
        }
        for (String entry : whom.byType().getOrDefault("Service", List.of())) {
            if (requester.equals(new Requester.Service(entry))) {
                forms.add("itself");
            }
        }
        return forms;
    }

    private static List<String> awsForms(String entry, Requester requester) {
        List<String> forms = new ArrayList<>();
        boolean outsider = requester instanceof Requester.Federated || requester instanceof Requester.Service;
        if (entry.equals("*") && !outsider) {
            forms.add("everyone");
        }
        for (String account : accounts(requester)) {
            if (entry.equals(account) || entry.equals("arn:aws:iam::" + account + ":root")) {
                forms.add("account");
            }
        }
        if (requester instanceof Requester.User user && entry.equals(user.id())) {
            forms.add("itself");
        }
        if (requester instanceof Requester.RoleSession session) {
            if (entry.equals(session.roleId())) {
                forms.add("role");
            }
            if (entry.equals(session.roleId() + ":" + session.session())) {
                forms.add("itself");
            }
        }
        if (requester instanceof Requester.FederatedUser federated) {
            if (entry.equals(federated.userId())) {
                forms.add("user behind");
            }
            if (entry.equals(arn(federated))) {
                forms.add("itself");
            }
        }
        return forms;
    }

    private static String arn(Requester.FederatedUser user) {
        return "arn:aws:sts::" + user.account() + ":federated-user/" + user.name();
    }

    private static List<String> accounts(Requester requester) {
        return switch (requester) {
            case Requester.Root root -> List.of(root.account());
            case Requester.User user -> List.of(user.account());
            case Requester.RoleSession session -> List.of(session.account());
            case Requester.FederatedUser federated -> List.of(federated.account());
            case Requester.Federated _, Requester.Service _, Requester.Anonymous _ -> List.of();
        };
    }

    /// Whether NotPrincipal lists every identity of one who asks.
    static boolean spares(Case.Whom whom, Requester requester) {
        List<String> forms = formsThatName(whom, requester);
        if (forms.contains("everyone")) {
            return true;
        }
        return switch (requester) {
            case Requester.Root _ -> forms.contains("account");
            case Requester.User _, Requester.FederatedUser _ -> forms.contains("account") && forms.contains("itself");
            case Requester.RoleSession _ ->
                forms.contains("account") && forms.contains("role") && forms.contains("itself");
            case Requester.Federated _, Requester.Service _ -> forms.contains("itself");
            case Requester.Anonymous _ -> false;
        };
    }
}
