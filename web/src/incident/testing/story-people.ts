/** Who is in the story, and when it is. */

/** 02:31 on Monday 23 November 2026, in the middle of the story. */
export const storyNow = Date.parse("2026-11-23T02:31:00.000Z")

export const incidentId = "019360a0-0000-7000-8000-000000000147"

export function personId(key: number): string {
  return `019360a0-0000-7000-8000-${String(key).padStart(12, "0")}`
}

export const priya = personId(1)
export const tom = personId(2)
export const maeve = personId(3)
export const ravi = personId(4)
export const hannah = personId(5)
export const asha = personId(6)
export const callum = personId(7)
export const sam = personId(9)
export const jo = personId(10)

/** A time of that night. */
export const at = (time: string): string => `2026-11-23T${time}.000Z`
