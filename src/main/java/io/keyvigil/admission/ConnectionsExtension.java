package io.keyvigil.admission;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Shows Netty's new connections to {@link Connections}, before a byte of them is read: a connection that never completes the
 * head of a request reaches no other code of Keyvigil.
 */
@RegisterForReflection
public final class ConnectionsExtension extends ChannelInitializerExtension {

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        Connections.opening(channel);
    }
}
