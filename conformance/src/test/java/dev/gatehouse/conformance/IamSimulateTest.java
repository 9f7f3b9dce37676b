package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The policy engine against `@cloud-copilot/iam-simulate`, on cases that `js/iam-simulate.mjs` makes.
class IamSimulateTest {
    private static final int CASES = 2_000;

    @Test
    void enginesDifferOnlyAsExplained() throws ParseException {
        String printed = Node.run(Map.of(), "node", "iam-simulate.mjs", String.valueOf(CASES));
        List<OtherEngine> cases = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            cases.add(OtherEngine.decided(line));
        }
        assertThat(cases).hasSize(CASES);
        assertThat(cases)
                .filteredOn(each -> each.differ() && !each.onlySessionPolicyLacks())
                .isEmpty();
    }
}
