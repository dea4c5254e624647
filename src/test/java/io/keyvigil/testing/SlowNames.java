package io.keyvigil.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A name server on loopback (RFC 1035): every name has the address 127.0.0.1, and names whose first label begins with "slow"
 * get no answer, for which the C library waits 10 s. A program uses it if it is started by {@link #launcher}.
 */
public final class SlowNames implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.77";
    private static final int PORT = 53;
    private static final int TYPE_A = 1;
    private static final int HEADER_BYTES = 12;
    private static final int MAX_BYTES = 512;
    private static final short ANSWER = (short) 0x8180;

    private final DatagramSocket socket;
    private final List<String> launcher;

    private SlowNames(DatagramSocket socket, List<String> launcher) {
        this.socket = socket;
        this.launcher = launcher;
    }

    /** @throws IOException if this process may not listen at that port or may not mount */
    public static SlowNames start(Path directory) throws IOException, InterruptedException {
        Path settings = Files.writeString(directory.resolve("resolv.conf"), "nameserver " + ADDRESS + "\n");
        String mount = "mount --bind " + settings + " /etc/resolv.conf && exec \"$@\"";
        List<String> launcher = List.of("unshare", "--mount", "sh", "-c", mount, "sh");
        Process trial = new ProcessBuilder(launcher).start();
        if (trial.waitFor() != 0) {
            throw new IOException("unshare ended with status " + trial.exitValue());
        }
        SlowNames names = new SlowNames(new DatagramSocket(new InetSocketAddress(ADDRESS, PORT)), launcher);
        Thread thread = new Thread(names::serve, "slow-names");
        thread.setDaemon(true);
        thread.start();
        return names;
    }

    /** The command that starts another one with this name server. */
    public List<String> launcher() {
        return launcher;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket query = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
                socket.receive(query);
                if (!firstLabel(query).startsWith("slow")) {
                    byte[] answer = answer(query);
                    socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static String firstLabel(DatagramPacket query) {
        return new String(query.getData(), HEADER_BYTES + 1, query.getData()[HEADER_BYTES], StandardCharsets.US_ASCII);
    }

    /** The question, followed by one address if it asks for an address of IPv4. */
    private static byte[] answer(DatagramPacket query) {
        byte[] question = query.getData();
        int end = HEADER_BYTES;
        while (question[end] != 0) {
            end += question[end] + 1;
        }
        end += 5;
        boolean asksForIpv4 = question[end - 3] == TYPE_A;
        ByteBuffer answer = ByteBuffer.allocate(MAX_BYTES);
        answer.putShort((short) (question[0] << 8 | question[1] & 0xff)).putShort(ANSWER);
        answer.putShort((short) 1).putShort((short) (asksForIpv4 ? 1 : 0)).putInt(0);
        answer.put(question, HEADER_BYTES, end - HEADER_BYTES);
        if (asksForIpv4) {
            answer.putShort((short) 0xc00c).putShort((short) TYPE_A).putShort((short) 1);
            answer.putInt(30)
                    .putShort((short) 4)
                    .put(InetAddress.getLoopbackAddress().getAddress());
        }
        byte[] octets = new byte[answer.position()];
        answer.flip().get(octets);
        return octets;
    }
}
