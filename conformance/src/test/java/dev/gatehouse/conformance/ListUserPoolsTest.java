package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;

class ListUserPoolsTest {
    private static final CognitoIdentityProviderClient ADMIN =
            Gatehouse.shared().admin(Region.AP_SOUTH_1);

    /// Pages of two over five pools of a region no other test uses.
    @Test
    void pagesCoverEveryPoolOfTheRegionOnce() {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(number -> ADMIN.createUserPool(request -> request.poolName("page" + number))
                        .userPool()
                        .id())
                .toList();
        assertThat(ADMIN.listUserPoolsPaginator(request -> request.maxResults(2)).stream()
                        .peek(page -> assertThat(page.userPools()).hasSizeLessThanOrEqualTo(2))
                        .flatMap(page -> page.userPools().stream())
                        .map(UserPoolDescriptionType::id))
                .containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void refusesAPageOfMoreThanSixty() {
        Refusal.refused(
                "InvalidParameterException",
                "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have"
                        + " value less than or equal to 60",
                () -> ADMIN.listUserPools(request -> request.maxResults(61)));
        Refusal.refused(
                "InvalidParameterException",
                () -> ADMIN.listUserPools(request -> request.maxResults(1).nextToken("made-up")));
    }
}
