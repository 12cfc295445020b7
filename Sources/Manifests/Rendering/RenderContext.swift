/// One thing that somebody builds from the repository, as far as one image of it goes.
package struct RenderContext: Hashable, Sendable {
    /// What is built: `overlays/prod`, `values.yaml + values-prod.yaml`, or the file alone.
    package let name: String
    /// The reference that decides what is rendered here, by its index in ``RenderGraph/occurrences``.
    package let owner: Int
    package let formula: RenderFormula
    /// Why what is rendered here may differ from what the formula says; `nil` where it is known.
    package let doubt: String?
    /// Whether it is only what replacements in all that is built put something into, and so no image by itself.
    package var isFragment = false

    package init(name: String, owner: Int, formula: RenderFormula, doubt: String? = nil) {
        self.name = name
        self.owner = owner
        self.formula = formula
        self.doubt = doubt
    }
}
