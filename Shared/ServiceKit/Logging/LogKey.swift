/// The metadata keys a log line may show. Values under other keys are withheld: a library or a new line of code cannot
/// leak personal data by accident.
///
/// None of them ever holds a body, a name of a person, an identity number or a token.
public enum LogKey: String, CaseIterable, Sendable {
    /// Id of a call.
    case callID = "call.id"
    /// A dossier's public code.
    case dossierCode = "dossier.code"
    /// The safe description of an error.
    case error = "error"
    /// The kind of an error.
    case errorType = "error.type"
    /// Name of an event.
    case eventName = "event.name"
    /// Kind of a protocol frame.
    case frameKind = "frame.kind"
    /// HTTP method.
    case httpMethod = "http.method"
    /// HTTP route pattern, never the path.
    case httpRoute = "http.route"
    /// HTTP status.
    case httpStatus = "http.status"
    /// Id of a message.
    case messageID = "message.id"
    /// A migration's file name.
    case migration = "migration"
    /// Id of a paper.
    case paperID = "paper.id"
    /// A port number.
    case port = "port"
    /// Process id of a database session.
    case postgresBackend = "postgres.backend"
    /// Safe description of a database error.
    case postgresError = "postgres.error"
    /// Name of a queue.
    case queue = "queue"
    /// Name of a queue.
    case queueName = "queue.name"
    /// Id of a request at the edge.
    case requestID = "request.id"
    /// gRPC method.
    case rpcMethod = "rpc.method"
    /// A schema.
    case schema = "schema"
    /// A check of readiness.
    case check = "check"
    /// Id of the trace the line belongs to; added by itself.
    case traceID = "trace.id"
    /// A duration in seconds.
    case seconds = "duration.seconds"
    /// A count.
    case count = "count"
}
