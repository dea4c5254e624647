package io.keyvigil.api;

import io.keyvigil.tenant.AsciiCase;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The OpenAPI document as the build wrote it: nothing of it is made, parsed or held at run time. It is YAML unless {@code .json},
 * {@code ?format=json} or the {@code Accept} header asks for JSON.
 */
@Path("/openapi{suffix:(\\.json|\\.yaml|\\.yml)?}")
class DescriptionResource {

    private static final String YAML = "application/yaml";
    private static final MediaType YAML_TYPE = MediaType.valueOf(YAML);

    @GET
    @Operation(hidden = true)
    public Response document(
            @PathParam("suffix") String suffix,
            @QueryParam("format") Optional<String> format,
            @Context HttpHeaders headers) {
        boolean json = suffix.isEmpty()
                ? format.map(text -> AsciiCase.same("json", text)).orElseGet(() -> asksForJson(headers))
                : ".json".equals(suffix);
        InputStream document =
                DescriptionResource.class.getResourceAsStream(json ? "/openapi/openapi.json" : "/openapi/openapi.yaml");
        return Response.ok(document)
                .header(HttpHeaders.CONTENT_TYPE, (json ? MediaType.APPLICATION_JSON : YAML) + ";charset=UTF-8")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private static boolean asksForJson(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(YAML_TYPE) || type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(YAML_TYPE))
                .isPresent();
    }
}
