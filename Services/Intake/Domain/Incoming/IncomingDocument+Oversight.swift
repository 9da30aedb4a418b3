extension IncomingDocument {
    /// What somebody did by taking the document from here to a later state: the tasks of theirs that are gone.
    ///
    /// What ended because somebody else did something, such as the cooperation when the lead finished, is nobody's doing.
    public func tasks(endedBy later: IncomingDocument, actor: String) -> [IncomingTask] {
        let left = Set(later.tasks.filter { $0.officers.contains(actor) }.map(\.kind))
        return self.tasks.filter { $0.officers.contains(actor) && !left.contains($0.kind) }
    }

    /// Who oversees a task: the directors, the heads of the units that handle it, and the clerks, who follow and urge
    /// (Decree 30/2020, article 24).
    public func overseers(of task: IncomingTask) -> [String] {
        var overseers = Set(self.reception.directors)
        switch task.kind {
        case .registration, .removal: break
        case .direction: overseers.formUnion(self.reception.clerks + self.reception.readers)
        case .handling, .cooperation:
            overseers.formUnion(self.reception.clerks)
            overseers.formUnion(task.units.compactMap { self.reception.unit($0)?.head })
        }
        // Who is late himself is not told as the one who oversees.
        return Set(overseers.map { self.current($0) }).subtracting(task.officers).sorted()
    }
}
