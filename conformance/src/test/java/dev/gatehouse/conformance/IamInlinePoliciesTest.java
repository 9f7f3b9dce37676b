package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Inline policies, which users, groups and roles have alike.
class IamInlinePoliciesTest {
    private static final String READ = Documents.READ_POOLS;

    private interface Check {
        void of(Holder holder, String name);
    }

    private static Stream<DynamicTest> each(Check check) {
        return Stream.of(Holder.values())
                .map(holder -> DynamicTest.dynamicTest(holder.word, () -> check.of(holder, holder.make())));
    }

    @TestFactory
    Stream<DynamicTest> lifeOfAPolicy() {
        return each((holder, name) -> {
            holder.put(name, "own", READ);
            Holder.Shown got = holder.get(name, "own");
            assertThat(got.holder()).isEqualTo(name);
            assertThat(got.policy()).isEqualTo("own");
            assertThat(got.document()).contains("%20", "%2B").doesNotContain("+", " ", "\"");
            assertThat(Documents.decoded(got.document())).isEqualTo(READ);
            String changed = Documents.deny("*", "*");
            holder.put(name, "own", changed);
            assertThat(Documents.decoded(holder.get(name, "own").document())).isEqualTo(changed);
            assertThat(holder.policies(name, 100)).containsExactly(List.of("own"));
            holder.delete(name, "own");
            assertThat(holder.policies(name, 100)).containsExactly(List.of());
        });
    }

    @TestFactory
    Stream<DynamicTest> listsPageByPage() {
        return each((holder, name) -> {
            List<String> policies =
                    IntStream.range(0, 5).mapToObj(i -> "policy-" + i).toList();
            policies.forEach(policy -> holder.put(name, policy, Documents.allow("a:b", "*")));
            assertThat(holder.policies(name, 2))
                    .containsExactly(policies.subList(0, 2), policies.subList(2, 4), policies.subList(4, 5));
        });
    }

    /// All of one user, group or role together; white space is free.
    @TestFactory
    Stream<DynamicTest> policiesHaveASizeTogether() {
        return each((holder, name) -> {
            holder.put(name, "first", Documents.ofSize(1000));
            holder.put(name, "second", Documents.ofSize(holder.size - 1000));
            holder.put(name, "first", Documents.ofSize(1000));
            String text = "Maximum policy size of " + holder.size + " bytes exceeded for " + holder.word + " " + name;
            Refusal.refused("LimitExceeded", text, () -> holder.put(name, "first", Documents.ofSize(1001)));
            Refusal.refused("LimitExceeded", text, () -> holder.put(name, "third", Documents.allow("a:b", "*")));
            assertThat(Documents.decoded(holder.get(name, "first").document())).isEqualTo(Documents.ofSize(1000));
            holder.delete(name, "second");
            holder.put(name, "third", Documents.allow("a:b", "*"));
        });
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return Stream.of(Holder.values()).flatMap(holder -> {
            String name = holder.make();
            String nobody = holder.missing("nobody");
            String none = "The " + holder.word + " policy with name none cannot be found.";
            return Refusal.tests(
                    Refusal.of("put, no " + holder.word, "NoSuchEntity", nobody, () -> holder.put("nobody", "p", READ)),
                    Refusal.of("get, no " + holder.word, "NoSuchEntity", nobody, () -> holder.get("nobody", "p")),
                    Refusal.of("delete, no " + holder.word, "NoSuchEntity", nobody, () -> holder.delete("nobody", "p")),
                    Refusal.of(
                            "list, no " + holder.word,
                            "NoSuchEntity",
                            nobody,
                            () -> holder.policies("nobody", 5).toList()),
                    Refusal.of(
                            "get, no policy of a " + holder.word, "NoSuchEntity", none, () -> holder.get(name, "none")),
                    Refusal.of(
                            "delete, no policy of a " + holder.word,
                            "NoSuchEntity",
                            none,
                            () -> holder.delete(name, "none")),
                    Refusal.of(
                            "no policy for a " + holder.word,
                            "MalformedPolicyDocument",
                            "Policy document should not specify a principal. (Statement[0])",
                            () -> holder.put(name, "none", Iam.TRUST)),
                    Refusal.invalid(
                            "a blank in the name of a policy of a " + holder.word,
                            "'a b' at 'policyName'",
                            Iam.FORM_OF_NAMES,
                            () -> holder.put(name, "a b", READ)));
        });
    }
}
