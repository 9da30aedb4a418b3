// The peers of the benchmarks: what a C program on librabbitmq's blocking client does for the same work.
//
//   peer publish HOST PORT USER PASSWORD COUNT WINDOW BYTES   confirmed, persistent publishes to a bound queue
//   peer call    HOST PORT USER PASSWORD COUNT BYTES          request and reply, one in flight, two processes
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

static void publish(amqp_connection_state_t connection, const char *queue, const char *reply, amqp_bytes_t body, int persistent) {
    amqp_basic_properties_t properties;
    memset(&properties, 0, sizeof properties);
    properties._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | (reply ? AMQP_BASIC_REPLY_TO_FLAG | AMQP_BASIC_CORRELATION_ID_FLAG : 0);
    properties.delivery_mode = persistent ? 2 : 1;
    if (reply) { properties.reply_to = amqp_cstring_bytes(reply); properties.correlation_id = amqp_cstring_bytes("1"); }
    must(amqp_basic_publish(connection, 1, amqp_empty_bytes, amqp_cstring_bytes(queue), persistent, 0, &properties, body) == 0, "publish");
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
            publish(connection, "bench.peer", NULL, body, 1);
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

static void serve(char **argv, int ready) {
    amqp_connection_state_t connection = connect_to(argv);
    amqp_queue_declare(connection, 1, amqp_cstring_bytes("bench.peer.calls"), 0, 0, 0, 1, amqp_empty_table);
    amqp_basic_consume(connection, 1, amqp_cstring_bytes("bench.peer.calls"), amqp_empty_bytes, 0, 1, 0, amqp_empty_table);
    must(amqp_get_rpc_reply(connection).reply_type == AMQP_RESPONSE_NORMAL, "consume");
    must(write(ready, "r", 1) == 1, "ready");
    for (;;) {
        amqp_envelope_t envelope;
        amqp_maybe_release_buffers(connection);
        must(amqp_consume_message(connection, &envelope, NULL, 0).reply_type == AMQP_RESPONSE_NORMAL, "request");
        char reply[128] = {0};
        size_t length = envelope.message.properties.reply_to.len;
        memcpy(reply, envelope.message.properties.reply_to.bytes, length < 127 ? length : 127);
        publish(connection, reply, NULL, envelope.message.body, 0);
        amqp_destroy_envelope(&envelope);
    }
}

static void call_benchmark(char **argv) {
    int count = atoi(argv[6]), bytes = atoi(argv[7]), pipes[2];
    char byte;
    must(pipe(pipes) == 0, "pipe");
    pid_t server = fork();
    if (server == 0) serve(argv, pipes[1]);
    must(read(pipes[0], &byte, 1) == 1, "server");
    amqp_connection_state_t connection = connect_to(argv);
    amqp_queue_declare(connection, 1, amqp_cstring_bytes("bench.peer.replies"), 0, 0, 1, 1, amqp_empty_table);
    amqp_basic_consume(connection, 1, amqp_cstring_bytes("bench.peer.replies"), amqp_empty_bytes, 0, 1, 1, amqp_empty_table);
    must(amqp_get_rpc_reply(connection).reply_type == AMQP_RESPONSE_NORMAL, "consume");
    amqp_bytes_t body = amqp_bytes_malloc(bytes);
    memset(body.bytes, 'x', bytes);
    double begin = wall(), begin_cpu = cpu(RUSAGE_SELF);
    for (int done = 0; done < count; done++) {
        amqp_envelope_t envelope;
        publish(connection, "bench.peer.calls", "bench.peer.replies", body, 0);
        amqp_maybe_release_buffers(connection);
        must(amqp_consume_message(connection, &envelope, NULL, 0).reply_type == AMQP_RESPONSE_NORMAL, "reply");
        amqp_destroy_envelope(&envelope);
    }
    double seconds = wall() - begin, used = cpu(RUSAGE_SELF) - begin_cpu;
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    printf("%.0f %.3f\n", count / seconds, used / count * 1e6);
}

int main(int argc, char **argv) {
    if (argc == 9 && strcmp(argv[1], "publish") == 0) publish_benchmark(argv);
    else if (argc == 8 && strcmp(argv[1], "call") == 0) call_benchmark(argv);
    else { fprintf(stderr, "usage: see the head of peer.c\n"); return 64; }
    return 0;
}
