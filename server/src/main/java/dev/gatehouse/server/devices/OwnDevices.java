package dev.gatehouse.server.devices;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.ConfirmDeviceRequest;
import dev.gatehouse.model.cognitoidp.ConfirmDeviceResponse;
import dev.gatehouse.model.cognitoidp.ForgetDeviceRequest;
import dev.gatehouse.model.cognitoidp.ForgetDeviceResponse;
import dev.gatehouse.model.cognitoidp.GetDeviceRequest;
import dev.gatehouse.model.cognitoidp.GetDeviceResponse;
import dev.gatehouse.model.cognitoidp.ListDevicesRequest;
import dev.gatehouse.model.cognitoidp.ListDevicesResponse;
import dev.gatehouse.model.cognitoidp.UpdateDeviceStatusRequest;
import dev.gatehouse.model.cognitoidp.UpdateDeviceStatusResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.users.SignedIn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// ConfirmDevice, GetDevice, ListDevices, UpdateDeviceStatus and ForgetDevice: a user's own devices.
final class OwnDevices {
    private final SignedIn signedIn;
    private final Shelf shelf;
    private final Confirmation confirmation;

    OwnDevices(SignedIn signedIn, Shelf shelf, Confirmation confirmation) {
        this.signedIn = signedIn;
        this.shelf = shelf;
        this.confirmation = confirmation;
    }

    /// The key must be the one in the access token: nobody confirms a device that another sign-in came from.
    ConfirmDeviceResponse confirm(ConfirmDeviceRequest request, Call call) {
        SignedIn.Person person = person(request.accessToken(), call);
        DeviceSettings settings = DeviceSettings.of(person.pool());
        String key = requireNonNull(request.deviceKey());
        if (!person.bearer().deviceKey().equals(Optional.of(key))) {
            throw Refusals.badKey();
        }
        if (!settings.on()) {
            throw Refusals.notTracked();
        }
        confirmation.confirm(
                person.user(),
                new Confirmation.Wish(
                        key,
                        DeviceSecrets.read(request.deviceSecretVerifierConfig()),
                        Optional.ofNullable(request.deviceName()),
                        !settings.asksUser(),
                        call.remoteAddress()));
        return ConfirmDeviceResponse.builder()
                .userConfirmationNecessary(settings.asksUser())
                .build();
    }

    GetDeviceResponse get(GetDeviceRequest request, Call call) {
        SignedIn.Person person = person(request.accessToken(), call);
        return GetDeviceResponse.builder()
                .device(DeviceTypes.shown(shelf.get(person.user(), requireNonNull(request.deviceKey()))))
                .build();
    }

    ListDevicesResponse list(ListDevicesRequest request, Call call) {
        SignedIn.Person person = person(request.accessToken(), call);
        Shelf.Listed listed = shelf.list(person.user(), request.limit(), request.paginationToken());
        return ListDevicesResponse.builder()
                .devices(listed.devices().stream().map(DeviceTypes::shown).toList())
                .paginationToken(listed.token())
                .build();
    }

    UpdateDeviceStatusResponse update(UpdateDeviceStatusRequest request, Call call) {
        SignedIn.Person person = person(request.accessToken(), call);
        shelf.remember(person.user(), requireNonNull(request.deviceKey()), request.deviceRememberedStatus());
        return UpdateDeviceStatusResponse.builder().build();
    }

    ForgetDeviceResponse forget(ForgetDeviceRequest request, Call call) {
        SignedIn.Person person = person(request.accessToken(), call);
        Optional<Shelf.Asking> asking = person.bearer()
                .session()
                .map(session -> new Shelf.Asking(session, person.bearer().deviceKey()));
        shelf.forget(person.user(), requireNonNull(request.deviceKey()), asking);
        return ForgetDeviceResponse.builder().build();
    }

    /// The model lets some of these operations go without an access token; nothing else says who calls.
    private SignedIn.Person person(@Nullable String accessToken, Call call) {
        if (accessToken == null) {
            throw Refusals.noToken();
        }
        return signedIn.require(accessToken, call);
    }
}
