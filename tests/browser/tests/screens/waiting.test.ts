/** What waits for an answer, and the answers: recommendations, concerns, suggestions, proposals, spoken acts. */
import { isAccessible, withAxe } from "../../src/axe.ts"
import { isMissing, look } from "../../src/looks.ts"
import { expect, test, type Seat } from "../../src/test.ts"

const recommendation = "Recall the export at the gateway."

test("a recommendation, from the form to questions, replies and answers", async ({ stage }) => {
  test.setTimeout(240_000)
  const { id, seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  for (const { context, page, room } of seats) {
    await withAxe(context)
    await page.goto(`/incidents/${id}?tab=now`)
    await room.isLive()
  }
  await isAccessible(priya.page, "nothing-waits")
  await look(ravi, "recommend", { press: "Recommend", dialog: "Recommend", then: isMissing("Recommend", "Write what you recommend first.") })
  await ravi.room.press("Recommend")
  await ravi.room.dialog("Recommend").getByRole("textbox", { name: "Recommendation" }).fill(recommendation)
  await ravi.room.press("+15 min", ravi.room.dialog("Recommend"))
  await ravi.room.press("Recommend", ravi.room.dialog("Recommend"))
  const card = ({ room }: Seat): ReturnType<typeof room.now.getByRole> => room.now.getByRole("article", { name: /^R-\d+$/ })
  await expect(card(priya)).toContainText(recommendation)
  await isAccessible(priya.page, "recommendation")
  await look(ravi, "recommendation-change", { press: /^Change R-/, within: card(ravi), dialog: /^Change R-/ })
  await look(priya, "decline", { press: /^Decline R-/, within: card(priya), dialog: /^Decline R-/, then: isMissing("Decline", "Say why, for whoever recommends it.") })
  await look(tom, "agree-as-spoken", { press: /^Agree R-/, within: card(tom), dialog: /^Agree to R-/, then: isMissing("Agree", "Say that they said so on the call.") })
  await look(priya, "ask", { press: /^Ask a question on R-/, within: card(priya), dialog: /^Ask about R-/, then: isMissing("Ask", "Write the question first.") })

  await priya.room.press(/^Ask a question on R-/, card(priya))
  await priya.room.dialog(/^Ask about R-/).getByRole("textbox", { name: "Question" }).fill("Can it be undone?")
  await priya.room.press("Ask", priya.room.dialog(/^Ask about R-/))
  await expect(card(ravi)).toContainText("Can it be undone?")
  await ravi.room.press(/^Reply to R-/, card(ravi))
  await expect(card(ravi).getByRole("textbox", { name: /^Reply to R-/ })).toBeFocused()
  await isAccessible(ravi.page, "question")
  await card(ravi).getByRole("textbox", { name: /^Reply to R-/ }).fill("Within the hour.")
  await ravi.room.press("Send", card(ravi))
  await expect(card(priya)).toContainText("Within the hour.")
  await isAccessible(priya.page, "replies")

  await priya.room.press(/^Agree R-/, card(priya))
  await expect(priya.room.composer).toContainText(/Decision on R-\d+/)
  await priya.page.goto(`/incidents/${id}`)
  await expect(priya.room.box).toHaveValue(new RegExp(recommendation))
  await isAccessible(priya.page, "decision-on-recommendation")
  await priya.room.composer.getByRole("textbox", { name: "Why" }).fill("Recall is reversible.")
  await priya.room.seal()
  await expect(priya.room.dialog(/^Add an action from R-/)).toBeVisible()
  await isAccessible(priya.page, "action-from-recommendation")
  await priya.page.keyboard.press("Escape")
  await priya.page.goto(`/incidents/${id}?tab=now`)
  await expect(priya.room.actions.getByRole("heading", { name: /^Agreed, not yet an action/ })).toBeVisible()
  await isAccessible(priya.page, "agreed-without-action")
})

test("concerns, suggestions, proposals and spoken acts", async ({ stage }) => {
  test.setTimeout(180_000)
  const { id, command, manager, seats } = await stage.meet([["Tom Okafor", "deputy"], ["Jo Whitmore", "secretariat"]])
  const [priya, tom, jo] = seats as [Seat, Seat, Seat]
  for (const { context } of [priya, tom]) await withAxe(context)
  // Refused to Jo, whose part in it changed while she was away, and sent on by her.
  jo.proxy.cut("reset")
  await jo.room.kind("Decision")
  await jo.room.type("Ring the fourteen first.", 0)
  await jo.room.press("Put aside", jo.room.composer)
  await command.command(id, { name: "set_roles", person: jo.account.id, roles: ["observer"], reason: "The log passes on." }, 1)
  jo.proxy.mend()
  await expect(jo.room.state).toContainText("1 change of yours could not be accepted.", { timeout: 20_000 })
  await jo.room.press("Send as a proposal", await jo.room.openTray())
  await tom.client.command(id, { name: "suggest_escalation", level: "silver", because: "complexity", reason: "Two departments." })
  await tom.client.command(id, { name: "raise_concern", text: "Nobody has slept." })
  await tom.client.command(id, { name: "set_severity", severity: 2, spoken_by: manager.id }, 1)
  for (const { page, room } of [priya, tom]) {
    await page.goto(`/incidents/${id}?tab=now`)
    await room.isLive()
    await expect(room.now.getByRole("article")).toHaveCount(4)
  }
  await isAccessible(priya.page, "waiting")
  await isAccessible(tom.page, "waiting-for-the-deputy")
  await look(tom, "concern", { press: "Raise a concern", dialog: "Raise a concern", then: isMissing("Raise it", "Say what concerns you.") })
  await look(priya, "concern-answer", { press: "Answer the concern of Tom Okafor", dialog: "Answer the concern of Tom Okafor", then: isMissing("Answer", "Write the answer, for Tom Okafor.") })
  await look(priya, "proposal-decline", { press: "Decline the proposal of Jo Whitmore", dialog: "Decline the proposal of Jo Whitmore", then: isMissing("Decline", "Say why, for Jo Whitmore.") })
  // In the log it is marked until it is confirmed.
  await priya.page.goto(`/incidents/${id}`)
  await expect(priya.room.entry("Not yet confirmed")).toHaveCount(1)
  await isAccessible(priya.page, "spoken")
})
