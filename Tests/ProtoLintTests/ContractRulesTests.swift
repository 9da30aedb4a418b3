import SwiftProtobuf
import Testing

@testable import ProtoLint

/// Builds one small contract that keeps every rule; each test breaks one.
private struct Contract {
    var file = Google_Protobuf_FileDescriptorProto()

    init() {
        self.file.name = "hoso/test/v1/service.proto"
        self.file.package = "hoso.test.v1"
        self.file.syntax = "proto3"
        self.file.messageType = [Self.message("AskRequest"), Self.message("AskResponse")]
        self.file.enumType = [
            .with {
                $0.name = "ReplyKind"
                $0.value = [Self.value("REPLY_KIND_UNSPECIFIED", 0), Self.value("REPLY_KIND_YES", 1)]
            }
        ]
        self.file.service = [
            .with {
                $0.name = "TestService"
                $0.method = [
                    .with {
                        $0.name = "Ask"
                        $0.inputType = ".hoso.test.v1.AskRequest"
                        $0.outputType = ".hoso.test.v1.AskResponse"
                    }
                ]
            }
        ]
        for path: [Int32] in [[4, 0], [4, 0, 2, 0], [4, 1], [4, 1, 2, 0], [5, 0], [5, 0, 2, 0], [5, 0, 2, 1], [6, 0], [6, 0, 2, 0]] {
            self.comment(path)
        }
    }

    static func message(_ name: String) -> Google_Protobuf_DescriptorProto {
        .with {
            $0.name = name
            $0.field = [
                .with {
                    $0.name = "text"
                    $0.number = 1
                    $0.type = .string
                    $0.label = .optional
                }
            ]
        }
    }

    static func value(_ name: String, _ number: Int32) -> Google_Protobuf_EnumValueDescriptorProto {
        .with {
            $0.name = name
            $0.number = number
        }
    }

    mutating func comment(_ path: [Int32]) {
        self.file.sourceCodeInfo.location.append(
            .with {
                $0.path = path
                $0.leadingComments = " Meaning.\n"
                $0.leadingDetachedComments = path.count == 4 && path[0] == 4 ? [" Next unused field number: 2\n"] : []
            })
    }

    var set: Google_Protobuf_FileDescriptorSet { .with { $0.file = [self.file] } }
    var findings: [Finding] { ContractRules.check(self.set) }
}

@Suite struct ContractRulesTests {
    @Test func `a contract that keeps the rules has no finding`() {
        #expect(Contract().findings.isEmpty)
    }

    @Test func `the optional keyword is refused`() {
        var contract = Contract()
        contract.file.messageType[0].field[0].proto3Optional = true

        #expect(contract.findings.map(\.element) == ["hoso.test.v1.AskRequest.text"])
    }

    @Test func `a message that contains itself through another is refused`() {
        var contract = Contract()
        contract.file.messageType[0].field[0].type = .message
        contract.file.messageType[0].field[0].typeName = ".hoso.test.v1.AskResponse"
        contract.file.messageType[1].field[0].type = .message
        contract.file.messageType[1].field[0].typeName = ".hoso.test.v1.AskRequest"

        #expect(contract.findings.contains { $0.message.contains("contains itself") })
    }

    @Test func `zero of an enum must be unspecified`() {
        var contract = Contract()
        contract.file.enumType[0].value[0].name = "REPLY_KIND_NONE"

        #expect(contract.findings.map(\.element) == ["hoso.test.v1.ReplyKind.REPLY_KIND_NONE"])
    }

    @Test func `a value without the prefix of its enum is refused`() {
        var contract = Contract()
        contract.file.enumType[0].value[1].name = "YES"

        #expect(contract.findings.map(\.element) == ["hoso.test.v1.ReplyKind.YES"])
    }

    @Test(arguments: [[4, 0], [4, 0, 2, 0], [5, 0], [5, 0, 2, 1], [6, 0], [6, 0, 2, 0]] as [[Int32]])
    func `an element without a comment is refused`(path: [Int32]) throws {
        var contract = Contract()
        let index = try #require(contract.file.sourceCodeInfo.location.firstIndex { $0.path == path })
        contract.file.sourceCodeInfo.location[index].clearLeadingComments()

        #expect(contract.findings.count == 1)
        #expect(contract.findings.first?.message.contains("comment") == true)
    }

    @Test func `the next unused number must be right`() {
        var contract = Contract()
        contract.file.messageType[0].reservedRange = [
            .with {
                $0.start = 2
                $0.end = 5
            }
        ]

        #expect(contract.findings.map(\.message) == ["must begin with the comment `// Next unused field number: 5`"])
    }

    @Test func `a package other than its folder is refused`() {
        var contract = Contract()
        contract.file.package = "hoso.test.v2"

        #expect(contract.findings.contains { $0.element == "hoso/test/v1/service.proto" })
    }

    @Test func `a map is refused`() {
        var contract = Contract()
        contract.file.messageType[0].nestedType = [
            .with {
                $0.name = "TextEntry"
                $0.options.mapEntry = true
            }
        ]

        #expect(contract.findings.map(\.element) == ["hoso.test.v1.AskRequest.TextEntry"])
    }

    @Test func `a method must have a request and a response of its own name`() {
        var contract = Contract()
        contract.file.service[0].method[0].name = "Tell"

        #expect(contract.findings.count == 2)
    }
}

@Suite struct BreakingChangesTests {
    private let old = Contract().set

    @Test func `nothing changed breaks nothing`() {
        #expect(BreakingChanges.check(from: self.old, to: self.old).isEmpty)
    }

    @Test func `something added breaks nothing`() {
        var new = Contract()
        new.file.messageType.append(Contract.message("More"))
        new.file.enumType[0].value.append(Contract.value("REPLY_KIND_NO", 2))

        #expect(BreakingChanges.check(from: self.old, to: new.set).isEmpty)
    }

    @Test func `a field removed without being reserved breaks`() {
        var new = Contract()
        new.file.messageType[0].field = []

        #expect(BreakingChanges.check(from: self.old, to: new.set).map(\.element) == ["hoso.test.v1.AskRequest.text"])
    }

    @Test func `a field removed and reserved by number and name breaks nothing`() {
        var new = Contract()
        new.file.messageType[0].field = []
        new.file.messageType[0].reservedName = ["text"]
        new.file.messageType[0].reservedRange = [
            .with {
                $0.start = 1
                $0.end = 2
            }
        ]

        #expect(BreakingChanges.check(from: self.old, to: new.set).isEmpty)
    }

    @Test func `another type, name or cardinality under the same number breaks`() {
        for change: (inout Google_Protobuf_FieldDescriptorProto) -> Void in [
            { $0.type = .bytes }, { $0.name = "words" }, { $0.label = .repeated },
        ] {
            var new = Contract()
            change(&new.file.messageType[0].field[0])

            #expect(BreakingChanges.check(from: self.old, to: new.set).count == 1)
        }
    }

    @Test func `a renumbered enum value, a removed method and another streaming kind break`() {
        var renumbered = Contract()
        renumbered.file.enumType[0].value[1].number = 2
        var removed = Contract()
        removed.file.service[0].method = []
        var streaming = Contract()
        streaming.file.service[0].method[0].serverStreaming = true

        for new in [renumbered, removed, streaming] {
            #expect(BreakingChanges.check(from: self.old, to: new.set).count == 1)
        }
    }
}
