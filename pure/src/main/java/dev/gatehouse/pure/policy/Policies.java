package dev.gatehouse.pure.policy;

import java.util.List;
import java.util.Optional;

/// All policies that bear on a request.
///
/// @param identity of the user and its groups, or of the role
/// @param boundary of the user or role
/// @param session given when the session was made; none means no further limit, but for a
///     {@link Requester.FederatedUser}, who then has no permissions
/// @param resource of what is asked for
/// @param resourceMustGrant whether the resource's policy must allow it in any case, as trust policies must
public record Policies(
        List<NamedPolicy> identity,
        Optional<NamedPolicy> boundary,
        List<NamedPolicy> session,
        List<NamedPolicy> resource,
        boolean resourceMustGrant) {

    /// Copies the lists.
    public Policies {
        identity = List.copyOf(identity);
        session = List.copyOf(session);
        resource = List.copyOf(resource);
    }

    /// Identity policies only.
    public static Policies of(List<NamedPolicy> identity) {
        return new Policies(identity, Optional.empty(), List.of(), List.of(), false);
    }

    /// With a permissions boundary.
    public Policies bounded(NamedPolicy by) {
        return new Policies(identity, Optional.of(by), session, resource, resourceMustGrant);
    }

    /// With session policies.
    public Policies inSession(List<NamedPolicy> with) {
        return new Policies(identity, boundary, with, resource, resourceMustGrant);
    }

    /// With the policy of the resource.
    public Policies on(NamedPolicy with) {
        return new Policies(identity, boundary, session, List.of(with), resourceMustGrant);
    }

    /// With the trust policy of the role to be assumed.
    public Policies trustedBy(NamedPolicy trust) {
        return new Policies(identity, boundary, session, List.of(trust), true);
    }

    List<NamedPolicy> layer(Layer layer) {
        return switch (layer) {
            case IDENTITY -> identity;
            case RESOURCE -> resource;
            case BOUNDARY -> boundary.map(List::of).orElse(List.of());
            case SESSION -> session;
        };
    }
}
