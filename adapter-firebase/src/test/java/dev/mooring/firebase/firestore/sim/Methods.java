package dev.mooring.firebase.firestore.sim;

import com.google.protobuf.Message;
import dev.mooring.firebase.firestore.sim.Failures.Failure;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Methods of Firestore's service, described by hand: the generated service is published no longer. */
final class Methods {

    static final String SERVICE = "google.firestore.v1.Firestore";

    private final ServerServiceDefinition.Builder service;
    private final Failures failures;

    Methods(ServerServiceDefinition.Builder service, Failures failures) {
        this.service = service;
        this.failures = failures;
    }

    static <Q extends Message, A extends Message> MethodDescriptor<Q, A> described(
            String name, MethodType type, Q question, A answer) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(ProtoUtils.marshaller(question))
                .setResponseMarshaller(ProtoUtils.marshaller(answer))
                .build();
    }

    <Q extends Message, A extends Message> void one(String name, Q question, A answer, Function<Q, A> act) {
        service.addMethod(
                described(name, MethodType.UNARY, question, answer),
                ServerCalls.asyncUnaryCall(
                        (Q asked, StreamObserver<A> to) -> answer(name, () -> List.of(act.apply(asked)), to)));
    }

    <Q extends Message, A extends Message> void many(String name, Q question, A answer, Function<Q, List<A>> act) {
        service.addMethod(
                described(name, MethodType.SERVER_STREAMING, question, answer),
                ServerCalls.asyncServerStreamingCall(
                        (Q asked, StreamObserver<A> to) -> answer(name, () -> act.apply(asked), to)));
    }

    <Q extends Message, A extends Message> void stream(
            String name, Q question, A answer, Function<StreamObserver<A>, StreamObserver<Q>> open) {
        service.addMethod(
                described(name, MethodType.BIDI_STREAMING, question, answer),
                ServerCalls.asyncBidiStreamingCall(open::apply));
    }

    private <A> void answer(String name, Supplier<List<A>> act, StreamObserver<A> to) {
        Failure failure = failures.met(name);
        try {
            List<A> answers = failure == null || failure.acted() ? act.get() : List.of();
            if (failure == null) {
                answers.forEach(to::onNext);
                to.onCompleted();
            } else if (failure.status() != null) {
                to.onError(failure.exception(failure.status()));
            }
        } catch (StatusRuntimeException e) {
            to.onError(e);
        }
    }
}
