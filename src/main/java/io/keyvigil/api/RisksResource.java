package io.keyvigil.api;

import io.keyvigil.risk.RiskWatch;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Active and resolved risks. */
@Path("/api/v1/risks")
@Produces(MediaType.APPLICATION_JSON)
class RisksResource {

    private final RiskWatch risks;

    RisksResource(RiskWatch risks) {
        this.risks = risks;
    }

    @GET
    @Operation(summary = "The active risks, the most severe first; the latest 1,000 that resolved, the latest first")
    public RiskPage risks(
            @Parameter(schema = @Schema(enumeration = {"active", "resolved", "all"}))
                    @QueryParam("state")
                    @DefaultValue("active")
                    String state,
            @QueryParam("after") Optional<String> after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("limit")
                    @DefaultValue(Page.DEFAULT_LIMIT)
                    String limit) {
        int checked = Page.checked(limit);
        long passed = after.map(RisksResource::cursor).orElse(0L);
        List<RiskView> all = views(state).toList();
        List<RiskView> oneMore = all.stream().skip(passed).limit(checked + 1L).toList();
        Page<RiskView> page = Page.of(oneMore, checked, last -> Long.toString(passed + checked));
        return new RiskPage(page.items(), page.next(), counts(all));
    }

    private static Map<String, Long> counts(List<RiskView> all) {
        return all.stream().collect(Collectors.groupingBy(RiskView::severity, TreeMap::new, Collectors.counting()));
    }

    private Stream<RiskView> views(String state) {
        return switch (state) {
            case "active" -> active();
            case "resolved" -> resolved();
            case "all" -> Stream.concat(active(), resolved());
            default -> throw ProblemException.badRequest("state is active, resolved or all");
        };
    }

    private Stream<RiskView> active() {
        return risks.active().stream().map(RiskView::of);
    }

    private Stream<RiskView> resolved() {
        return risks.recentlyResolved().stream().map(RiskView::of);
    }

    private static long cursor(String after) {
        try {
            return Math.max(0, Long.parseLong(after));
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("after is the next of an earlier page");
        }
    }
}
