import Clocks
import DirectoryDomain
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

extension Person {
    init(wire: Hoso_Directory_V1_Person, pointer: String) throws(WireFault) {
        var posts: [Post] = []
        for (index, post) in wire.posts.enumerated() {
            let place = "\(pointer).posts[\(index)]"
            posts.append(
                Post(
                    agencyCode: try AgencyCode(wire: post.agencyCode, pointer: "\(place).agency_code"),
                    title: post.title.composed,
                    role: post.role,
                    validity: try ValidityPeriod(
                        wireFrom: post.validFrom, to: post.hasValidTo ? post.validTo : nil, pointer: place)))
        }
        self.init(officerCode: wire.officerCode, fullName: wire.fullName.composed, posts: posts)
    }

    func wire(id: Identifier) -> Hoso_Directory_V1_Person {
        .with {
            $0.id = Data(id.bytes)
            $0.fullName = self.fullName
            $0.officerCode = self.officerCode
            $0.posts = self.posts.map(\.wire)
        }
    }
}

extension Post {
    fileprivate var wire: Hoso_Directory_V1_PostHolding {
        .with {
            $0.agencyCode = self.agencyCode.description
            $0.title = self.title
            $0.role = self.role
            $0.validFrom = Hoso_Common_V1_Day(self.validity.from)
            if let last = self.validity.wireTo {
                $0.validTo = last
            }
        }
    }
}
