/// Whether a registry is Azure's: one label before `azurecr.io`, `azurecr.cn` or `azurecr.us`.
enum AzureHost {
    static func matches(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count == 3, labels[1] == "azurecr", ["io", "cn", "us"].contains(labels[2]) else { return false }
        // A registry's name is alphanumeric; a hyphen stands before the hash of a domain name label.
        return labels[0].isHostLabel
    }
}
