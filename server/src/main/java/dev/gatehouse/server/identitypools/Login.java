package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.trust.Claims;
import java.util.List;

/// A login that was proven. Only `Logins` makes them, and `Developers` of what their signed call says.
///
/// @param provider the name under which it is linked
/// @param subject the provider's lasting id of the person
/// @param names under which principal tags know the provider
/// @param mappings under which role mappings know it
/// @param amr what it adds to the `amr` of tokens
/// @param claims of its token
record Login(
        String provider, String subject, List<String> names, List<String> mappings, List<String> amr, Claims claims) {}
