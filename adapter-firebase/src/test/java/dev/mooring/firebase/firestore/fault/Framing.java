package dev.mooring.firebase.firestore.fault;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** gRPC's messages in HTTP/2's data: a byte that says whether it is packed, four of length, the message. */
final class Framing {

    static final int PREFIX = 5;

    private Framing() {}

    static MethodDescriptor<byte[], byte[]> method(MethodType type, String fullName) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(fullName)
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    static byte[] prefix(long length) {
        return ByteBuffer.allocate(PREFIX).put((byte) 0).putInt((int) length).array();
    }

    static byte[] framed(List<byte[]> messages) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            framed.writeBytes(prefix(message.length));
            framed.writeBytes(message);
        }
        return framed.toByteArray();
    }

    /** Takes the whole messages from what has arrived, and leaves the rest there. */
    static List<byte[]> taken(ByteArrayOutputStream arrived) {
        List<byte[]> messages = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(arrived.toByteArray());
        while (bytes.remaining() >= PREFIX && bytes.remaining() >= PREFIX + bytes.getInt(bytes.position() + 1)) {
            byte[] message = new byte[bytes.getInt(bytes.position() + 1)];
            bytes.position(bytes.position() + PREFIX);
            bytes.get(message);
            messages.add(message);
        }
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        arrived.reset();
        arrived.writeBytes(rest);
        return messages;
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
