package io.keyvigil.tenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The ids of the shipped consumer profiles, and the names under which people know them. Their figures are elsewhere. */
public final class KnownProfiles {

    static final List<String> IDS = List.of(
            "nimbus-jwksource",
            "nimbus-remotejwkset",
            "spring-nimbus-jwtdecoder",
            "spring-reactive",
            "ms-identitymodel",
            "ms-katana-legacy",
            "azure-apim-validate-jwt",
            "passport-azure-ad",
            "jose4j",
            "smallrye-jwt",
            "quarkus-oidc",
            "quarkus-oidc-lazy",
            "vertx-auth-oauth2",
            "micronaut-security-jwt",
            "auth0-jwks-rsa-java",
            "auth0-node-jwks-rsa",
            "panva-jose",
            "pyjwt-pyjwkclient",
            "keyfunc-v3",
            "jwkset-newstoragefromhttp",
            "lestrrat-jwx",
            "go-oidc-v3",
            "go-oidc-v2",
            "aws-jwt-verify",
            "envoy-jwt-authn",
            "istio-istiod",
            "istio-envoy",
            "mod-auth-openidc",
            "lua-resty-openidc",
            "kafka-oauthbearer",
            "strimzi-kafka-oauth",
            "aws-apigw-rest-jwt",
            "aws-apigw-http-jwt",
            "apigee-verifyjwt",
            "domino",
            "tibco-ems",
            "sap-cloud-security",
            "elasticsearch-jwt-realm",
            "airlock-iam",
            "wso2-is",
            "rust-openidconnect-boot",
            "static-keys");

    static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("spring-security", "spring-nimbus-jwtdecoder"),
            Map.entry("quarkus", "quarkus-oidc"),
            Map.entry("aspnet-core", "ms-identitymodel"),
            Map.entry("ktor", "auth0-jwks-rsa-java"),
            Map.entry("kube-apiserver", "go-oidc-v2"),
            Map.entry("oauth2-proxy", "go-oidc-v3"),
            Map.entry("argo-cd", "go-oidc-v3"),
            Map.entry("envoy", "envoy-jwt-authn"),
            Map.entry("istio", "istio-istiod"),
            Map.entry("kafka", "kafka-oauthbearer"),
            Map.entry("boot-only", "rust-openidconnect-boot"));

    private KnownProfiles() {}

    /** The canonical ids, in the order of the profiles' reference. */
    public static List<String> ids() {
        return IDS;
    }

    /** The canonical id of an id or alias; empty where there is no such profile. */
    public static Optional<String> canonical(String idOrAlias) {
        String id = ALIASES.getOrDefault(idOrAlias, idOrAlias);
        return IDS.contains(id) ? Optional.of(id) : Optional.empty();
    }

    /** Every name that a watch list may use, sorted. */
    static List<String> names() {
        return Stream.concat(IDS.stream(), ALIASES.keySet().stream()).sorted().toList();
    }

    /** What was most likely meant: the nearest name, else the shortest that begins with, or holds, what was written. */
    static Optional<String> meant(String written) {
        return Nearest.to(written, names())
                .or(() -> names().stream()
                        .filter(name -> name.startsWith(written))
                        .findFirst())
                .or(() ->
                        names().stream().filter(name -> name.contains(written)).findFirst());
    }
}
