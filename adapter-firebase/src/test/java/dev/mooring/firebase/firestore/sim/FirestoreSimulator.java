package dev.mooring.firebase.firestore.sim;

import com.google.cloud.firestore.FirestoreOptions;
import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.BatchGetDocumentsResponse;
import com.google.firestore.v1.BatchWriteRequest;
import com.google.firestore.v1.BatchWriteResponse;
import com.google.firestore.v1.BeginTransactionRequest;
import com.google.firestore.v1.BeginTransactionResponse;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.CommitResponse;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.ListenRequest;
import com.google.firestore.v1.ListenResponse;
import com.google.firestore.v1.RollbackRequest;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.RunQueryResponse;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import com.google.firestore.v1.WriteResult;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.mooring.firebase.firestore.sim.Failures.Failure;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Firestore on a free port of loopback, which the Admin SDK's client takes for an emulator. Safe for several threads. */
public final class FirestoreSimulator implements AutoCloseable {

    public static final String PROJECT = "demo-mooring";
    private static final String ROOT = "projects/" + PROJECT + "/databases/(default)/documents/";
    private static final int MOST_WRITES = 500;

    private final Database database = new Database();
    private final Failures failures = new Failures();
    private final Rules rules = new Rules();
    private final Listens listens = new Listens(database, failures, rules);
    private final Server server;

    private FirestoreSimulator() throws IOException {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(Methods.SERVICE);
        Methods methods = new Methods(service, failures);
        methods.one("Commit", CommitRequest.getDefaultInstance(), CommitResponse.getDefaultInstance(), this::commit);
        methods.one(
                "BatchWrite",
                BatchWriteRequest.getDefaultInstance(),
                BatchWriteResponse.getDefaultInstance(),
                this::batch);
        methods.one(
                "BeginTransaction",
                BeginTransactionRequest.getDefaultInstance(),
                BeginTransactionResponse.getDefaultInstance(),
                asked -> BeginTransactionResponse.newBuilder()
                        .setTransaction(database.beginTransaction())
                        .build());
        methods.one("Rollback", RollbackRequest.getDefaultInstance(), Empty.getDefaultInstance(), asked -> {
            database.endTransaction(asked.getTransaction());
            return Empty.getDefaultInstance();
        });
        methods.many(
                "BatchGetDocuments",
                BatchGetDocumentsRequest.getDefaultInstance(),
                BatchGetDocumentsResponse.getDefaultInstance(),
                this::get);
        methods.many(
                "RunQuery", RunQueryRequest.getDefaultInstance(), RunQueryResponse.getDefaultInstance(), this::query);
        methods.stream(
                "Listen", ListenRequest.getDefaultInstance(), ListenResponse.getDefaultInstance(), listens::listen);
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerInterceptors.intercept(service.build(), rules))
                .build()
                .start();
    }

    public static FirestoreSimulator start() {
        try {
            return new FirestoreSimulator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options of a client of this database. */
    public FirestoreOptions options() {
        return FirestoreOptions.newBuilder()
                .setProjectId(PROJECT)
                .setEmulatorHost(address())
                .build();
    }

    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** From now on each document is its owner's, whom that field names, and nobody else's. */
    public void owned(String field) {
        rules.owned(field);
    }

    /** A token by which a user signs in. */
    public void admit(String token, String user) {
        rules.admit(token, user);
    }

    /** A token that is taken no longer. */
    public void expire(String token) {
        rules.expire(token);
    }

    /** The next call of a method ends in that status and does nothing. */
    public void failNext(String method, Status status) {
        failures.add(method, new Failure(status, new Metadata(), false));
    }

    /** The same, with more that the answer says. */
    public void failNext(String method, Status status, Metadata trailers) {
        failures.add(method, new Failure(status, trailers, false));
    }

    /** The next call of a method is acted on, and its answer is lost. */
    public void loseNext(String method) {
        failures.add(method, new Failure(Status.UNAVAILABLE.withDescription("lost"), new Metadata(), true));
    }

    /** The next call of a method is never answered. */
    public void hangNext(String method) {
        failures.add(method, new Failure(null, new Metadata(), false));
    }

    /** Every stream of a listening client ends in that status. */
    public void endStreams(Status status) {
        listens.end(status);
    }

    /** How often a method was called since the last {@link #reset}. */
    public int calls(String method) {
        return failures.calls(method);
    }

    /** Forgets failures and counts. */
    public void reset() {
        failures.clear();
    }

    /** Moves the server's clock on. */
    public void advance(Duration time) {
        database.advance(time);
    }

    /** A request that arrives now, which its server timestamps tell, and is committed when the caller says so. */
    public Runnable begin(Write write) {
        long arrival = database.arrival();
        return () -> database.commit(List.of(write), arrival);
    }

    /** Puts a document there as some client without knowledge of Mooring might. */
    public void put(String path, Map<String, Value> fields) {
        Document document =
                Document.newBuilder().setName(ROOT + path).putAllFields(fields).build();
        begin(Write.newBuilder().setUpdate(document).build()).run();
    }

    /** What is stored. */
    public Optional<Map<String, Value>> stored(String path) {
        return Optional.ofNullable(database.get(ROOT + path)).map(Document::getFieldsMap);
    }

    /** The full name of a document. */
    public static String name(String path) {
        return ROOT + path;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private CommitResponse commit(CommitRequest request) {
        limited(request.getWritesCount());
        request.getWritesList().forEach(this::allowed);
        Database.Committed done =
                database.commit(request.getTransaction(), request.getWritesList(), database.arrival());
        return CommitResponse.newBuilder()
                .setCommitTime(done.time())
                .addAllWriteResults(done.results())
                .build();
    }

    /** Not atomic: each write for itself, with a status of its own. */
    private BatchWriteResponse batch(BatchWriteRequest request) {
        limited(request.getWritesCount());
        BatchWriteResponse.Builder answer = BatchWriteResponse.newBuilder();
        for (Write write : request.getWritesList()) {
            try {
                allowed(write);
                answer.addWriteResults(database.commit(List.of(write), database.arrival())
                                .results()
                                .get(0))
                        .addStatus(com.google.rpc.Status.getDefaultInstance());
            } catch (StatusRuntimeException e) {
                answer.addWriteResults(WriteResult.getDefaultInstance())
                        .addStatus(com.google.rpc.Status.newBuilder()
                                .setCode(e.getStatus().getCode().value())
                                .setMessage(String.valueOf(e.getStatus().getDescription())));
            }
        }
        return answer.build();
    }

    private List<BatchGetDocumentsResponse> get(BatchGetDocumentsRequest request) {
        boolean begins = request.hasNewTransaction();
        ByteString transaction = begins ? database.beginTransaction() : request.getTransaction();
        return database.at((documents, now) -> {
            List<BatchGetDocumentsResponse> answers = new ArrayList<>();
            if (begins) {
                answers.add(BatchGetDocumentsResponse.newBuilder()
                        .setTransaction(transaction)
                        .build());
            }
            for (String name : request.getDocumentsList()) {
                BatchGetDocumentsResponse.Builder answer =
                        BatchGetDocumentsResponse.newBuilder().setReadTime(now);
                Document found = database.get(transaction, name);
                rules.read(found);
                answers.add((found == null ? answer.setMissing(name) : answer.setFound(found)).build());
            }
            return answers;
        });
    }

    private void allowed(Write write) {
        rules.write(write, database.get(write.hasUpdate() ? write.getUpdate().getName() : write.getDelete()));
    }

    private List<RunQueryResponse> query(RunQueryRequest request) {
        rules.query(request.getStructuredQuery());
        return database.at((documents, now) -> {
            List<RunQueryResponse> answers = new ArrayList<>();
            for (Document document : Queries.run(documents, request.getParent(), request.getStructuredQuery())) {
                answers.add(RunQueryResponse.newBuilder()
                        .setDocument(document)
                        .setReadTime(now)
                        .build());
            }
            answers.add(RunQueryResponse.newBuilder().setReadTime(now).build());
            return answers;
        });
    }

    private static void limited(int writes) {
        if (writes > MOST_WRITES) {
            throw Names.invalid("maximum " + MOST_WRITES + " writes allowed per request");
        }
    }
}
