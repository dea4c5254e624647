package io.keyvigil.consumer;

import io.keyvigil.profile.Profile;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.tenant.AsciiCase;
import io.keyvigil.tenant.Consumer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the validation settings of a consumer with its provider.
 *
 * <ol>
 *   <li>Pure. A setting that is not in the watch list gets no remark.
 *   <li>Texts are compared character by character, as validators do (RFC 7519 section 4.1.1); {@code {tenantid}} in a provider's
 *       issuer matches one path segment.
 *   <li>A provider without algorithms in its metadata and its keys gets no remark on them.
 * </ol>
 */
public final class Review {

    private static final String PLACEHOLDER = "{tenantid}";

    private final ProviderSituation situation;
    private final Consumer consumer;
    private final List<ReviewRemark> remarks = new ArrayList<>();

    private Review(ProviderSituation situation, Consumer consumer) {
        this.situation = situation;
        this.consumer = consumer;
    }

    /** The remarks, in the order of issuer, audiences, algorithms and leeway. */
    public static List<ReviewRemark> of(ProviderSituation situation, Consumer consumer, Optional<Profile> profile) {
        Review review = new Review(situation, consumer);
        review.issuer();
        review.audiences();
        review.remarks.addAll(AlgorithmReview.of(situation, consumer.algorithms()));
        consumer.leeway()
                .or(() -> profile.flatMap(CacheExpectation::leeway))
                .ifPresent(leeway -> review.remarks.addAll(LeewayReview.of(situation, leeway)));
        return List.copyOf(review.remarks);
    }

    private void issuer() {
        Set<String> configured = new LinkedHashSet<>(situation.tenant().acceptIssuers());
        situation.tenant().issuer().ifPresent(configured::add);
        Optional<String> published =
                situation.state().metadata().map(ProviderMetadata::issuer).filter(issuer -> !issuer.isEmpty());
        Set<String> all = new LinkedHashSet<>(configured);
        published.ifPresent(all::add);
        if (consumer.issuer().isEmpty() || all.isEmpty()) {
            return;
        }
        String expected = consumer.issuer().get();
        if (all.stream().noneMatch(issuer -> fits(issuer, expected))) {
            remark(
                    ReviewRemark.Code.ISSUER_MISMATCH,
                    "it expects the issuer \"" + expected + "\", and the provider's is " + all + hint(all, expected),
                    "set it to the provider's issuer, letter by letter");
        } else if (published.filter(issuer -> !fits(issuer, expected)).isPresent()
                && situation.tenant().acceptIssuers().stream().noneMatch(issuer -> fits(issuer, expected))) {
            remark(
                    ReviewRemark.Code.ISSUER_NOT_PUBLISHED,
                    "it expects the issuer \"" + expected + "\", and the provider's metadata says \"" + published.get()
                            + "\"" + hint(Set.of(published.get()), expected),
                    "find out which of the two the provider's tokens carry, and set that");
        }
    }

    private static boolean fits(String issuer, String expected) {
        int start = AsciiCase.lower(issuer).indexOf(PLACEHOLDER);
        if (start < 0) {
            return issuer.equals(expected);
        }
        String before = issuer.substring(0, start);
        String after = issuer.substring(start + PLACEHOLDER.length());
        int end = expected.length() - after.length();
        return end > before.length()
                && expected.startsWith(before)
                && expected.endsWith(after)
                && !expected.substring(before.length(), end).contains("/");
    }

    private static String hint(Set<String> actual, String expected) {
        return actual.stream()
                .filter(other -> simplified(other).equals(simplified(expected)))
                .findFirst()
                .map(unused ->
                        ": they differ in nothing but letter case, white space, the scheme or a slash at the end")
                .orElse("");
    }

    private static String simplified(String text) {
        return AsciiCase.lower(text.strip()).replaceFirst("^https?://", "").replaceFirst("/$", "");
    }

    private void audiences() {
        List<String> issued = situation.tenant().audiences();
        List<String> accepted = consumer.audiences();
        if (issued.isEmpty() || accepted.isEmpty() || accepted.stream().anyMatch(issued::contains)) {
            return;
        }
        String hint = accepted.stream()
                .map(audience -> hint(Set.copyOf(issued), audience))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        remark(
                ReviewRemark.Code.AUDIENCE_MISMATCH,
                "it accepts the audiences " + accepted + ", and the provider's tokens are for " + issued + hint,
                "accept the audience of the tokens, or have tokens issued for this consumer");
    }

    private void remark(ReviewRemark.Code code, String explanation, String remedy) {
        remarks.add(new ReviewRemark(code, explanation, remedy));
    }
}
