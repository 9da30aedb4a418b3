import Configuration
import Foundation
import SystemPackage

/// Where configuration values come from, strongest first: arguments, environment, file.
///
/// The key `broker.host` is `--broker-host`, `HOSO_BROKER_HOST`, or `broker: {host: …}` in the YAML file that
/// `--config-file` or `HOSO_CONFIG_FILE` names.
struct ConfigurationSources: Sendable {
    private struct Source: Sendable {
        let provider: any ConfigProvider
        let name: @Sendable (String) -> String
    }

    private let sources: [Source]
    private let arguments: [String]
    private let environment: [String: String]

    /// Opens the sources.
    ///
    /// - Throws: ``ConfigurationError`` when the named file cannot be read.
    init(arguments: [String], environment: [String: String]) async throws {
        self.arguments = arguments
        self.environment = environment
        var sources = [
            Source(provider: CommandLineArgumentsProvider(arguments: ["hoso"] + arguments)) { "argument \(Self.flag($0))" },
            Source(provider: EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "hoso")) {
                "environment \(Self.variable($0))"
            },
        ]
        let fileKey = AbsoluteConfigKey(["config", "file"])
        for source in sources {
            guard let path = try source.provider.value(forKey: fileKey, type: .string).value?.content.asString else { continue }
            do {
                let file = try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
                sources.append(Source(provider: file) { "file \(path), \($0)" })
            } catch {
                throw ConfigurationError(faults: [
                    ConfigurationFault(
                        key: "config.file", source: source.name("config.file"), expected: "a readable YAML file",
                        got: "\(path): \(error)")
                ])
            }
            break
        }
        self.sources = sources
    }

    /// The first value of a key and where it was found.
    func text(_ key: String) throws -> (value: String, source: String)? {
        let path = AbsoluteConfigKey(key.split(separator: ".").map(String.init))
        for source in self.sources {
            if let value = try source.provider.value(forKey: path, type: .string).value?.content.asString {
                return (value, source.name(key))
            }
        }
        return nil
    }

    /// Names in the arguments and in the environment that no setting has.
    func unknown(known keys: Set<String>) -> [ConfigurationFault] {
        let flags = Set(keys.map(Self.flag)), variables = Set(keys.map(Self.variable))
        let strangeFlags = self.arguments.filter { $0.hasPrefix("--") }
            .map { String($0.prefix { $0 != "=" }) }.filter { !flags.contains($0) }
        let strangeVariables = self.environment.keys.filter {
            $0.hasPrefix("HOSO_") && !$0.hasPrefix("HOSO_TEST_") && !variables.contains($0)
        }
        return (strangeFlags.map { ($0, "arguments") } + strangeVariables.map { ($0, "environment") }).map {
            ConfigurationFault(key: $0.0, source: $0.1, expected: "a known key", got: "an unknown one")
        }
    }

    static func flag(_ key: String) -> String { "--" + key.replacing(".", with: "-") }

    static func variable(_ key: String) -> String { "HOSO_" + key.replacing(".", with: "_").uppercased() }
}

extension ConfigContent {
    fileprivate var asString: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
