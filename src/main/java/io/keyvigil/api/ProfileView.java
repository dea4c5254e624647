package io.keyvigil.api;

import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Provenance;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A shipped profile: the default caching behavior of a library or product, and its sources. */
record ProfileView(
        String id,
        @Schema(description = "further names for a watch list") List<String> aliases,
        ProfileFigures figures,
        @Schema(description = "the same facts in words, as far as figures do not tell them") Words words,
        @Schema(description = "the source of the facts") String source,
        @Schema(description = "the version that was read") Optional<String> version,
        @Schema(description = "year and month in which the profile was put together") String asOf,
        String confidence,
        @Schema(description = "what is less certain than that") List<String> lessCertain,
        Optional<String> note) {

    record Words(
            String behaviourClass,
            Optional<String> refresh,
            Optional<String> cacheControl,
            Optional<String> unknownKid,
            Optional<String> badSignature,
            Optional<String> dropLag,
            Optional<String> onFetchFailure,
            Optional<String> http,
            Optional<String> leeway) {
        static Words of(Profile profile) {
            return new Words(
                    profile.classText(),
                    profile.refresh().text(),
                    profile.refresh().cacheControlText(),
                    profile.unknownKid().text(),
                    profile.badSignature().text(),
                    profile.withdrawal().text(),
                    profile.onFetchFailure().text(),
                    profile.http().text(),
                    profile.leeway().text());
        }
    }

    static ProfileView of(Profile profile) {
        Provenance provenance = profile.provenance();
        return new ProfileView(
                profile.id(),
                profile.aliases(),
                ProfileFigures.of(profile),
                Words.of(profile),
                provenance.source(),
                provenance.version(),
                provenance.asOf().toString(),
                provenance.confidence().code(),
                provenance.lessCertain(),
                provenance.note());
    }
}
