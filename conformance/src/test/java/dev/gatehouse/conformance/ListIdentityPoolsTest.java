package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityPoolShortDescription;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentityPoolsResponse;

class ListIdentityPoolsTest {
    private static final CognitoIdentityClient ADMIN =
            Caller.root(Gatehouse.shared()).identityPools(Region.AP_SOUTH_1);

    private static ListIdentityPoolsResponse page(int most, String token) {
        return ADMIN.listIdentityPools(request -> request.maxResults(most).nextToken(token));
    }

    /// Pages of two over five pools of a region no other test uses.
    @Test
    void pagesCoverEveryPoolOfTheRegionOnce() {
        List<IdentityPoolShortDescription> made = IntStream.range(0, 5)
                .mapToObj(number -> ADMIN.createIdentityPool(
                        request -> request.identityPoolName("page" + number).allowUnauthenticatedIdentities(false)))
                .map(pool -> IdentityPoolShortDescription.builder()
                        .identityPoolId(pool.identityPoolId())
                        .identityPoolName(pool.identityPoolName())
                        .build())
                .toList();
        List<IdentityPoolShortDescription> listed = new ArrayList<>();
        ListIdentityPoolsResponse page = page(2, null);
        listed.addAll(page.identityPools());
        while (page.nextToken() != null) {
            assertThat(page.identityPools()).hasSize(2);
            page = page(2, page.nextToken());
            listed.addAll(page.identityPools());
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
    }

    /// Else a token made up of another region's name would list that region.
    @Test
    void aTokenOfAnotherRegionIsNone() {
        CognitoIdentityClient elsewhere = Caller.root(Gatehouse.shared()).identityPools(Region.AP_NORTHEAST_1);
        elsewhere.createIdentityPool(request -> request.identityPoolName("one").allowUnauthenticatedIdentities(false));
        elsewhere.createIdentityPool(request -> request.identityPoolName("two").allowUnauthenticatedIdentities(false));
        String token =
                elsewhere.listIdentityPools(request -> request.maxResults(1)).nextToken();
        Refusal.refused("InvalidParameterException", "Invalid NextToken", () -> page(1, token));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return Refusal.tests(
                Refusal.of(
                        "more than sixty",
                        "ValidationException",
                        "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member"
                                + " must have value less than or equal to 60",
                        () -> page(61, null)),
                Refusal.of(
                        "none",
                        "ValidationException",
                        "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member"
                                + " must have value greater than or equal to 1",
                        () -> page(0, null)),
                Refusal.of(
                        "no number",
                        "ValidationException",
                        "1 validation error detected: Value null at 'maxResults' failed to satisfy constraint: Member"
                                + " must not be null",
                        () -> ADMIN.listIdentityPools(request -> {})),
                Refusal.of(
                        "a token made up", "InvalidParameterException", "Invalid NextToken", () -> page(1, "made-up")));
    }
}
