import Clocks
import GRPCCore

/// One AMQP message of a call, in either direction.
struct Frame: Sendable {
    /// What a frame is for; the `type` property on the wire.
    enum Kind: String, CaseIterable, Sendable {
        /// The first frame of a call, from the client.
        case open = "rpc.open"
        /// Further parts of a call.
        case data = "rpc.data"
        /// The server has taken a call whose client goes on writing: its address and first credit.
        case accept = "rpc.accept"
        /// More credit.
        case credit = "rpc.credit"
        /// The client wants no answer any more.
        case cancel = "rpc.cancel"
        /// The server asks whether the client is still there; answered by credit.
        case ping = "rpc.ping"

        /// Whether frames of this kind are numbered.
        var isNumbered: Bool { self == .open || self == .data }
    }

    var kind: Kind
    /// Unique among the calls of one client address.
    var callID: String
    /// Routing key of the client; in every frame from a client.
    var replyTo: String?
    var sequence: Int64 = 0
    /// Metadata of the request (in `open`) or initial metadata of the response.
    var metadata: Metadata?
    var messages: [AMQPTransportBytes] = []
    /// The client writes nothing after this.
    var isEnd = false
    /// The end of the call, from the server.
    var status: Status?
    /// Trailing metadata; only with a status.
    var trailers = Metadata()
    /// Bytes the sender takes in total since the call began.
    var credit: Int64?
    /// Routing key of the server process.
    var address: String?
    var deadline: UTCInstant?
    /// How long the client waits, counted from the arrival; from clients that send no deadline.
    var timeout: Duration?
    var methodType: MethodDescriptor.RPCType?

    init(_ kind: Kind, callID: String) {
        self.kind = kind
        self.callID = callID
    }

    /// What the messages count against credit. Unit: bytes.
    var cost: Int { self.messages.reduce(0) { $0 + $1.cost } }
}

extension AMQPTransportBytes {
    /// What a message counts against credit: its bytes and its prefix, so that empty ones count too.
    var cost: Int { self.count + MessageFraming.prefixBytes }
}
