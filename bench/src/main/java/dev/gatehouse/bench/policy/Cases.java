package dev.gatehouse.bench.policy;

import dev.gatehouse.pure.policy.Requester;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes cases: first a request, then policies whose entries are the request's own values, bent a little.
/// So most statements nearly apply, and each element decides often.
final class Cases {
    private static final String ACCOUNT = "123456789012";
    private static final List<String> ACTIONS = List.of(
            "s3:GetObject",
            "s3:PutObject",
            "s3:ListBucket",
            "dynamodb:Query",
            "cognito-idp:AdminGetUser",
            "sts:AssumeRole",
            "sts:TagSession");
    private static final List<String> RESOURCES = List.of(
            "arn:aws:s3:::app-data",
            "arn:aws:s3:::app-data/private/alice/notes.txt",
            "arn:aws:s3:::app-data/private/a*b/x",
            "arn:aws:dynamodb:eu-west-1:123456789012:table/Notes",
            "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc",
            "arn:aws:iam::123456789012:role/app/guest",
            "*");
    private static final List<Requester> REQUESTERS = List.of(
            new Requester.User(ACCOUNT, "AIDAALICE00000000000A"),
            new Requester.User(ACCOUNT, "AIDAALICE00000000000A"),
            new Requester.RoleSession(ACCOUNT, "AROAGUEST00000000000A", "app"),
            new Requester.RoleSession(ACCOUNT, "AROAGUEST00000000000A", "app"),
            new Requester.FederatedUser(ACCOUNT, "AIDAALICE00000000000A", "bob"),
            new Requester.Root(ACCOUNT),
            new Requester.Federated("cognito-identity.amazonaws.com"),
            new Requester.Service("cognito-idp.amazonaws.com"),
            new Requester.Anonymous());
    private static final List<String> PRINCIPALS = List.of(
            "*",
            ACCOUNT,
            "arn:aws:iam::123456789012:root",
            "AIDAALICE00000000000A",
            "AROAGUEST00000000000A",
            "AROAGUEST00000000000A:app",
            "AROAGUEST00000000000A:other",
            "AIDABOB0000000000000B",
            "arn:aws:sts::123456789012:federated-user/bob",
            "arn:aws:iam::123456789012:user/alice",
            "999999999999");

    private final RandomGenerator random;
    private final Tests tests;

    Cases(RandomGenerator random) {
        this.random = random;
        this.tests = new Tests(random);
    }

    Case next() {
        String action = pick(ACTIONS);
        String resource = pick(RESOURCES);
        Map<String, String> single = new LinkedHashMap<>();
        Map<String, List<String>> multi = new LinkedHashMap<>();
        tests.fill(single, multi);
        boolean trust = chance(15);
        var maker = new Maker(action, resource, single, multi);
        return new Case(
                pick(REQUESTERS),
                action,
                resource,
                single,
                multi,
                maker.documents(2, Form.IDENTITY),
                chance(30) ? Optional.of(maker.document(Form.IDENTITY)) : Optional.empty(),
                chance(30) ? maker.documents(2, Form.IDENTITY) : List.of(),
                trust || chance(50)
                        ? Optional.of(maker.document(trust ? Form.TRUST : Form.RESOURCE))
                        : Optional.empty(),
                trust);
    }

    private enum Form {
        IDENTITY,
        RESOURCE,
        TRUST
    }

    private final class Maker {
        private final String action;
        private final String resource;
        private final Map<String, String> single;
        private final Map<String, List<String>> multi;

        Maker(String action, String resource, Map<String, String> single, Map<String, List<String>> multi) {
            this.action = action;
            this.resource = resource;
            this.single = single;
            this.multi = multi;
        }

        List<Case.Document> documents(int most, Form form) {
            List<Case.Document> documents = new ArrayList<>();
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                documents.add(document(form));
            }
            return documents;
        }

        Case.Document document(Form form) {
            List<Case.Rule> rules = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                rules.add(rule(form));
            }
            return new Case.Document(chance(85), rules);
        }

        private Case.Rule rule(Form form) {
            boolean allow = chance(80);
            List<Case.Test> conditions = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                Case.Test test = tests.next(single, multi);
                if (conditions.stream().noneMatch(other -> other.operator().equals(test.operator()))) {
                    conditions.add(test);
                }
            }
            return new Case.Rule(
                    allow,
                    form == Form.IDENTITY ? Optional.empty() : Optional.of(whom(!allow && chance(40))),
                    form == Form.TRUST
                            ? new Case.Listed(false, List.of(chance(80) ? "sts:*" : "sts:" + bent("AssumeRole")))
                            : actions(),
                    form == Form.TRUST ? Optional.empty() : Optional.of(resources()),
                    conditions);
        }

        private Case.Listed actions() {
            List<String> entries = new ArrayList<>();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                String from = chance(80) ? action : pick(ACTIONS);
                int colon = from.indexOf(':') + 1;
                String name = chance(40) ? bent(from.substring(colon)) : from.substring(colon);
                String entry = from.substring(0, colon) + (name.isEmpty() ? "*" : name);
                entries.add(chance(10) ? "*" : chance(20) ? entry.toUpperCase(Locale.ROOT) : entry);
            }
            return new Case.Listed(chance(15), entries);
        }

        private Case.Listed resources() {
            List<String> entries = new ArrayList<>();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                entries.add(chance(15) ? "*" : resourceEntry(chance(80) ? resource : pick(RESOURCES)));
            }
            return new Case.Listed(chance(15), entries);
        }

        private String resourceEntry(String from) {
            String[] parts = from.split(":", 6);
            if (parts.length < 6) {
                return from;
            }
            for (int i : List.of(3, 4)) {
                parts[i] = chance(30) ? bent(parts[i]) : parts[i];
            }
            parts[5] = chance(60) ? tests.withVariables(bent(parts[5]), single) : parts[5];
            if (chance(8)) {
                return String.join(":", parts[0], parts[1], parts[2], parts[3] + "*");
            }
            return String.join(":", parts);
        }

        private String bent(String text) {
            return Bending.bent(text, random);
        }
    }

    private Case.Whom whom(boolean not) {
        if (chance(8)) {
            return new Case.Whom(not, Map.of("*", List.of()));
        }
        Map<String, List<String>> byType = new LinkedHashMap<>();
        List<String> aws = new ArrayList<>();
        for (int i = (not ? 2 : 1) + random.nextInt(3); i > 0; i--) {
            aws.add(pick(PRINCIPALS));
        }
        byType.put("AWS", aws);
        if (chance(30)) {
            byType.put("Federated", List.of(chance(70) ? "cognito-identity.amazonaws.com" : "accounts.google.com"));
        }
        if (chance(30)) {
            byType.put("Service", List.of(chance(70) ? "cognito-idp.amazonaws.com" : "lambda.amazonaws.com"));
        }
        return new Case.Whom(not, byType);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
