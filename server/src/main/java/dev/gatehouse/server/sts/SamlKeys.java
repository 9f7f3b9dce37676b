package dev.gatehouse.server.sts;

import dev.gatehouse.server.saml.Assertion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Condition keys of attributes in assertions (IAM User Guide, "Configure SAML assertions for the authentication
/// response", the tables at its end). Pure.
final class SamlKeys {
    private static final String ORG = "urn:oid:1.3.6.1.4.1.5923.1.2.1.";
    private static final String PERSON = "urn:oid:1.3.6.1.4.1.5923.1.1.1.";

    /// eduPerson and eduOrg; their values are lists.
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry(PERSON + "1", "eduPersonAffiliation"),
            Map.entry(PERSON + "2", "eduPersonNickname"),
            Map.entry(PERSON + "3", "eduPersonOrgDN"),
            Map.entry(PERSON + "4", "eduPersonOrgUnitDN"),
            Map.entry(PERSON + "5", "eduPersonPrimaryAffiliation"),
            Map.entry(PERSON + "6", "eduPersonPrincipalName"),
            Map.entry(PERSON + "7", "eduPersonEntitlement"),
            Map.entry(PERSON + "8", "eduPersonPrimaryOrgUnitDN"),
            Map.entry(PERSON + "9", "eduPersonScopedAffiliation"),
            Map.entry(PERSON + "10", "eduPersonTargetedID"),
            Map.entry(PERSON + "11", "eduPersonAssurance"),
            Map.entry(ORG + "2", "eduOrgHomePageURI"),
            Map.entry(ORG + "3", "eduOrgIdentityAuthNPolicyURI"),
            Map.entry(ORG + "4", "eduOrgLegalName"),
            Map.entry(ORG + "5", "eduOrgSuperiorURI"),
            Map.entry(ORG + "6", "eduOrgWhitePagesURI"),
            Map.entry("urn:oid:2.5.4.3", "cn"));

    /// Active Directory and X.500; their first value counts.
    private static final Map<String, String> SINGLES = Map.ofEntries(
            Map.entry("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "name"),
            Map.entry("http://schemas.xmlsoap.org/claims/CommonName", "commonName"),
            Map.entry("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname", "givenName"),
            Map.entry("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname", "surname"),
            Map.entry("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "mail"),
            Map.entry("http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid", "primaryGroupSID"),
            Map.entry("urn:oid:2.5.4.4", "surname"),
            Map.entry("urn:oid:2.5.4.42", "givenName"),
            Map.entry("urn:oid:2.5.4.45", "x500UniqueIdentifier"),
            Map.entry("urn:oid:0.9.2342.19200300100.1.1", "uid"),
            Map.entry("urn:oid:0.9.2342.19200300100.1.3", "mail"),
            Map.entry("urn:oid:0.9.2342.19200300100.1.45", "organizationStatus"));

    private SamlKeys() {}

    /// The keys that hold lists, whatever their number of values.
    static Set<String> multivalued() {
        return LISTS.values().stream().map(SamlKeys::key).collect(Collectors.toSet());
    }

    /// The keys of the attributes that have one.
    static Map<String, List<String>> of(Assertion assertion) {
        Map<String, List<String>> keys = new HashMap<>();
        Stream.of(SINGLES, LISTS)
                .flatMap(names -> names.entrySet().stream())
                .forEach(name ->
                        values(assertion, name).ifPresent(values -> keys.putIfAbsent(key(name.getValue()), values)));
        return keys;
    }

    /// An attribute is known by its long name and by its short one.
    private static Optional<List<String>> values(Assertion assertion, Entry<String, String> name) {
        return Stream.of(name.getKey(), name.getValue())
                .map(assertion::attribute)
                .filter(values -> !values.isEmpty())
                .findFirst();
    }

    private static String key(String name) {
        return "saml:" + name.toLowerCase(Locale.ROOT);
    }
}
