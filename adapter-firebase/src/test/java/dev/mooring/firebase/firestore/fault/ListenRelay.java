package dev.mooring.firebase.firestore.fault;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.List;

/** A stream in both directions, message by message. */
final class ListenRelay extends ClientCall.Listener<byte[]> {

    private final ClientCall<byte[], byte[]> call;
    private final GrpcAnswer answer;

    private ListenRelay(ClientCall<byte[], byte[]> call, GrpcAnswer answer) {
        this.call = call;
        this.answer = answer;
    }

    static ListenRelay open(ManagedChannel upstream, GrpcAsked asked, GrpcAnswer answer) {
        ClientCall<byte[], byte[]> call =
                upstream.newCall(Framing.method(MethodType.BIDI_STREAMING, asked.fullMethod()), CallOptions.DEFAULT);
        ListenRelay relay = new ListenRelay(call, answer);
        call.start(relay, asked.metadata());
        call.request(1);
        return relay;
    }

    void sent(byte[] message) {
        call.sendMessage(message);
    }

    void halfClosed() {
        call.halfClose();
    }

    /** The client is gone. */
    void left() {
        call.cancel("the client has left", null);
    }

    @Override
    public void onHeaders(Metadata headers) {
        answer.begin();
    }

    @Override
    public void onMessage(byte[] message) {
        answer.data(Framing.framed(List.of(message)));
        call.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        answer.end(status, trailers);
    }
}
