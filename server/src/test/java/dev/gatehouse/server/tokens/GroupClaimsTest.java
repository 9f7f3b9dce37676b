package dev.gatehouse.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.tokens.Grant.Membership;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupClaimsTest {
    private static final String ADMIN = "arn:aws:iam::123456789012:role/admin";
    private static final String STAFF = "arn:aws:iam::123456789012:role/staff";

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("no groups", List.of(), List.of(), List.of(), ""),
                Arguments.of(
                        "lowest number first, none last",
                        List.of(group("z", null, null), group("b", null, 5), group("a", null, 7)),
                        List.of("b", "a", "z"),
                        List.of(),
                        ""),
                Arguments.of(
                        "one best role",
                        List.of(group("staff", STAFF, 2), group("admin", ADMIN, 1)),
                        List.of("admin", "staff"),
                        List.of(ADMIN, STAFF),
                        ADMIN),
                Arguments.of(
                        "a tie of different roles prefers none",
                        List.of(group("staff", STAFF, 1), group("admin", ADMIN, 1)),
                        List.of("admin", "staff"),
                        List.of(ADMIN, STAFF),
                        ""),
                Arguments.of(
                        "a tie of one role prefers it",
                        List.of(group("a", STAFF, 1), group("b", STAFF, 1)),
                        List.of("a", "b"),
                        List.of(STAFF),
                        STAFF),
                Arguments.of(
                        "no precedence anywhere prefers none",
                        List.of(group("staff", STAFF, null)),
                        List.of("staff"),
                        List.of(STAFF),
                        ""),
                Arguments.of(
                        "a group without role does not stand in the way",
                        List.of(group("top", null, 0), group("staff", STAFF, 3)),
                        List.of("top", "staff"),
                        List.of(STAFF),
                        STAFF));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void claimsFollowFromMembership(
            String what, List<Membership> groups, List<String> names, List<String> roles, String preferred) {
        assertThat(GroupClaims.of(groups))
                .isEqualTo(
                        new GroupClaims(names, roles, preferred.isEmpty() ? Optional.empty() : Optional.of(preferred)));
    }

    private static Membership group(String name, String role, Integer precedence) {
        return new Membership(name, Optional.ofNullable(role), Optional.ofNullable(precedence));
    }
}
