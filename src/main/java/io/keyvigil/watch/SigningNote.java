package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.watch.ObservedKey.Signing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One token that verified with a tenant's key: evidence that the key signed when the token was issued. The pure step of a
 * state for it.
 *
 * <ol>
 *   <li>A token from the future, by more than {@link #LEEWAY}, is no evidence, nor is one from before the retention time of
 *       withdrawn keys.
 *   <li>Evidence widens the period in which the key is known to have signed; an old token never narrows or shifts it. A step of
 *       less than {@link #LEAST_STEP} changes nothing: thousands of tokens cost nothing.
 *   <li>The signing key is <em>switched</em> if a token is issued later than all evidence of other keys of its kind, and
 *       the known signing period of this key ended before that of the latest other one began. A switch and a switch back
 *       are reported. For keys that sign alternately, such as one for ID tokens and one for access tokens, only the first
 *       use of each is reported: it cannot be distinguished from a switch.
 *   <li>If no other key is known to have signed, the only signing key of its kind that was published before this one did.
 *   <li>Keys are of one kind if they have the same {@code kty}, and the same {@code alg} if both have one: a provider that signs
 *       with several algorithms has several keys that sign concurrently.
 * </ol>
 */
record SigningNote(JwkThumbprint key, Instant issuedAt) {

    static final Duration LEEWAY = Duration.ofMinutes(1);
    static final Duration LEAST_STEP = Duration.ofMinutes(1);

    /**
     * The state after a note.
     *
     * @param event the switch, if there was one
     */
    record Noted(TenantState after, Optional<KeyEvent> event) {}

    /** Whether the key is published and of the same kind as the unpublished key that is proven to sign. */
    boolean isByPublishedKey(WatchedTenant watched) {
        List<ObservedKey> keys = watched.state().keys();
        Optional<Jwk> unpublished = watched.unpublished()
                .flatMap(UnpublishedSigning::key)
                .flatMap(thumbprint -> keys.stream()
                        .map(ObservedKey::jwk)
                        .filter(jwk ->
                                jwk.thumbprint().filter(thumbprint::equals).isPresent())
                        .findFirst());
        return keys.stream()
                .filter(known -> known.published() && isOfKey(known))
                .anyMatch(known -> unpublished.isEmpty() || isOfOneKind(known.jwk(), unpublished.get()));
    }

    /** Whether it can add evidence to a state. Fast, because it is called for every diagnosed token. */
    boolean teaches(TenantState state, Instant now) {
        return !issuedAt.isAfter(now.plus(LEEWAY))
                && !issuedAt.isBefore(now.minus(KeyLedger.LONGEST_WITHDRAWN))
                && state.keys().stream().anyMatch(known -> isOfKey(known) && teaches(known));
    }

    private boolean teaches(ObservedKey known) {
        return known.signing()
                .filter(signing -> issuedAt.isAfter(signing.first().minus(LEAST_STEP))
                        && issuedAt.isBefore(signing.last().plus(LEAST_STEP)))
                .isEmpty();
    }

    /** Empty if it adds nothing to the state. */
    Optional<Noted> noted(TenantState before, Instant now) {
        if (!teaches(before, now)) {
            return Optional.empty();
        }
        List<ObservedKey> keys = before.keys().stream()
                .map(known -> isOfKey(known) ? known.signedAt(issuedAt) : known)
                .toList();
        Optional<KeyEvent> event = switched(before, now);
        return Optional.of(new Noted(before.signing(keys, event), event));
    }

    private Optional<KeyEvent> switched(TenantState before, Instant now) {
        ObservedKey own =
                before.keys().stream().filter(this::isOfKey).findFirst().orElseThrow();
        Optional<Signing> known = signing(before, this::isOfKey);
        Optional<ObservedKey> other = others(before, own)
                .filter(candidate -> candidate.signing().isPresent())
                .reduce(BinaryOperator.maxBy((one, two) -> last(one).compareTo(last(two))));
        return other.isPresent()
                ? other.filter(latest -> isTakenOver(known, latest.signing().orElseThrow()))
                        .map(latest -> event(own, latest, now))
                : known.isEmpty() ? onlyOneBefore(before, own).map(only -> event(own, only, now)) : Optional.empty();
    }

    private Stream<ObservedKey> others(TenantState before, ObservedKey own) {
        return before.keys().stream()
                .filter(candidate -> !isOfKey(candidate) && isOfOneKind(candidate.jwk(), own.jwk()));
    }

    /** If exactly one signing key of that kind was published before this one, that key signed until then. */
    private Optional<ObservedKey> onlyOneBefore(TenantState before, ObservedKey own) {
        List<ObservedKey> earlier = others(before, own)
                .filter(candidate -> candidate.jwk().usableForSigning()
                        && candidate.firstSeen().isBefore(own.firstSeen()))
                .filter(candidate -> candidate
                        .withdrawal()
                        .filter(gone -> gone.at().isBefore(own.firstSeen()))
                        .isEmpty())
                .toList();
        return earlier.size() == 1 ? Optional.of(earlier.get(0)) : Optional.empty();
    }

    private boolean isTakenOver(Optional<Signing> own, Signing latestOther) {
        return issuedAt.isAfter(latestOther.last())
                && own.filter(known -> !known.last().isBefore(latestOther.first()))
                        .filter(known -> !beganAtTheEnd(known, latestOther))
                        .isEmpty();
    }

    /** Times of tokens are whole seconds: both keys may have signed in the second of the switch. */
    private static boolean beganAtTheEnd(Signing own, Signing other) {
        return own.first().equals(other.last()) && own.last().equals(other.last());
    }

    private static Optional<Signing> signing(TenantState state, Predicate<ObservedKey> ofKey) {
        return state.keys().stream()
                .filter(ofKey)
                .flatMap(known -> known.signing().stream())
                .reduce((one, other) -> one.widened(other.first()).widened(other.last()));
    }

    private KeyEvent event(ObservedKey own, ObservedKey other, Instant now) {
        return KeyEvent.of(
                KeyEventKind.SIGNING_KEY_SWITCHED,
                now,
                own.identity(),
                own.identity().describe() + " signed a token issued at " + issuedAt + "; previous signing key: "
                        + other.identity().describe()
                        + other.signing()
                                .map(signing -> ", last seen at " + signing.last())
                                .orElse(", by its publication"));
    }

    private static Instant last(ObservedKey key) {
        return key.signing().orElseThrow().last();
    }

    private boolean isOfKey(ObservedKey known) {
        return known.jwk().thumbprint().filter(key::equals).isPresent();
    }

    private static boolean isOfOneKind(Jwk one, Jwk other) {
        return one.kty().equals(other.kty())
                && (one.alg().isEmpty() || other.alg().isEmpty() || one.alg().equals(other.alg()));
    }
}
