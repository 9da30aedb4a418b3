// The peers of the benchmarks: what a C program on librabbitmq's blocking client does for the same work.
//
//   peer publish HOST PORT USER PASSWORD COUNT WINDOW BYTES   confirmed, persistent publishes to a bound queue
//   peer call    HOST PORT USER PASSWORD COUNT BYTES          request and reply, one in flight, two processes: default
//                                                             exchange, nothing acknowledged, confirmed or mandatory
//   peer promise HOST PORT USER PASSWORD COUNT BYTES          the same with the promises of the transport: its exchanges,
//                                                             queues and properties, mandatory, confirmed, requests
//                                                             acknowledged after the reply
//
// Prints: messages per second, CPU microseconds per message.
#include <amqp.h>
#include <amqp_tcp_socket.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void must(int ok, const char *what) {
    if (!ok) { fprintf(stderr, "peer: %s failed\n", what); exit(1); }
}

static amqp_connection_state_t connect_to(char **argv) {
    amqp_connection_state_t connection = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(connection);
    must(amqp_socket_open(socket, argv[2], atoi(argv[3])) == 0, "connect");
    must(amqp_login(connection, "/", 0, 131072, 0, AMQP_SASL_METHOD_PLAIN, argv[4], argv[5]).reply_type == AMQP_RESPONSE_NORMAL, "login");
    amqp_channel_open(connection, 1);
    must(amqp_get_rpc_reply(connection).reply_type == AMQP_RESPONSE_NORMAL, "channel");
    return connection;
}

static double wall(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static double cpu(int who) {
    struct rusage usage;
    getrusage(who, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void publish(amqp_connection_state_t connection, const char *queue, amqp_bytes_t body) {
    amqp_basic_properties_t properties;
    memset(&properties, 0, sizeof properties);
    properties._flags = AMQP_BASIC_DELIVERY_MODE_FLAG;
    properties.delivery_mode = 2;
    must(amqp_basic_publish(connection, 1, amqp_empty_bytes, amqp_cstring_bytes(queue), 1, 0, &properties, body) == 0, "publish");
}

static void publish_benchmark(char **argv) {
    int count = atoi(argv[6]), window = atoi(argv[7]), bytes = atoi(argv[8]);
    amqp_connection_state_t connection = connect_to(argv);
    amqp_queue_declare(connection, 1, amqp_cstring_bytes("bench.peer"), 0, 1, 0, 0, amqp_empty_table);
    must(amqp_get_rpc_reply(connection).reply_type == AMQP_RESPONSE_NORMAL, "declare");
    amqp_confirm_select(connection, 1);
    amqp_bytes_t body = amqp_bytes_malloc(bytes);
    memset(body.bytes, 'x', bytes);
    double begin = wall(), begin_cpu = cpu(RUSAGE_SELF);
    unsigned long long sent = 0, confirmed = 0;
    while (confirmed < (unsigned long long)count) {
        while (sent < (unsigned long long)count && sent - confirmed < (unsigned long long)window) {
            publish(connection, "bench.peer", body);
            sent++;
        }
        amqp_frame_t frame;
        must(amqp_simple_wait_frame(connection, &frame) == AMQP_STATUS_OK, "wait");
        if (frame.frame_type == AMQP_FRAME_METHOD && frame.payload.method.id == AMQP_BASIC_ACK_METHOD) {
            amqp_basic_ack_t *ack = frame.payload.method.decoded;
            // Tags come in order from a classic queue, so the newest tells all.
            if (ack->multiple || ack->delivery_tag == confirmed + 1) confirmed = ack->delivery_tag;
            else confirmed++;
        }
        amqp_maybe_release_buffers(connection);
    }
    double seconds = wall() - begin;
    printf("%.0f %.3f\n", count / seconds, (cpu(RUSAGE_SELF) - begin_cpu) / count * 1e6);
    amqp_queue_delete(connection, 1, amqp_cstring_bytes("bench.peer"), 0, 0);
}

// What one side of a call publishes with.
struct side {
    const char *exchange, *key, *reply;
    int promise;
};

static void send_frame(amqp_connection_state_t connection, struct side side, amqp_bytes_t body) {
    amqp_basic_properties_t properties;
    memset(&properties, 0, sizeof properties);
    properties._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_CORRELATION_ID_FLAG;
    properties.delivery_mode = 1;
    properties.correlation_id = amqp_cstring_bytes("1");
    if (side.reply) { properties._flags |= AMQP_BASIC_REPLY_TO_FLAG; properties.reply_to = amqp_cstring_bytes(side.reply); }
    amqp_table_entry_t headers[3];
    memset(headers, 0, sizeof headers);
    if (side.promise) {
        const char *names[] = {"hoso-rpc-sequence", "hoso-rpc-credit", "hoso-rpc-end"};
        for (int n = 0; n < 3; n++) {
            headers[n].key = amqp_cstring_bytes(names[n]);
            headers[n].value.kind = AMQP_FIELD_KIND_I64;
            headers[n].value.value.i64 = n;
        }
        properties._flags |= AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_TYPE_FLAG | AMQP_BASIC_HEADERS_FLAG;
        properties.content_type = amqp_cstring_bytes("application/grpc");
        properties.type = amqp_cstring_bytes("rpc.open");
        properties.headers.num_entries = 3;
        properties.headers.entries = headers;
    }
    must(amqp_basic_publish(connection, 1, amqp_cstring_bytes(side.exchange), amqp_cstring_bytes(side.key), side.promise, 0, &properties, body) == 0, "publish");
}

// Waits for the next delivery; confirms that come between are what a publisher reads and forgets.
static uint64_t next_delivery(amqp_connection_state_t connection, char *reply, amqp_bytes_t *body) {
    uint64_t tag = 0;
    amqp_maybe_release_buffers(connection);
    while (tag == 0) {
        amqp_frame_t frame;
        must(amqp_simple_wait_frame(connection, &frame) == AMQP_STATUS_OK, "wait");
        if (frame.frame_type == AMQP_FRAME_METHOD && frame.payload.method.id == AMQP_BASIC_DELIVER_METHOD)
            tag = ((amqp_basic_deliver_t *)frame.payload.method.decoded)->delivery_tag;
        else
            must(frame.frame_type == AMQP_FRAME_METHOD && frame.payload.method.id == AMQP_BASIC_ACK_METHOD, "delivery");
    }
    amqp_message_t message;
    must(amqp_read_message(connection, 1, &message, 0).reply_type == AMQP_RESPONSE_NORMAL, "message");
    if (reply) {
        size_t length = message.properties.reply_to.len;
        memset(reply, 0, 128);
        memcpy(reply, message.properties.reply_to.bytes, length < 127 ? length : 127);
    }
    body->len = message.body.len < 65536 ? message.body.len : 65536;
    memcpy(body->bytes, message.body.bytes, body->len);
    amqp_destroy_message(&message);
    return tag;
}

static amqp_connection_state_t listen_on(char **argv, const char *queue, int promise, int is_reply) {
    amqp_connection_state_t connection = connect_to(argv);
    if (promise) {
        amqp_exchange_declare(connection, 1, amqp_cstring_bytes("hoso.rpc"), amqp_cstring_bytes("topic"), 0, 1, 0, 0, amqp_empty_table);
        amqp_exchange_declare(connection, 1, amqp_cstring_bytes("hoso.rpc.reply"), amqp_cstring_bytes("direct"), 0, 1, 0, 0, amqp_empty_table);
    }
    amqp_queue_declare(connection, 1, amqp_cstring_bytes(queue), 0, promise && !is_reply, is_reply, !promise || is_reply, amqp_empty_table);
    must(amqp_get_rpc_reply(connection).reply_type == AMQP_RESPONSE_NORMAL, "declare");
    if (promise) {
        amqp_queue_bind(
            connection, 1, amqp_cstring_bytes(queue), amqp_cstring_bytes(is_reply ? "hoso.rpc.reply" : "hoso.rpc"),
            amqp_cstring_bytes(is_reply ? queue : "hoso.bench.v1.PeerService.*"), amqp_empty_table);
        must(amqp_get_rpc_reply(connection).reply_type == AMQP_RESPONSE_NORMAL, "bind");
        amqp_confirm_select(connection, 1);
    }
    amqp_basic_consume(connection, 1, amqp_cstring_bytes(queue), amqp_empty_bytes, 0, !promise || is_reply, is_reply, amqp_empty_table);
    must(amqp_get_rpc_reply(connection).reply_type == AMQP_RESPONSE_NORMAL, "consume");
    return connection;
}

static void serve(char **argv, int promise, int ready) {
    amqp_connection_state_t connection = listen_on(argv, "bench.peer.calls", promise, 0);
    must(write(ready, "r", 1) == 1, "ready");
    amqp_bytes_t body = amqp_bytes_malloc(65536);
    char reply[128];
    for (;;) {
        uint64_t tag = next_delivery(connection, reply, &body);
        send_frame(connection, (struct side){promise ? "hoso.rpc.reply" : "", reply, NULL, promise}, body);
        if (promise) must(amqp_basic_ack(connection, 1, tag, 0) == 0, "ack");
    }
}

static void call_benchmark(char **argv, int promise) {
    int count = atoi(argv[6]), bytes = atoi(argv[7]), pipes[2];
    char byte;
    must(pipe(pipes) == 0, "pipe");
    pid_t server = fork();
    if (server == 0) serve(argv, promise, pipes[1]);
    must(read(pipes[0], &byte, 1) == 1, "server");
    amqp_connection_state_t connection = listen_on(argv, "bench.peer.replies", promise, 1);
    amqp_bytes_t body = amqp_bytes_malloc(bytes), answer = amqp_bytes_malloc(65536);
    memset(body.bytes, 'x', bytes);
    struct side side = {promise ? "hoso.rpc" : "", promise ? "hoso.bench.v1.PeerService.Echo" : "bench.peer.calls", "bench.peer.replies", promise};
    double begin = 0, begin_cpu = 0;
    for (int done = -count / 10; done < count; done++) {
        // The first tenth warms up.
        if (done == 0) { begin = wall(); begin_cpu = cpu(RUSAGE_SELF); }
        send_frame(connection, side, body);
        next_delivery(connection, NULL, &answer);
    }
    double seconds = wall() - begin, used = cpu(RUSAGE_SELF) - begin_cpu;
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    if (promise) amqp_queue_delete(connection, 1, amqp_cstring_bytes("bench.peer.calls"), 0, 0);
    printf("%.0f %.3f\n", count / seconds, used / count * 1e6);
}

int main(int argc, char **argv) {
    if (argc == 9 && strcmp(argv[1], "publish") == 0) publish_benchmark(argv);
    else if (argc == 8 && strcmp(argv[1], "call") == 0) call_benchmark(argv, 0);
    else if (argc == 8 && strcmp(argv[1], "promise") == 0) call_benchmark(argv, 1);
    else { fprintf(stderr, "usage: see the head of peer.c\n"); return 64; }
    return 0;
}
