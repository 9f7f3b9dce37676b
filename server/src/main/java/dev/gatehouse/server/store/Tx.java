package dev.gatehouse.server.store;

/// The inside of one `read` or `write` of the {@link Store}: hands out the aggregates, all of which change
/// together
/// or not at all. Good only while its closure runs.
public final class Tx {
    private final Sql sql;

    Tx(Sql sql) {
        this.sql = sql;
    }

    Sql sql() {
        return sql;
    }

    /// Values of the whole instance.
    public Settings settings() {
        return new Settings(sql);
    }

    /// User pools.
    public Pools pools() {
        return new Pools(sql);
    }

    /// App clients and their secrets.
    public Clients clients() {
        return new Clients(sql);
    }

    /// Groups and memberships.
    public Groups groups() {
        return new Groups(sql);
    }

    /// Users and their sign-in names.
    public Users users() {
        return new Users(sql);
    }

    /// Sign-ins.
    public Sessions sessions() {
        return new Sessions(sql);
    }

    /// Sessions as their users are shown them.
    public SessionDetails sessionDetails() {
        return new SessionDetails(sql);
    }

    /// Gates that open once.
    public Attempts attempts() {
        return new Attempts(sql);
    }

    /// Proofs of others that are good once.
    public SpentProofs spentProofs() {
        return new SpentProofs(sql);
    }

    /// The private keys of SAML providers.
    public SamlPrivateKeys samlPrivateKeys() {
        return new SamlPrivateKeys(sql);
    }

    /// Waiting state too large for a session token.
    public Parked parked() {
        return new Parked(sql);
    }

    /// Codes sent to users.
    public Codes codes() {
        return new Codes(sql);
    }

    /// TOTP secrets of users.
    public SoftwareTokens softwareTokens() {
        return new SoftwareTokens(sql);
    }

    /// Devices that users confirmed.
    public Devices devices() {
        return new Devices(sql);
    }

    /// Recovery codes of users.
    public RecoveryCodes recoveryCodes() {
        return new RecoveryCodes(sql);
    }

    /// Passkeys of users.
    public Passkeys passkeys() {
        return new Passkeys(sql);
    }

    /// Identities of users at other providers.
    public LinkedIdentities linkedIdentities() {
        return new LinkedIdentities(sql);
    }

    /// Import jobs and the log of their lines.
    public ImportJobs importJobs() {
        return new ImportJobs(sql);
    }

    /// Files uploaded for import jobs.
    public ImportChunks importChunks() {
        return new ImportChunks(sql);
    }

    /// Counters of tries.
    public Counters counters() {
        return new Counters(sql);
    }

    /// Signing keys of pools.
    public SigningKeys signingKeys() {
        return new SigningKeys(sql);
    }

    /// Mails and text messages.
    public Outbox outbox() {
        return new Outbox(sql);
    }

    /// The audit trail.
    public AuditTrail auditTrail() {
        return new AuditTrail(sql);
    }

    /// Users, groups and roles of IAM.
    public IamEntities iamEntities() {
        return new IamEntities(sql);
    }

    /// Managed policies of IAM.
    public IamPolicies iamPolicies() {
        return new IamPolicies(sql);
    }

    /// Access keys of IAM users.
    public AccessKeys accessKeys() {
        return new AccessKeys(sql);
    }

    /// Identity providers the account trusts.
    public IamProviders iamProviders() {
        return new IamProviders(sql);
    }

    /// How identity pools synchronise.
    public SyncPools syncPools() {
        return new SyncPools(sql);
    }

    /// Datasets of Cognito Sync.
    public SyncDatasets syncDatasets() {
        return new SyncDatasets(sql);
    }

    /// The records of those datasets.
    public SyncRecords syncRecords() {
        return new SyncRecords(sql);
    }

    /// Devices registered for push synchronisation.
    public SyncDevices syncDevices() {
        return new SyncDevices(sql);
    }

    /// Identity pools.
    public IdentityPools identityPools() {
        return new IdentityPools(sql);
    }

    /// Identities of identity pools and their logins.
    public Identities identities() {
        return new Identities(sql);
    }
}
