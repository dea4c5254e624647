package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.SignatureEvidence.Outcome;
import io.keyvigil.jose.Jwk;
import io.keyvigil.tenant.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that the kid names a key that this tenant publishes for signing, and for this issuer (RFC 7515 section 4.1.4). */
final class SigningKeyCheck implements TokenCheck {

    private static final String TEMPLATE = "{tenantid}";

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.jwt().isEmpty()) {
            return List.of(Finding.skipped(Check.KEY, "there is no header to read"));
        }
        if (token.nothingKnown()) {
            return List.of(Finding.of(
                    FindingCode.NO_KEYS_KNOWN, "Neither an issuer nor keys were given to hold the token against."));
        }
        if (token.subject().isEmpty()) {
            return List.of(Finding.skipped(Check.KEY, "no tenant was found, so there are no keys to look in"));
        }
        if (!token.subject().get().hasKeys()) {
            return List.of(noKeys(token));
        }
        Optional<String> kid = token.jwt().get().header().kid();
        List<Finding> findings = new ArrayList<>();
        if (kid.isPresent()) {
            label(token, kid.get()).ifPresent(findings::add);
        } else {
            missing(token).ifPresent(findings::add);
        }
        token.signature().named().or(() -> token.signature().signer()).ifPresent(key -> {
            purpose(key).ifPresent(findings::add);
            issuer(token, key).ifPresent(findings::add);
            findings.addAll(KeyForm.findings(key, token.at()));
            findings.addAll(
                    CertificateThumbprints.findings(token.jwt().get().header().members(), key));
        });
        return findings.isEmpty() ? List.of(passed(token)) : findings;
    }

    private static Finding passed(TokenUnderDiagnosis token) {
        return token.signature()
                .named()
                .map(key -> Finding.pass(Check.KEY, known(key), key.evidence().members()))
                .orElseGet(() -> Finding.pass(Check.KEY, "The tenant publishes a key that the token can mean."));
    }

    private static String known(KnownKey key) {
        String tenant = key.tenant().value();
        return key.observed()
                .withdrawal()
                .map(withdrawal -> "The kid names a key that " + tenant + " has withdrawn by " + withdrawal.at() + ".")
                .orElse("The key is published by " + tenant + " since "
                        + key.observed().firstSeen() + " or longer.");
    }

    private static Finding noKeys(TokenUnderDiagnosis token) {
        return Finding.of(
                FindingCode.NO_KEYS_KNOWN,
                "No key of this tenant is known." + FailedPoll.of(token),
                Evidence.of(
                                "tenant",
                                token.subject().orElseThrow().tenant().id().value())
                        .and("lastFailure", lastFailure(token))
                        .members());
    }

    private static Optional<String> lastFailure(TokenUnderDiagnosis token) {
        return token.subject()
                .flatMap(subject -> subject.state().health().lastFailure())
                .map(failure -> failure.code() + " at " + failure.at());
    }

    private static Optional<Finding> label(TokenUnderDiagnosis token, String kid) {
        Optional<KnownKey> signer = token.signature().signer().filter(key -> isLabelled(key, kid));
        boolean verified = token.signature().outcome() == Outcome.VERIFIED;
        Optional<KnownKey> named = token.signature().named();
        if (verified && signer.isPresent() && !signer.get().own() && named.isEmpty()) {
            return Optional.of(Finding.of(
                    FindingCode.KID_OF_OTHER_TENANT,
                    "The key belongs to tenant " + signer.get().tenant()
                            + ", and the signature is right for it: this is a" + " token of another tenant.",
                    signer.get().evidence().members()));
        }
        if (verified
                && signer.isPresent()
                && signer.get().own()
                && !signer.get().published()) {
            return Optional.of(withdrawn(token, kid, signer.get()));
        }
        boolean known = named.isPresent() || isPublished(token, kid);
        return !known && !token.signature().byUnlabelledKey() ? Optional.of(unknown(token, kid)) : Optional.empty();
    }

    /**
     * Whether the tenant publishes this kid. The signature check names no key if the algorithm is unknown, but the
     * kid may still be known.
     */
    private static boolean isPublished(TokenUnderDiagnosis token, String kid) {
        return token.subject().orElseThrow().state().keys().stream()
                .anyMatch(key -> key.jwk().kid().filter(kid::equals).isPresent());
    }

    private static boolean isLabelled(KnownKey key, String kid) {
        return key.jwk().kid().filter(kid::equals).isPresent();
    }

    private static Finding withdrawn(TokenUnderDiagnosis token, String kid, KnownKey signer) {
        boolean reused = token.subject().orElseThrow().state().keys().stream()
                .anyMatch(key ->
                        key.published() && key.jwk().kid().filter(kid::equals).isPresent());
        return reused
                ? Finding.of(
                        FindingCode.KID_REUSED,
                        "The provider reuses this kid: it now stands for another key, and the token was signed with the"
                                + " earlier one.",
                        signer.evidence().members())
                : Finding.of(
                        FindingCode.KID_WITHDRAWN,
                        "The signature is right, but the provider has withdrawn the key that made it.",
                        signer.evidence().members());
    }

    private static Finding unknown(TokenUnderDiagnosis token, String kid) {
        Subject subject = token.subject().orElseThrow();
        return Finding.of(
                FindingCode.KID_UNKNOWN,
                "No key that this tenant publishes or published has this kid." + FailedPoll.of(token),
                Evidence.of("tenant", subject.tenant().id().value())
                        .and("kid", kid)
                        .and("publishedKids", kids(subject))
                        .and("lastSuccess", subject.state().health().lastSuccess())
                        .and("similarKid", similar(subject, kid))
                        .members());
    }

    private static List<String> kids(Subject subject) {
        return subject.state().publishedKeys().stream()
                .flatMap(key -> key.jwk().kid().stream())
                .map(Evidence::shortened)
                .limit(10)
                .toList();
    }

    /** A kid that differs only in letter case or white space, probably after manual editing. */
    private static Optional<String> similar(Subject subject, String kid) {
        String plain = AsciiCase.lower(kid.strip());
        return subject.state().keys().stream()
                .flatMap(key -> key.jwk().kid().stream())
                .filter(known -> AsciiCase.lower(known.strip()).equals(plain))
                .findFirst();
    }

    /** The finding if the kid is missing: OpenID Connect Core 10.1 requires a kid if several keys of the set are possible. */
    private static Optional<Finding> missing(TokenUnderDiagnosis token) {
        long fitting = token.subject().orElseThrow().state().publishedSigningKeys();
        return fitting <= 1
                ? Optional.empty()
                : Optional.of(Finding.of(
                        FindingCode.KID_MISSING,
                        (token.jwt()
                                                .orElseThrow()
                                                .header()
                                                .members()
                                                .member("kid")
                                                .isPresent()
                                        ? "The kid is not text, so it names no key, and the tenant publishes "
                                        : "The token does not say which key signed it, and the tenant publishes ")
                                + fitting + " signing keys: many libraries give up here.",
                        Evidence.of("publishedSigningKeys", fitting).members()));
    }

    private static Optional<Finding> purpose(KnownKey key) {
        Jwk jwk = key.jwk();
        if (jwk.unusable().isPresent()) {
            return Optional.of(Finding.of(
                    FindingCode.KEY_UNUSABLE,
                    "The key cannot be used: " + jwk.unusable().get().explanation() + ".",
                    key.evidence().and("unusable", jwk.unusable().get().code()).members()));
        }
        return jwk.forSigning()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        FindingCode.KEY_NOT_FOR_SIGNING,
                        "The key is not published for signatures.",
                        key.evidence()
                                .and("use", jwk.use())
                                .and("keyOps", jwk.keyOps())
                                .members()));
    }

    /** Checks the issuer of the key: keys of Entra ID name the issuer for whose tokens they may be used. */
    private static Optional<Finding> issuer(TokenUnderDiagnosis token, KnownKey key) {
        Optional<String> issuer = token.claims().flatMap(claims -> claims.text("iss"));
        String tid = token.claims().flatMap(claims -> claims.text("tid")).orElse("");
        return key.jwk()
                .issuer()
                .filter(expected -> issuer.isPresent() && !fits(expected, issuer.get(), tid))
                .map(expected -> Finding.of(
                        FindingCode.KEY_ISSUER_MISMATCH,
                        "The key may be used for another issuer's tokens only.",
                        key.evidence()
                                .and("keyIssuer", expected)
                                .and("iss", issuer.orElse(""))
                                .members()));
    }

    private static boolean fits(String expected, String issuer, String tid) {
        String filled = AsciiCase.lower(expected).replace(TEMPLATE, AsciiCase.lower(tid));
        return filled.equals(AsciiCase.lower(issuer)) || EntraIssuer.sameTenant(filled, issuer);
    }
}
