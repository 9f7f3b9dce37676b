package dev.gatehouse.server.store;

/// Proofs that others made and that are good once.
public final class SpentProofs {
    private final Sql sql;

    SpentProofs(Sql sql) {
        this.sql = sql;
    }

    /// Spends a proof.
    ///
    /// @param item names it among all proofs
    /// @param expiresAt when it is no longer taken anyway; epoch milliseconds
    /// @return true the first time only
    public boolean spend(String item, long expiresAt) {
        return sql.change(
                        "INSERT INTO spent_proofs (item, expires_at) VALUES (?, ?) ON CONFLICT (item) DO NOTHING",
                        item,
                        expiresAt)
                == 1;
    }
}
