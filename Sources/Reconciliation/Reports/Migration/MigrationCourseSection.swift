/// How far the migration was when: drawn, and in numbers.
struct MigrationCourseSection {
    let report: MigrationReport

    @HTMLBuilder var html: HTML {
        if let course = report.course, course.points.count > 1 {
            Tag.section {
                Tag.h2(text: "Over time")
                Tag.div(.class("charts")) {
                    if course.hasMoves { moving(course) }
                    pinning(course)
                }
                numbers(course)
                Tag.p(
                    .class("minor"),
                    text:
                        "Each file is read by itself here, so that the newest numbers may differ a little from those above."
                )
            }
        }
    }

    private func moving(_ course: MigrationCourse) -> HTML {
        chart(
            course, "moving", "Left to move, by today's rules",
            [
                ("moved", "good", { $0.moved }), ("elsewhere", "calm", { $0.references - $0.moved - $0.left }),
                ("left", "wait", { $0.left }),
            ])
    }

    private func pinning(_ course: MigrationCourse) -> HTML {
        chart(
            course, "pinning", "Pinned by digest",
            [("pinned", "good", { $0.pinned }), ("not pinned", "calm", { $0.references - $0.pinned })])
    }

    private func chart(
        _ course: MigrationCourse, _ id: String, _ title: String,
        _ series: [(words: String, tone: String, count: (MigrationCourse.Counts) -> Int)]
    ) -> HTML {
        CourseChart(
            id: id, title: title, times: course.points.map(\.time),
            series: series.map { one in
                CourseChart.Series(
                    words: one.words, tone: one.tone, counts: course.points.map { max(0, one.count($0.counts)) })
            }
        ).html
    }

    private func numbers(_ course: MigrationCourse) -> HTML {
        let columns = course.columns
        var table = DataTable(
            "References over time", columns: ["day"] + columns.map(\.name) + ["commit"], kind: "numbers")
        table.add(
            course.points.map { point in
                let day = DayText.text(point.time)
                return table.row(
                    [Tag.time(.datetime(day), text: day)]
                        + columns.map { .text(CountText.text($0.count(point.counts))) }
                        + [Tag.code(text: String(point.commit.prefix(12)))])
            })
        return Tag.details {
            Tag.summary(text: "The numbers")
            table.html
        }
    }
}
