@main
struct Pinnace {
    static func main() {}
}
