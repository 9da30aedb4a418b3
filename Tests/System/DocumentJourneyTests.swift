import Foundation
import Testing

/// A document from a template to its answer across two agencies: the sender's people use `hosoctl`, the receiver's HTTP/JSON.
@Suite(.serialized, .timeLimit(.minutes(15))) struct DocumentJourneyTests {
    @Test func `R34 R50 R55 a document with three opinions and a change after approval is issued, answered and recalled`() async throws {
        try await Suite.with { suite in
            let registry = Registry(suite: suite)
            try await registry.open()
            let (sender, receiver) = (Registry.sender, Registry.receiver)

            // Three opinions at once, one of them handed on, each answered.
            try await registry.checkLayout(sender)
            let id = try await registry.draft(sender, to: receiver.agency, "Về việc phối hợp kiểm tra")
            let deadline = try #require(Calendar(identifier: .gregorian).date(byAdding: .day, value: 1, to: Date()))
            let asked = ["\"unitCode\":\"VP\"", "\"officerCode\":\"\(sender.unitHead)\"", "\"officerCode\":\"HS0006\""]
            let deadlined = deadline.formatted(.iso8601)
            let stranger = #"{"askOpinions":{"asked":[{"officerCode":"\#(receiver.drafter)"}],"deadlineAt":"\#(deadlined)"}}"#
            #expect(try await registry.refused("step", by: sender.drafter, id: id, body: stranger).contains(receiver.drafter))
            let round = asked.map { "{\($0)}" }.joined(separator: ",")
            let at = deadlined
            try await registry.documents("step", by: sender.drafter, id: id, body: #"{"askOpinions":{"asked":[\#(round)],"deadlineAt":"\#(at)"}}"#)
            #expect(try await registry.refused("step", by: sender.drafter, id: id, body: #"{"submit":{}}"#).contains("HS0006"))
            let handingOn = #"{"delegateOpinion":{"number":3,"officerCode":"\#(sender.clerk)","reason":"đi công tác"}}"#
            try await registry.documents("step", by: "HS0006", id: id, body: handingOn)
            #expect(try await registry.documents("work", by: sender.clerk, query: "officer=\(sender.clerk)").body.contains(id))
            for (number, officer) in [(1, sender.assistant), (2, sender.unitHead), (3, sender.clerk)] {
                let opinion = #"{"giveOpinion":{"number":\#(number),"version":1,"position":"agreeWithChanges","text":"bổ sung căn cứ"}}"#
                try await registry.documents("step", by: officer, id: id, body: opinion)
                let answer = #"{"answerOpinion":{"number":\#(number),"takenOver":true}}"#
                try await registry.documents("step", by: sender.drafter, id: id, body: answer)
            }

            // A change after approval goes back to the approver.
            try await registry.documents("step", by: sender.drafter, id: id, body: #"{"submit":{}}"#)
            try await registry.documents("step", by: sender.leader, id: id, body: #"{"pass":{"kind":"approval","version":1}}"#)
            let second = try await registry.content(sender, "Hai cơ quan phối hợp kiểm tra trong quý II.")
            try await registry.documents(
                "step", by: sender.drafter, id: id, body: #"{"revise":{"body":{"content":\#(second)},"reason":"sửa thời hạn"}}"#)
            let differences = try await registry.documents("differences", by: sender.drafter, id: id, query: "earlier=1&later=2")
            #expect(differences.body.contains("changed") && differences.body.contains("II"), "\(differences.body)")
            let early = try await registry.refused("step", by: sender.unitHead, id: id, body: #"{"pass":{"kind":"contentCheck","version":2}}"#)
            #expect(early.contains("chờ soạn thảo và lấy ý kiến") && early.contains(sender.drafter))
            try await registry.approve(sender, id, version: 2)
            let notation = try await registry.issue(sender, id)
            #expect(notation == "01/QĐ-SNV")
            try await registry.checkOutgoingBooks(sender, id)
            try await registry.checkCopies(sender, id)
            // What is on its way survives the broker.
            try await suite.restart(stack: "broker")

            // The receiver registers, directs, answers.
            let incoming = try await registry.incoming(for: receiver.clerk, "registration")
            try await registry.delivered(id, "arrived")
            let registered = try await registry.documents("incoming-step", by: receiver.clerk, id: incoming, body: #"{"register":{}}"#)
            #expect(try registered.text("incoming.arrivalNumber") == "1")
            #expect(try registered.text("incoming.verdictVi")?.contains("Chữ ký") == true)
            let direction = #"{"direct":{"assignments":[{"unitCode":"CM","lead":true}],"opinion":"Trả lời","deadlineAt":"\#(at)"}}"#
            try await registry.documents("incoming-step", by: receiver.leader, id: incoming, body: direction)
            try await registry.delivered(id, "assigned")
            let leaver = #"{"agencyCode":"\#(receiver.agency)","fromCode":"\#(receiver.unitHead)","toCode":"\#(receiver.drafter)","reason":"chuyển công tác"}"#
            let moved = try await registry.documents("incoming-hand-over", by: receiver.leader, body: leaver)
            #expect(try moved.text("documents") == "1")
            let reply = try await registry.draft(receiver, to: sender.agency, "Về việc trả lời", answering: incoming)
            try await registry.approve(receiver, reply, version: 1)
            #expect(try await registry.issue(receiver, reply) == "01/QĐ-SXD")
            _ = try await registry.incoming(for: sender.clerk, "registration")
            try await registry.documents("incoming-step", by: receiver.drafter, id: incoming, body: #"{"finish":{"result":"Đã trả lời"}}"#)
            let done = try await registry.documents("incoming-show", by: receiver.clerk, id: incoming)
            #expect(try done.text("incoming.answerNotation") == "01/QĐ-SXD")
            try await registry.delivered(id, "done")
            try await registry.checkIncomingBooks(receiver, incoming)
            try await registry.checkSendingBack(receiver)
            // At one agency over HTTP and at the other with `hosoctl`.
            for office in [receiver, sender] {
                try await registry.checkLetter(office)
                try await registry.checkDelegation(office)
            }

            // Recalled on both sides.
            try await registry.documents("step", by: sender.clerk, id: id, body: #"{"recall":{"reason":"sai thẩm quyền"}}"#)
            #expect(try await registry.incoming(for: receiver.clerk, "removal") == incoming)
            try await registry.documents("incoming-step", by: receiver.clerk, id: incoming, body: #"{"remove":{}}"#)
            try await registry.delivered(id, "removed")
            let shown = try await registry.documents("show", by: "HS0004", id: id)
            #expect(try shown.text("document.state") == "recalled" && shown.text("document.number.notation") == notation)

            let verified = try await suite.hosoctl("verify", "--wait", "60")
            #expect(verified.succeeded, "\(verified.output)")
        }
    }
}
