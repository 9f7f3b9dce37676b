package dev.gatehouse.server.mfa;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.AdminSetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserMFAPreferenceResponse;
import dev.gatehouse.model.cognitoidp.AdminSetUserSettingsRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserSettingsResponse;
import dev.gatehouse.model.cognitoidp.DeliveryMediumType;
import dev.gatehouse.model.cognitoidp.EmailMfaSettingsType;
import dev.gatehouse.model.cognitoidp.MFAOptionType;
import dev.gatehouse.model.cognitoidp.SMSMfaSettingsType;
import dev.gatehouse.model.cognitoidp.SetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.SetUserMFAPreferenceResponse;
import dev.gatehouse.model.cognitoidp.SetUserSettingsRequest;
import dev.gatehouse.model.cognitoidp.SetUserSettingsResponse;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaSettingsType;
import dev.gatehouse.model.cognitoidp.WebAuthnMfaSettingsType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.UserFactors;
import dev.gatehouse.server.users.Users;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SetUserMFAPreference, SetUserSettings and their Admin forms.
final class Preferences {
    private final Administered administered;
    private final SignedIn signedIn;
    private final Users users;
    private final PasskeyHolders passkeys;
    private final InstantSource clock;

    Preferences(
            Administered administered, SignedIn signedIn, Users users, PasskeyHolders passkeys, InstantSource clock) {
        this.administered = administered;
        this.signedIn = signedIn;
        this.users = users;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    SetUserMFAPreferenceResponse set(SetUserMFAPreferenceRequest request, Call call) {
        SignedIn.Person person = signedIn.require(requireNonNull(request.accessToken()), call);
        List<PreferenceRules.Wish> wishes =
                wishes(request.smsMfaSettings(), request.softwareTokenMfaSettings(), request.emailMfaSettings());
        Optional<Boolean> passkey = passkey(person.pool(), person.user(), request.webAuthnMfaSettings(), wishes);
        apply(person.pool(), person.user(), wishes, passkey, PreferenceRules.By.USER);
        return SetUserMFAPreferenceResponse.builder().build();
    }

    AdminSetUserMFAPreferenceResponse adminSet(AdminSetUserMFAPreferenceRequest request, Call call) {
        Pool pool = administered.pool(request.userPoolId(), call);
        User user = administered.user(pool, request.username(), call);
        List<PreferenceRules.Wish> wishes =
                wishes(request.smsMfaSettings(), request.softwareTokenMfaSettings(), request.emailMfaSettings());
        Optional<Boolean> passkey = passkey(pool, user, request.webAuthnMfaSettings(), wishes);
        apply(pool, user, wishes, passkey, PreferenceRules.By.ADMINISTRATOR);
        return AdminSetUserMFAPreferenceResponse.builder().build();
    }

    /// The older operation, which knows text messages only.
    SetUserSettingsResponse setSettings(SetUserSettingsRequest request, Call call) {
        SignedIn.Person person = signedIn.require(requireNonNull(request.accessToken()), call);
        apply(
                person.pool(),
                person.user(),
                List.of(smsWish(requireNonNull(request.mfaOptions()))),
                Optional.empty(),
                PreferenceRules.By.USER);
        return SetUserSettingsResponse.builder().build();
    }

    /// As {@link #setSettings}, by an administrator.
    AdminSetUserSettingsResponse adminSetSettings(AdminSetUserSettingsRequest request, Call call) {
        Pool pool = administered.pool(request.userPoolId(), call);
        User user = administered.user(pool, request.username(), call);
        apply(
                pool,
                user,
                List.of(smsWish(requireNonNull(request.mfaOptions()))),
                Optional.empty(),
                PreferenceRules.By.ADMINISTRATOR);
        return AdminSetUserSettingsResponse.builder().build();
    }

    private void apply(
            Pool pool, User user, List<PreferenceRules.Wish> wishes, Optional<Boolean> passkey, PreferenceRules.By by) {
        PoolFactors factors = PoolFactors.of(pool);
        Instant now = clock.instant();
        users.update(pool, user.sub(), current -> {
            UserFactors chosen = PreferenceRules.apply(factors, FactorRules.Holder.of(current), wishes, by);
            return current.with(chosen.withPasskey(passkey.orElse(chosen.passkey())), now);
        });
    }

    private static List<PreferenceRules.Wish> wishes(
            @Nullable SMSMfaSettingsType sms,
            @Nullable SoftwareTokenMfaSettingsType totp,
            @Nullable EmailMfaSettingsType email) {
        List<PreferenceRules.Wish> wishes = new ArrayList<>();
        if (sms != null) {
            wishes.add(new PreferenceRules.Wish(Factor.SMS_MFA, sms.enabled(), sms.preferredMfa()));
        }
        if (totp != null) {
            wishes.add(new PreferenceRules.Wish(Factor.SOFTWARE_TOKEN_MFA, totp.enabled(), totp.preferredMfa()));
        }
        if (email != null) {
            wishes.add(new PreferenceRules.Wish(Factor.EMAIL_OTP, email.enabled(), email.preferredMfa()));
        }
        return wishes;
    }

    private static PreferenceRules.Wish smsWish(List<MFAOptionType> options) {
        for (MFAOptionType option : options) {
            if (option.deliveryMedium() != DeliveryMediumType.SMS || !"phone_number".equals(option.attributeName())) {
                throw Refusals.onlySms();
            }
        }
        return new PreferenceRules.Wish(Factor.SMS_MFA, !options.isEmpty(), null);
    }

    /// Whether a passkey counts as both factors from now on; empty to leave it.
    ///
    /// @throws ServiceException when it cannot
    private Optional<Boolean> passkey(
            Pool pool, User user, @Nullable WebAuthnMfaSettingsType settings, List<PreferenceRules.Wish> wishes) {
        if (settings == null || settings.enabled() == null) {
            return Optional.empty();
        }
        if (settings.enabled()) {
            PreferenceRules.requirePasskey(wishes, passkeys.countAsBoth(pool), passkeys.canSignIn(pool, user));
        }
        return Optional.of(settings.enabled());
    }
}
