package dev.gatehouse.server.mfa;

import dev.gatehouse.server.users.Factor;
import java.util.List;

/// What follows the first factor.
public sealed interface SecondFactor {

    /// Tokens.
    record None() implements SecondFactor {}

    /// The challenge of one factor.
    record One(Factor factor) implements SecondFactor {}

    /// SELECT_MFA_TYPE.
    ///
    /// @param factors two or more
    record Choice(List<Factor> factors) implements SecondFactor {}

    /// MFA_SETUP.
    ///
    /// @param factors what may be set up; not empty
    record SetUp(List<Factor> factors) implements SecondFactor {}

    /// The pool wants a factor and this user can have none.
    record Impossible() implements SecondFactor {}
}
