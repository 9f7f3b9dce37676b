package dev.gatehouse.conformance;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/// What has policies, inline and attached: users, groups and roles, asked alike.
enum Holder {
    USER("user", 2048) {
        @Override
        String make() {
            return Iam.user();
        }

        @Override
        void put(String name, String policy, String document) {
            Iam.ADMIN.putUserPolicy(
                    request -> request.userName(name).policyName(policy).policyDocument(document));
        }

        @Override
        Shown get(String name, String policy) {
            var got = Iam.ADMIN.getUserPolicy(request -> request.userName(name).policyName(policy));
            return new Shown(got.userName(), got.policyName(), got.policyDocument());
        }

        @Override
        void delete(String name, String policy) {
            Iam.ADMIN.deleteUserPolicy(request -> request.userName(name).policyName(policy));
        }

        @Override
        Stream<List<String>> policies(String name, int maxItems) {
            return Iam.ADMIN
                    .listUserPoliciesPaginator(request -> request.userName(name).maxItems(maxItems))
                    .stream()
                    .map(page -> page.policyNames());
        }

        @Override
        void attach(String name, String arn) {
            Iam.ADMIN.attachUserPolicy(request -> request.userName(name).policyArn(arn));
        }

        @Override
        void detach(String name, String arn) {
            Iam.ADMIN.detachUserPolicy(request -> request.userName(name).policyArn(arn));
        }

        @Override
        Stream<List<AttachedPolicy>> attached(String name, String pathPrefix, int maxItems) {
            return Iam.ADMIN
                    .listAttachedUserPoliciesPaginator(request ->
                            request.userName(name).pathPrefix(pathPrefix).maxItems(maxItems))
                    .stream()
                    .map(page -> page.attachedPolicies());
        }
    },
    GROUP("group", 5120) {
        @Override
        String make() {
            return Iam.group();
        }

        @Override
        void put(String name, String policy, String document) {
            Iam.ADMIN.putGroupPolicy(
                    request -> request.groupName(name).policyName(policy).policyDocument(document));
        }

        @Override
        Shown get(String name, String policy) {
            var got =
                    Iam.ADMIN.getGroupPolicy(request -> request.groupName(name).policyName(policy));
            return new Shown(got.groupName(), got.policyName(), got.policyDocument());
        }

        @Override
        void delete(String name, String policy) {
            Iam.ADMIN.deleteGroupPolicy(request -> request.groupName(name).policyName(policy));
        }

        @Override
        Stream<List<String>> policies(String name, int maxItems) {
            return Iam.ADMIN
                    .listGroupPoliciesPaginator(
                            request -> request.groupName(name).maxItems(maxItems))
                    .stream()
                    .map(page -> page.policyNames());
        }

        @Override
        void attach(String name, String arn) {
            Iam.ADMIN.attachGroupPolicy(request -> request.groupName(name).policyArn(arn));
        }

        @Override
        void detach(String name, String arn) {
            Iam.ADMIN.detachGroupPolicy(request -> request.groupName(name).policyArn(arn));
        }

        @Override
        Stream<List<AttachedPolicy>> attached(String name, String pathPrefix, int maxItems) {
            return Iam.ADMIN
                    .listAttachedGroupPoliciesPaginator(request ->
                            request.groupName(name).pathPrefix(pathPrefix).maxItems(maxItems))
                    .stream()
                    .map(page -> page.attachedPolicies());
        }
    },
    ROLE("role", 10_240) {
        @Override
        String make() {
            return Iam.role();
        }

        @Override
        void put(String name, String policy, String document) {
            Iam.ADMIN.putRolePolicy(
                    request -> request.roleName(name).policyName(policy).policyDocument(document));
        }

        @Override
        Shown get(String name, String policy) {
            var got = Iam.ADMIN.getRolePolicy(request -> request.roleName(name).policyName(policy));
            return new Shown(got.roleName(), got.policyName(), got.policyDocument());
        }

        @Override
        void delete(String name, String policy) {
            Iam.ADMIN.deleteRolePolicy(request -> request.roleName(name).policyName(policy));
        }

        @Override
        Stream<List<String>> policies(String name, int maxItems) {
            return Iam.ADMIN
                    .listRolePoliciesPaginator(request -> request.roleName(name).maxItems(maxItems))
                    .stream()
                    .map(page -> page.policyNames());
        }

        @Override
        void attach(String name, String arn) {
            Iam.ADMIN.attachRolePolicy(request -> request.roleName(name).policyArn(arn));
        }

        @Override
        void detach(String name, String arn) {
            Iam.ADMIN.detachRolePolicy(request -> request.roleName(name).policyArn(arn));
        }

        @Override
        Stream<List<AttachedPolicy>> attached(String name, String pathPrefix, int maxItems) {
            return Iam.ADMIN
                    .listAttachedRolePoliciesPaginator(request ->
                            request.roleName(name).pathPrefix(pathPrefix).maxItems(maxItems))
                    .stream()
                    .map(page -> page.attachedPolicies());
        }
    };

    /// As messages call it.
    final String word;
    /// How many characters its inline policies may have together.
    final int size;

    Holder(String word, int size) {
        this.word = word;
        this.size = size;
    }

    /// An inline policy as answered.
    record Shown(String holder, String policy, String document) {}

    /// Makes a new one; the name.
    abstract String make();

    /// Writes an inline policy.
    abstract void put(String name, String policy, String document);

    /// Reads an inline policy.
    abstract Shown get(String name, String policy);

    /// Deletes an inline policy.
    abstract void delete(String name, String policy);

    /// Names of inline policies, page by page.
    abstract Stream<List<String>> policies(String name, int maxItems);

    abstract void attach(String name, String arn);

    abstract void detach(String name, String arn);

    /// Attached policies, page by page.
    abstract Stream<List<AttachedPolicy>> attached(String name, String pathPrefix, int maxItems);

    /// As quotas and some messages call it.
    String title() {
        return name().charAt(0) + word.substring(1);
    }

    /// What is said when there is none of a name.
    String missing(String name) {
        return "The " + word + " with name " + name + " cannot be found.";
    }
}
