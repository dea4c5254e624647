package io.keyvigil.diagnosis;

import io.keyvigil.consumer.Forecasts;
import io.keyvigil.diagnosis.message.MessageCatalog;
import io.keyvigil.diagnosis.message.ReportedErrorReader;
import io.keyvigil.diagnosis.paste.PasteReader;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.JwtParser;
import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.watch.KeyEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Determines why a token is accepted or rejected.
 *
 * <ol>
 *   <li>Every check runs and reports; a failure does not stop the others.
 *   <li>{@link CauseOfRejection} selects the cause.
 *   <li>Nothing that a token names is fetched. A tenant of the watch list is polled if the token's kid is not known,
 *       within the limit for requested polls.
 *   <li>The token is not kept, and the result contains only the parts of it that {@link TokenSummary} shows.
 * </ol>
 */
public final class TokenDiagnoser {

    private final KnownTenants tenants;
    private final TrueTime trueTime;
    private final FindingTexts texts;
    private final Clock clock;
    private final SubjectPseudonym pseudonym;
    private final Expectations expectations;
    private final ConsumerVerdicts consumerVerdicts;
    private final List<TokenCheck> checks;
    private final PasteReader pastes;
    private final TokenShapes shapes = TokenShapes.load();
    private final AssertionRules assertions = AssertionRules.load();

    public TokenDiagnoser(
            KnownTenants tenants,
            Forecasts forecasts,
            TrueTime trueTime,
            FindingTexts texts,
            Clock clock,
            SubjectPseudonym pseudonym) {
        this.tenants = tenants;
        this.trueTime = trueTime;
        this.texts = texts;
        this.clock = clock;
        this.pseudonym = pseudonym;
        MessageCatalog messages = new MessageCatalog();
        ReportedErrorReader reader = new ReportedErrorReader(messages);
        this.pastes = new PasteReader(text -> reader.read(text).recognized());
        ConsumerCaches caches = new ConsumerCaches(forecasts);
        this.expectations = new Expectations(caches);
        this.consumerVerdicts = new ConsumerVerdicts(caches);
        this.checks = List.of(
                new StructureCheck(),
                new AlgorithmCheck(),
                new SigningKeyCheck(),
                new TokenSignatureCheck(),
                new IssuerCheck(),
                new AudienceCheck(),
                new TimeCheck(),
                new ClockCheck(),
                new AssertionCheck(assertions),
                new TypeCheck(),
                new MessageCheck(messages),
                new CacheCheck(caches));
    }

    /** Diagnoses a token. An invalid token is a successful diagnosis. */
    public Diagnosis diagnose(DiagnosisRequest request) {
        TokenUnderDiagnosis token = prepared(PastedRequest.of(request, pastes));
        tellWhoSigns(token);
        List<Finding> found = new ArrayList<>();
        checks.forEach(check -> found.addAll(check.check(token)));
        found.addAll(GivenKeys.findings(token));
        FormDispute.together(found).ifPresent(found::add);
        List<Finding> findings = FindingBackground.added(assertions.excused(found, token), token);
        Optional<Finding> cause = CauseOfRejection.of(findings, token);
        Optional<Finding> explained = cause.map(plain -> shapes.explained(plain, token));
        List<Finding> all = findings.stream()
                .map(finding -> cause.filter(plain -> plain == finding).isPresent() ? explained.orElseThrow() : finding)
                .toList();
        return answer(token, all, explained);
    }

    /** Reports which key signs: a token that a key of its tenant verifies proves this, even if the token is otherwise invalid. */
    private void tellWhoSigns(TokenUnderDiagnosis token) {
        SignatureEvidence signature = token.signature();
        boolean own = token.subject().filter(subject -> !subject.pasted()).isPresent()
                && signature.outcome() == SignatureEvidence.Outcome.VERIFIED;
        Optional<Instant> issuedAt =
                token.claims().flatMap(claims -> TokenTimes.of(claims).issuedAt());
        signature.signer().filter(key -> own && key.own()).ifPresent(key -> key.jwk()
                .thumbprint()
                .ifPresent(thumbprint -> issuedAt.ifPresent(moment -> tell(token, key, thumbprint, moment))));
    }

    private void tell(TokenUnderDiagnosis token, KnownKey key, JwkThumbprint thumbprint, Instant issuedAt) {
        if (key.published()) {
            tenants.verified(key.tenant(), thumbprint, issuedAt);
        } else {
            // The payload, because other parts of one token have more than one form.
            token.jwt()
                    .flatMap(Jwt::payload)
                    .map(payload -> Sha256Digest.over(payload.toArray()).hex())
                    .ifPresent(digest -> tenants.verifiedByWithdrawn(key.tenant(), thumbprint, issuedAt, digest));
        }
    }

    private TokenUnderDiagnosis prepared(PastedRequest pasted) {
        DiagnosisRequest request = pasted.request();
        PresentedToken presented = pasted.presented();
        Optional<Jwt> jwt = presented.reading().fold(readable -> Optional.of(readable.jwt()), none -> Optional.empty());
        Optional<Claims> claims = jwt.flatMap(Jwt::claims).map(Claims::new);
        Instant at = request.at().orElseGet(clock::instant);
        Optional<TenantFinder.Found> found = found(request, jwt, claims);
        Optional<KnownTenants.Poll> poll = found.filter(known -> wantsPoll(request, jwt, known.subject()))
                .map(known -> tenants.poll(known.subject().tenant().id()));
        Optional<Subject> subject = found.map(TenantFinder.Found::subject)
                .map(known -> poll.filter(KnownTenants.Poll.SUCCEEDED::equals)
                        .flatMap(polled -> tenants.find(known.tenant().id()))
                        .orElse(known));
        SignatureEvidence signature = jwt.map(known -> new SignatureInvestigation(tenants).investigate(known, subject))
                .orElseGet(SignatureEvidence::notTried);
        return new TokenUnderDiagnosis(
                request,
                presented,
                jwt,
                claims,
                subject,
                found.map(TenantFinder.Found::by).orElse("nothing"),
                isFailed(poll, subject),
                expectations.of(request, subject, tenants.watchList()),
                signature,
                trueTime.drift(),
                tenants.watchList(),
                at,
                recentEvents(signature, subject, claims, at));
    }

    /** Whether the poll failed. A poll that was not admitted, because there was one just before, has the result of that one. */
    private static boolean isFailed(Optional<KnownTenants.Poll> poll, Optional<Subject> subject) {
        boolean lastFailed =
                subject.filter(known -> known.state().health().failures() > 0).isPresent();
        return poll.filter(came ->
                        came == KnownTenants.Poll.FAILED || came == KnownTenants.Poll.NOT_ADMITTED && lastFailed)
                .isPresent();
    }

    private Optional<TenantFinder.Found> found(DiagnosisRequest request, Optional<Jwt> jwt, Optional<Claims> claims) {
        if (request.tenant().isPresent()) {
            return tenants.find(request.tenant().get()).map(subject -> new TenantFinder.Found(subject, "the request"));
        }
        return jwt.flatMap(known -> new TenantFinder(tenants).find(known, claims))
                .or(() -> request.jwks()
                        .map(keys ->
                                new TenantFinder.Found(PastedKeys.subject(keys, clock.instant()), "the keys given")));
    }

    private static boolean wantsPoll(DiagnosisRequest request, Optional<Jwt> jwt, Subject subject) {
        if (subject.pasted() || jwt.isEmpty() && request.fresh().isEmpty()) {
            return false;
        }
        return request.fresh().orElseGet(() -> !knowsKid(jwt.orElseThrow(), subject));
    }

    private static boolean knowsKid(Jwt jwt, Subject subject) {
        Optional<String> kid = jwt.header().kid();
        return kid.isEmpty()
                ? subject.hasKeys()
                : subject.state().keys().stream()
                        .anyMatch(key -> key.jwk().kid().equals(kid));
    }

    /** The recent events; the history is queried only if it can explain a finding. */
    private List<KeyEvent> recentEvents(
            SignatureEvidence signature, Optional<Subject> subject, Optional<Claims> claims, Instant at) {
        boolean fine = signature.outcome() == SignatureEvidence.Outcome.VERIFIED
                && signature
                        .signer()
                        .filter(key -> key.own() && key.published())
                        .isPresent()
                && signature.signer().equals(signature.named());
        return fine || subject.isEmpty() ? List.of() : RecentChanges.of(tenants, subject.get(), claims, at);
    }

    private Diagnosis answer(TokenUnderDiagnosis token, List<Finding> findings, Optional<Finding> cause) {
        Optional<FindingCode> code = cause.flatMap(Finding::code);
        Verdict verdict = verdict(token, code);
        return new Diagnosis(
                verdict,
                code,
                DiagnosisSummary.of(token, findings, cause, verdict),
                cause.map(this::remedy).orElse(""),
                token.subject().filter(subject -> !subject.pasted()).map(subject -> subject.tenant()
                        .id()),
                token.presented().found(),
                token.hasToken()
                        ? Optional.of(TokenSummary.of(token.presented(), token.jwt(), pseudonym))
                        : Optional.empty(),
                findings,
                token.jwt().isPresent() ? consumerVerdicts.of(token, code, findings) : List.of(),
                token.drift(),
                clock.instant());
    }

    private String remedy(Finding cause) {
        return cause.remedy().orElseGet(() -> texts.remedy(cause.code().orElseThrow()));
    }

    private static Verdict verdict(TokenUnderDiagnosis token, Optional<FindingCode> cause) {
        boolean unreachable = cause.filter(code -> code == FindingCode.NO_KEYS_KNOWN
                        || code == FindingCode.ASSERTION_REGISTRATION_UNKNOWN
                        || code == FindingCode.KID_UNKNOWN && token.pollFailed()
                        || code == FindingCode.WRONG_KEY && token.pollFailed())
                .isPresent();
        if (unreachable || !token.hasToken()) {
            return Verdict.UNDETERMINED;
        }
        return cause.isPresent() ? Verdict.REJECTED : Verdict.ACCEPTED;
    }

    /** The texts of the codes in its results. */
    public FindingTexts texts() {
        return texts;
    }

    /** Whether the token in a text has more than 64 KiB. */
    public boolean isTooLarge(String pasted) {
        return pasted.length() > JwtParser.MAXIMUM_LENGTH
                && pastes.read(pasted)
                        .token()
                        .filter(token -> token.length() > JwtParser.MAXIMUM_LENGTH)
                        .isPresent();
    }
}
