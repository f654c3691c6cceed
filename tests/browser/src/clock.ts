/** A server whose clock shows another time, and goes on from there. */
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"

const libraries = "/usr/lib"

/** The environment of a process that begins at this time. What it measures durations by is left alone, so that its timers run. */
export function clockFrom(at: Date): Readonly<Record<string, string>> {
  return {
    TZ: "UTC", LD_PRELOAD: library(),
    FAKETIME: `@${at.toISOString().slice(0, 19).replace("T", " ")}`,
    FAKETIME_DONT_FAKE_MONOTONIC: "1", DONT_FAKE_MONOTONIC: "1",
  }
}

/** Where Debian puts it, whatever the machine. */
function library(): string {
  const places = readdirSync(libraries).map((machine) => join(libraries, machine, "faketime", "libfaketimeMT.so.1"))
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error("There is no libfaketime. Install it: sudo apt-get install --yes --no-install-recommends libfaketime")
  return found
}
