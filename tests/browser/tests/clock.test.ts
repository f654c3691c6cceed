/** Clocks that are wrong. */
import { scenario } from "../src/scenarios.ts"
import { expect, test } from "../src/test.ts"

const minuteMs = 60_000

for (const [direction, minutes] of [["behind", -40], ["ahead", 40]] as const) {
  test(`${scenario(7)} (${direction})`, async ({ stage }) => {
    const { id, team: [maeve, tom] } = await stage.incident([["Maeve Lindqvist", "secretariat"], ["Tom Okafor", "deputy"]])
    const [seat, other] = [await stage.sit(maeve!), await stage.sit(tom!)]
    await seat.context.addInitScript((wrongMs: number) => {
      const right = Date.now.bind(Date)
      const RightDate = Date
      class WrongDate extends RightDate {
        constructor(...parts: []) {
          if (parts.length === 0) super(right() + wrongMs)
          else super(...parts)
        }
        static override now(): number {
          return right() + wrongMs
        }
      }
      globalThis.Date = WrongDate as DateConstructor
    }, minutes * minuteMs)
    await Promise.all([seat.enter(id), other.enter(id)])
    await seat.room.record("Written under a wrong clock.")
    const written = Date.now() + minutes * minuteMs
    for (const { room } of [seat, other]) {
      const entry = room.entry("Written under a wrong clock.")
      await expect(entry).toBeVisible()
      const times = await Promise.all((await entry.getByRole("time").all()).map(async (time) => Date.parse(await time.getAttribute("datetime") ?? "")))
      // The server's, which counts, and the device's.
      expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(20_000)
      expect(times.some((time) => Math.abs(time - written) < 20_000), "the device's time is shown").toBe(true)
      await expect(entry).toContainText("by their clock")
    }
    // The page goes by the server's clock, not by the device's.
    await expect(seat.page.getByRole("banner")).toContainText(new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" }).slice(0, 4))
  })
}
