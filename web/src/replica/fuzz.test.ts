import { describe, expect, test } from "vitest"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { World, type Tab } from "./testing/world.ts"

/** Three people, two of them with two tabs on one device, and everything that can go wrong. */
interface Run {
  readonly world: World
  readonly server: TestServer
  readonly devices: ReadonlyMap<string, Device>
  readonly tabs: { person: string; tab: Tab }[]
  readonly characters: Set<string>
  readonly plan: string[]
  refusals: number
  kills: number
}

type Dice = (sides: number) => number

/** Mulberry32: small, and the same everywhere. */
function dice(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides)
  }
}

const people = ["priya", "tom", "ann"]
const steps = 60

describe("whatever happens", () => {
  test.each(Array.from({ length: Number(process.env["LOGGIST_FUZZ_RUNS"] ?? 12) }, (_, index) => index + 1))("everybody ends with the ledger's document, and no character is lost: seed %i", async (seed) => {
    const run = begin(dice(seed))
    try {
      const roll = dice(seed * 7919)
      for (let step = 0; step < steps; step += 1) await act(run, roll)
      await comeToRest(run)
      check(run)
    } catch (error) {
      throw new Error(`seed ${seed}: ${run.plan.join("; ")}`, { cause: error })
    }
  }, 60_000)

  test("and a good deal does happen", () => {
    expect(totals.characters).toBeGreaterThan(100)
    expect(totals.refusals).toBeGreaterThan(10)
    expect(totals.kills).toBeGreaterThan(10)
    expect(totals.entries).toBeGreaterThan(10)
    expect(totals.volumes).toBeGreaterThan(3)
    expect(totals.reports).toBeGreaterThan(5)
  })
})

const totals = { characters: 0, refusals: 0, kills: 0, entries: 0, volumes: 0, reports: 0 }

function begin(roll: Dice): Run {
  const server = new TestServer()
  const run: Run = {
    server, world: new World(server), devices: new Map(people.map((person) => [person, new Device()])),
    tabs: [], characters: new Set(), plan: [], refusals: 0, kills: 0,
  }
  server.offersSnapshots = roll(2) === 0
  server.joinsFrames = roll(2) === 0
  server.decide = (submit) => {
    const refused = submit.kind === "edit" && roll(12) === 0
    if (refused) run.refusals += 1
    return refused ? { code: "invalid", reason: "The dice said no." } : undefined
  }
  for (const person of [...people, "priya"]) open(run, person)
  return run
}

function open(run: Run, person: string): void {
  run.tabs.push({ person, tab: run.world.open(person, run.devices.get(person)) })
}

async function act(run: Run, roll: Dice): Promise<void> {
  const one = run.tabs[roll(run.tabs.length)]
  if (one === undefined) return
  const { person, tab } = one
  const view = tab.replica.view()
  const drafts = Object.values(view.room?.drafts ?? {})
  const draft = drafts[roll(Math.max(1, drafts.length))]
  const choice = roll(20)
  run.plan.push(`${person} ${choice}`)
  if (view.room === undefined || choice === 0) await run.world.pass(roll(3_000))
  else if (choice <= 2) {
    tab.replica.createDraft({ kind: "observation", text: fresh(run) })
  } else if (choice <= 10) {
    if (draft !== undefined) write(run, tab, draft.id, draft.text, roll)
  } else if (choice === 11) tab.replica.cut()
  else if (choice <= 13) tab.replica.mend()
  else if (choice === 14) run.server.breakAll()
  else if (choice === 15) {
    if (draft !== undefined) void tab.replica.sealDraft(draft.id)
  } else if (choice === 16) {
    // Everything typed a quarter of a second ago survives.
    await run.world.pass(250)
    tab.kill()
    run.kills += 1
    run.tabs.splice(run.tabs.indexOf(one), 1)
    open(run, person)
  } else if (choice === 17) run.server.losesReceipts = !run.server.losesReceipts
  else if (choice === 18) somethingElse(run, tab, roll)
  else if (roll(4) === 0) run.server.openVolume()
  else await run.world.pass(roll(400))
  if (roll(3) === 0) await run.world.settle()
}

/** A fact; an action; or a report on one. */
function somethingElse(run: Run, tab: Tab, roll: Dice): void {
  const actions = Object.keys(tab.replica.view().room?.actions ?? {})
  const action = actions[roll(Math.max(1, actions.length))]
  const choice = roll(3)
  if (choice === 0) tab.replica.createFact({ statement: fresh(run), standing: "unknown" })
  else if (choice === 1 || action === undefined) tab.replica.createAction({ title: fresh(run), instruction: fresh(run), state: "proposed" })
  else tab.replica.reportAction(action, { answer: "note", text: fresh(run) })
}

/** A character that nothing else has, so that it can be found again wherever it went; every other one is a surrogate pair. */
function fresh(run: Run): string {
  const character = String.fromCodePoint((run.characters.size % 2 === 0 ? 0x4e00 : 0x20000) + run.characters.size)
  run.characters.add(character)
  return character
}

function write(run: Run, tab: Tab, id: string, text: string, roll: Dice): void {
  const characters = Array.from(text)
  // As people write: mostly on at the end.
  const at = roll(3) === 0 ? roll(characters.length + 1) : characters.length
  const before = characters.slice(0, at).join("")
  if (roll(2) === 0) tab.replica.writeText(["drafts", id, "text"], text, before + fresh(run) + characters.slice(at).join(""))
  else tab.replica.changeText(["drafts", id, "text"], before + fresh(run) + characters.slice(at).join(""))
}

async function comeToRest(run: Run): Promise<void> {
  run.server.losesReceipts = false
  await run.world.pass(300)
  for (const { tab } of run.tabs) tab.replica.mend()
  await run.world.pass(20_000)
  run.server.breakAll()
  await run.world.pass(20_000)
}

function check(run: Run): void {
  run.server.verify()
  const everything = [...Object.values(run.server.text), ...run.server.facts, ...run.server.log.map((entry) => entry.text)]
  const actions = Object.values(run.tabs[0]?.tab.replica.view().room?.actions ?? {})
  everything.push(...actions.flatMap(({ title, instruction, reports }) => [title, instruction, ...reports.map((report) => report.text ?? "")]))
  totals.reports += actions.flatMap((action) => action.reports).length
  for (const { person, tab } of run.tabs) {
    const view = tab.replica.view()
    expect(view.connection.kind).toBe("live")
    expect([person, view.unsent, view.sealing]).toEqual([person, 0, []])
    expect(Object.fromEntries(Object.values(view.room?.drafts ?? {}).map((draft) => [draft.id, draft.text]))).toEqual(run.server.text)
    expect(view.room?.log).toEqual(run.server.log)
    expect(view.room?.actions).toEqual(run.tabs[0]?.tab.replica.view().room?.actions)
    everything.push(...view.tray.map((item) => item.text))
  }
  const found = new Set(everything.flatMap((text) => Array.from(text)))
  expect([...run.characters].filter((character) => !found.has(character))).toEqual([])
  totals.characters += run.characters.size
  totals.refusals += run.refusals
  totals.kills += run.kills
  totals.entries += run.server.log.length
  totals.volumes += run.server.volume - 1
}
