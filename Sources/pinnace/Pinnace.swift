import ArgumentParser
import Commands

@main
struct Pinnace {
    static func main() async {
        await PinnaceCommand.main()
    }
}
