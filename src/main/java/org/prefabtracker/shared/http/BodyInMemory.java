package org.prefabtracker.shared.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Receives a small body into memory, which is held until the end of the request. */
abstract class BodyInMemory implements BodyReceiver.Receiving {

    private final BodyMemory memory;
    private final String address;
    private final Buffer body = Buffer.buffer();

    BodyInMemory(RoutingContext context, BodyMemory memory) {
        this.memory = memory;
        this.address = SenderAddress.of(context.request().remoteAddress());
        context.addEndHandler(end -> memory.release(address, body.length()));
    }

    @Override
    public final boolean take(Buffer bytes) {
        body.appendBuffer(bytes);
        return memory.hold(address, bytes.length());
    }

    @Override
    public final void done() {
        done(body);
    }

    /** All of it was taken. */
    abstract void done(Buffer whole);
}
