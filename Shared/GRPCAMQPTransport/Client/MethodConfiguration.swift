import GRPCCore

/// Configuration by method: that of the method, else of its service, else of all.
struct MethodConfiguration: Sendable {
    private let elements: [MethodConfig.Name: MethodConfig]

    init(_ serviceConfig: ServiceConfig) {
        var elements: [MethodConfig.Name: MethodConfig] = [:]
        for configuration in serviceConfig.methodConfig {
            for name in configuration.names { elements[name] = configuration }
        }
        self.elements = elements
    }

    subscript(_ method: MethodDescriptor) -> MethodConfig? {
        let service = method.service.fullyQualifiedService
        return self.elements[MethodConfig.Name(service: service, method: method.method)]
            ?? self.elements[MethodConfig.Name(service: service, method: "")]
            ?? self.elements[MethodConfig.Name(service: "", method: "")]
    }
}
