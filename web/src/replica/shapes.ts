/** What pages read of actions and recommendations: what people said in them, parsed and in order. */
type Plain = Readonly<Record<string, unknown>>

export function actionShape({ reports, reported, check, ...rest }: Plain): Plain {
  const times = parsed(reported) ?? {}
  const said = Object.entries(saidIn(reports)).map(([id, report]): Plain => {
    const received_at = times[id]
    return received_at === undefined ? { id, ...report } : { id, ...report, received_at }
  })
  const verdict = parsed(check)
  return { ...rest, reports: said.sort(byTime), ...(verdict === undefined ? {} : { check: verdict }) }
}

/** Of a recommendation or a message: what was replied. */
export function repliedShape({ replies, ...rest }: Plain): Plain {
  const said = Object.entries(saidIn(replies)).map(([id, reply]): Plain => ({ id, ...reply }))
  return { ...rest, replies: said.sort(byTime) }
}

/** Who came and went, by the time that is said. */
export function gatheringShape(field: "moves" | "attendance"): (plain: Plain) => Plain {
  return ({ [field]: moves, ...rest }) => {
    const said = Object.entries(saidIn(moves)).map(([id, move]): Plain => ({ id, ...move }))
    return { ...rest, [field]: said.sort((one, other) => compare(String(one["at"]), String(other["at"])) || byTime(one, other)) }
  }
}

/** A scalar of which JSON is the content; anything else reads as absent. */
export function parsed(text: unknown): Plain | undefined {
  if (typeof text !== "string") return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? (value as Plain) : undefined
  } catch {
    return undefined
  }
}

function saidIn(map: unknown): Readonly<Record<string, Plain>> {
  return Object.fromEntries(Object.entries(map ?? {}).flatMap(([id, text]) => {
    const value = parsed(text)
    return value === undefined ? [] : [[id, value]]
  }))
}

/** As the server received them; those that wait come last. Ids made later sort later. */
function byTime(one: Plain, other: Plain): number {
  return compare(moment(one), moment(other)) || compare(String(one["id"]), String(other["id"]))
}

/** Sorts after every time. */
const later = "~"

function moment({ received_at }: Plain): string {
  return typeof received_at === "string" ? received_at : later
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
