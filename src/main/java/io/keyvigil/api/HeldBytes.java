package io.keyvigil.api;

import io.keyvigil.admission.BodyBudget;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * The part of the {@link BodyBudget} that one request occupies. It is released when the request has ended, or when its task has:
 * a disconnecting client does not end the task. Confined to the event loop until the task begins.
 */
final class HeldBytes {

    private static final String KEY = HeldBytes.class.getName();

    private final BodyBudget budget;
    private int bytes;
    private boolean inTask;

    private HeldBytes(BodyBudget budget) {
        this.budget = budget;
    }

    static HeldBytes of(RoutingContext context, BodyBudget budget) {
        HeldBytes held = new HeldBytes(budget);
        context.put(KEY, held);
        context.addEndHandler(ended -> held.requestEnded());
        return held;
    }

    boolean take(int more) {
        boolean taken = budget.take(more);
        bytes += taken ? more : 0;
        return taken;
    }

    /** Marks the start of the task. From then on, the bytes are released at the end of the task. */
    static void enterTask(RoutingContext context) {
        if (context.get(KEY) instanceof HeldBytes held) {
            held.inTask = true;
        }
    }

    /** Releases the bytes and the body: a client that reads the response slowly keeps the rest of the request in memory. */
    static void taskEnded(RoutingContext context) {
        if (context.get(KEY) instanceof HeldBytes held) {
            ((RoutingContextInternal) context).setBody(null);
            held.giveBack();
        }
    }

    private void requestEnded() {
        if (!inTask) {
            giveBack();
        }
    }

    private void giveBack() {
        budget.giveBack(bytes);
        bytes = 0;
    }
}
