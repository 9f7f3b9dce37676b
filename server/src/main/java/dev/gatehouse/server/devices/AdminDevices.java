package dev.gatehouse.server.devices;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.AdminForgetDeviceRequest;
import dev.gatehouse.model.cognitoidp.AdminForgetDeviceResponse;
import dev.gatehouse.model.cognitoidp.AdminGetDeviceRequest;
import dev.gatehouse.model.cognitoidp.AdminGetDeviceResponse;
import dev.gatehouse.model.cognitoidp.AdminListDevicesRequest;
import dev.gatehouse.model.cognitoidp.AdminListDevicesResponse;
import dev.gatehouse.model.cognitoidp.AdminUpdateDeviceStatusRequest;
import dev.gatehouse.model.cognitoidp.AdminUpdateDeviceStatusResponse;
import dev.gatehouse.model.cognitoidp.UserNotFoundException;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.Users;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// AdminGetDevice, AdminListDevices, AdminUpdateDeviceStatus and AdminForgetDevice.
final class AdminDevices {
    private final Directory directory;
    private final Users users;
    private final Shelf shelf;

    AdminDevices(Directory directory, Users users, Shelf shelf) {
        this.directory = directory;
        this.users = users;
        this.shelf = shelf;
    }

    AdminGetDeviceResponse get(AdminGetDeviceRequest request, Call call) {
        User user = userOrResource(request.userPoolId(), request.username(), call);
        return AdminGetDeviceResponse.builder()
                .device(DeviceTypes.whole(shelf.get(user, requireNonNull(request.deviceKey()))))
                .build();
    }

    AdminListDevicesResponse list(AdminListDevicesRequest request, Call call) {
        User user = userOrResource(request.userPoolId(), request.username(), call);
        Shelf.Listed listed = shelf.list(user, request.limit(), request.paginationToken());
        return AdminListDevicesResponse.builder()
                .devices(listed.devices().stream().map(DeviceTypes::whole).toList())
                .paginationToken(listed.token())
                .build();
    }

    AdminUpdateDeviceStatusResponse update(AdminUpdateDeviceStatusRequest request, Call call) {
        User user = user(request.userPoolId(), request.username(), call);
        shelf.remember(user, requireNonNull(request.deviceKey()), request.deviceRememberedStatus());
        return AdminUpdateDeviceStatusResponse.builder().build();
    }

    AdminForgetDeviceResponse forget(AdminForgetDeviceRequest request, Call call) {
        User user = user(request.userPoolId(), request.username(), call);
        shelf.forget(user, requireNonNull(request.deviceKey()), Optional.empty());
        return AdminForgetDeviceResponse.builder().build();
    }

    private User user(@Nullable String poolId, @Nullable String username, Call call) {
        Pool pool = directory.pool(requireNonNull(poolId), call);
        call.trail().pool(pool.id().value());
        User user = users.require(pool, requireNonNull(username));
        call.trail().user(user.sub().value());
        return user;
    }

    /// AdminGetDevice and AdminListDevices do not declare UserNotFoundException.
    private User userOrResource(@Nullable String poolId, @Nullable String username, Call call) {
        try {
            return user(poolId, username, call);
        } catch (UserNotFoundException e) {
            throw Refusals.noSuchUser(e.text());
        }
    }
}
