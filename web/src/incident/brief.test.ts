import { describe, expect, it } from "vitest"
import type { Entry, RoomDocument } from "../replica/types.ts"
import { briefOf, type Brief } from "./brief.ts"
import { at, priya, ravi } from "./testing/story-people.ts"
import { actionId, earlier, entry, fact, storyNow, storyRoom } from "./testing/story.ts"

const texts = (brief: Brief, title: string): readonly string[] => brief.parts.find((part) => part.title === title)?.sentences.map(({ text }) => text) ?? []
const long = "The mailbox was rung again, and nobody there knew of the message. ".repeat(20)

describe("brief me", () => {
  it("says what happened, where it stands and who commands, from the log (SEC-03)", () => {
    const brief = briefOf({ ...storyRoom, incident: { ...storyRoom.incident, summary: "Court lists went out with an extra sheet." } }, storyNow)
    expect(brief.upTo?.number).toBe(129)
    expect(brief.lede.map(({ text }) => text)).toEqual(["Court lists went out with an extra sheet.", "Hot, Silver, severity 1, declared Sun 22:19."])
    expect(texts(brief, "Known")).toContain("38 of 41 confirmed deleted")
    expect(texts(brief, "Suspected")).toContain("One copy was forwarded outside. Ravi Menon checking, by 02:20.")
    expect(texts(brief, "Not known")).toContain("Who owns the personal address. Nobody is checking it.")
    expect(texts(brief, "Who commands, and the team").slice(0, 3)).toEqual([
      "Incident Manager: Priya Nair, since 02:14.", "Deputy: Tom Okafor.", "Secretariat: Maeve Lindqvist.",
    ])
    expect(texts(brief, "Decided, newest first")[0]).toMatch(/^02:22 Pull the listings export .* Because: Three mailboxes are silent/)
    expect(texts(brief, "Being done: 8 actions")[0]).toBe("A-14 Get a named contact at Larkfield Chambers: Asha Verma, overdue since 02:20.")
    expect(texts(brief, "Next")).toEqual(expect.arrayContaining(["02:45 Next call."]))
  })

  it("leads from each sentence to the entries that it comes from (SEC-03)", () => {
    const opened = entry(130, "action", priya, "02:29:00", "A-14 opened", { refs: { action: actionId(14) } })
    const overdue = entry(131, "system", priya, "02:30:00", "A-14 is overdue", { refs: { action: actionId(14) } })
    const corrects = entry(132, "correction", priya, "02:30:10", "From all but two", { corrects: 124 })
    const { parts } = briefOf({ ...storyRoom, log: [...storyRoom.log, opened, overdue, corrects] }, storyNow)
    const entriesOf = (words: string): readonly number[] | undefined => parts.flatMap((part) => part.sentences).find(({ text }) => text.includes(words))?.entries
    expect(entriesOf("Larkfield Chambers: Asha")).toEqual([130, 131])
    expect(entriesOf("38 of 41")).toEqual([122])
    expect(entriesOf("Incident Manager: Priya Nair")).toEqual([121])
    expect(entriesOf("Pull the listings export")).toEqual([124, 132])
  })

  it("says what changed since it was read last, and nothing of that to a newcomer (SEC-03)", () => {
    expect(texts(briefOf(storyRoom, storyNow, 127), "Since you last read this")).toEqual([
      "02:28 Call 5 held, 11 minutes, all roles present. Next call 02:45 on the incident bridge.",
    ])
    expect(texts(briefOf(storyRoom, storyNow), "Since you last read this")).toEqual([])
  })

  it("says in so many words that nobody commands", () => {
    const brief = briefOf({ ...storyRoom, command: { epoch: 4 } }, storyNow)
    expect(brief.parts.flatMap(({ sentences }) => sentences).find(({ text }) => text === "There is no Incident Manager.")).toMatchObject({ grave: true })
  })

  it("has the holding line that is agreed, and none that is not", () => {
    const line = { by: ravi, kind: "holding_line", audience: "external", to: "Anyone who asks", state: "awaiting_agreement", replies: [] } as const
    const messages = {
      a: { ...line, id: "a", text: "We are contacting those affected.", agreed_at: at("01:52:00"), agreed_by: priya },
      b: { ...line, id: "b", text: "Nothing happened." },
    }
    expect(texts(briefOf({ ...storyRoom, messages }, storyNow), "Say this if you are asked")).toEqual(["“We are contacting those affected.”"])
  })

  it("stays as short for a log of two thousand entries, and says how much more there is", () => {
    const log = earlier(2_000).map((one): Entry => ({ ...one, text: long, ...(one.number % 5 === 0 ? { kind: "decision" } : {}) }))
    const facts = Object.fromEntries(Array.from({ length: 60 }, (_, index) => fact(100 + index, "known", long)).map((one) => [one.id, one]))
    const room: RoomDocument = { ...storyRoom, log, facts }
    const { parts } = briefOf(room, storyNow, 5)
    for (const { sentences } of parts) {
      expect(sentences.length).toBeLessThanOrEqual(8)
      for (const { text } of sentences) expect(text.length).toBeLessThanOrEqual(220)
    }
    expect(parts.find(({ title }) => title === "Decided, newest first")).toMatchObject({ more: 392, filter: "decision" })
    expect(parts.find(({ title }) => title === "Known")?.more).toBe(52)
  })
})
