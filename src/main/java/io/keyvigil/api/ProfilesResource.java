package io.keyvigil.api;

import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The shipped consumer profiles, with their figures and sources. */
@Path("/api/v1/profiles")
@Produces(MediaType.APPLICATION_JSON)
class ProfilesResource {

    private final Profiles profiles;

    ProfilesResource(Profiles profiles) {
        this.profiles = profiles;
    }

    @GET
    @Operation(summary = "All shipped consumer profiles, ordered by id")
    public Page<ProfileView> profiles(
            @QueryParam("after") Optional<String> after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("limit")
                    @DefaultValue(Page.DEFAULT_LIMIT)
                    String limit) {
        int checked = Page.checked(limit);
        List<ProfileView> rows = profiles.all().stream()
                .sorted(Comparator.comparing(Profile::id))
                .filter(profile ->
                        after.filter(id -> profile.id().compareTo(id) <= 0).isEmpty())
                .limit(checked + 1L)
                .map(ProfileView::of)
                .toList();
        return Page.of(rows, checked, ProfileView::id);
    }

    @GET
    @Path("{profile}")
    @Operation(summary = "One shipped consumer profile, by its id or an alias")
    public ProfileView profile(@PathParam("profile") String profile) {
        return profiles.find(profile)
                .map(ProfileView::of)
                .orElseThrow(() -> ProblemException.notFound(
                        "no shipped profile has this id or alias; /api/v1/profiles lists them"));
    }
}
