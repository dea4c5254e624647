package io.keyvigil.api;

import io.keyvigil.ntp.ClockWatch;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Compares this clock with the actual time. */
@Path("/api/v1/clock")
@Produces(MediaType.APPLICATION_JSON)
class ClockResource {

    private final ClockWatch clock;

    ClockResource(ClockWatch clock) {
        this.clock = clock;
    }

    @GET
    @Operation(summary = "How far this clock is from true time, who says so, and how sure that is")
    public ClockView clock() {
        return ClockView.of(clock.drift());
    }

    @GET
    @Path("history")
    @Operation(summary = "The offsets of this clock in the last 24 hours, one sample per minute, the oldest first")
    public ClockHistoryView history() {
        return ClockHistoryView.of(clock.history());
    }
}
