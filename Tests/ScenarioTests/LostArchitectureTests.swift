import Testing

/// A GKE cluster of amd64 nodes runs a sidecar from gcr.io; its copy in the team's own registry was rebuilt on an Arm
/// laptop. Deployed, it said `exec format error`.
@Suite struct LostArchitectureTests {
    @Test(arguments: RegistryKind.allCases)
    func theSidecarThatLostItsArchitecture(registries: RegistryKind) async throws {
        let team = try await LostArchitecture(registries)
        try await team.theDryRunBlocksTheReferenceAndSaysHowToMendIt()
        try await team.aRunThatIsNotDryLeavesTheReferenceAlone()
        try await team.theCopyMovesTheTagOnlyWhenToldTo()
        try await team.theNextRunMovesAndPinsIt()
        try await team.theRollbackPutsBackWhatStoodThere()
        try await team.threeMoreRunsChangeNothing()
        try await team.aTagThatMovesAndComesBackIsStillHeld()
        try await team.theReleaseLetsItGo()
    }
}
