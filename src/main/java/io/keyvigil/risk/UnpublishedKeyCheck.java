package io.keyvigil.risk;

import io.keyvigil.watch.UnpublishedSigning;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code UnpublishedKeySigns}: two tokens prove that the provider signs with a key outside its key set. The risk ends with
 * a token of a published key, with the publication of that key, or {@link #TOLD} after the latest proof.
 */
final class UnpublishedKeyCheck implements TenantCheck {

    private static final Duration TOLD = Duration.ofDays(1);

    @Override
    public void look(TenantSubject subject, Findings findings) {
        subject.unpublished()
                .filter(proven -> subject.now().isBefore(proven.last().plus(TOLD)))
                .ifPresent(proven -> findings.add(
                        Risk.UNPUBLISHED_KEY_SIGNS,
                        Optional.of(proven.first()),
                        "Consumers with the current key set reject new tokens of " + subject.name()
                                + ": it signs with a key that is not published (" + proven.detail()
                                + "). The end is unknown",
                        evidence(proven)));
    }

    private static Map<String, String> evidence(UnpublishedSigning proven) {
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("detail", proven.detail());
        evidence.put("first-token", Wording.of(proven.first()));
        evidence.put("latest-token", Wording.of(proven.last()));
        proven.key().ifPresent(thumbprint -> evidence.put("thumbprint", thumbprint.toString()));
        return evidence;
    }
}
