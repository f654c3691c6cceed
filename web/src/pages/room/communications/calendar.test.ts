import { expect, test } from "vitest"
import { nextCall } from "../../../incident/testing/story-communications.ts"
import { at, storyRoom } from "../../../incident/testing/story.ts"
import { calendarFile, callTimes } from "./calendar.ts"

test("a call and those that follow it at its interval are in the calendar for twelve hours (SEC-08)", () => {
  const times = callTimes(nextCall)
  expect(times.slice(0, 2)).toEqual([Date.parse(at("02:45:00")), Date.parse(at("03:15:00"))])
  expect(times).toHaveLength(25)
  expect(callTimes({ starts_at: at("02:45:00") })).toHaveLength(1)
})

test("the file says when and where, reminds, and says nothing of the incident", async () => {
  const file = await calendarFile(storyRoom, nextCall)
  expect(file).toContain("DTSTART:20261123T024500Z")
  expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(25)
  expect(file).toContain("LOCATION:Incident bridge")
  expect(file).toContain("TRIGGER:-PT5M")
  expect(file).toContain("INC-2026-0147")
  expect(file).not.toContain("Victim")
})
