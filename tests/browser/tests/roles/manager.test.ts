/** The incident manager, from taking command to handing it over and the end: commands, and does not do. */
import { opens, theNight } from "../../src/court-lists.ts"
import { expect, test } from "../../src/test.ts"

test("Incident Manager: takes command, opens the call, has suspicions checked, delegates, splits off a team, escalates, hands over, and it is closed (IM-01, IM-02, IM-03, IM-05, IM-06, IM-07, IM-08, IM-09, IM-10, IM-11, IM-12, IM-13, IM-14, IM-15, IM-16, IM-17, IM-18, TEAM-04, CMD-01, CMD-02, CMD-03)", async ({ stage }) => {
  test.setTimeout(240_000)
  const night = await theNight(stage)
  const [priya, tom, ravi] = [await stage.sit(night.manager), await stage.sit(night.team.tom), await stage.sit(night.team.ravi)]
  await Promise.all([opens(priya, night, "situation"), opens(tom, night, "situation"), opens(ravi, night, "situation")])
  const { room, page } = priya

  await test.step("command is taken in a sealed entry, and every screen says by whom (IM-01, IM-02)", async () => {
    for (const seat of [priya, tom, ravi]) {
      await seat.room.isCommandedBy("Priya Nair")
      await expect(seat.room.entry("Priya Nair declared the incident and is Incident Manager.")).toHaveCount(1)
    }
  })

  await test.step("a call is opened by naming who commands, logged with one tap (IM-05, IM-06)", async () => {
    await page.getByRole("tab", { name: "Communications" }).click()
    await room.press("Start a call now")
    await expect(room.dialog("Call 1")).toContainText("The Incident Manager is Priya Nair.")
    await expect(room.entry("Call 1 opened by Priya Nair. Incident Manager: Priya Nair. Deputy: Tom Okafor. Secretariat: Maeve Lindqvist.")).toHaveCount(1)
    await page.keyboard.press("Escape")
  })

  await test.step("what is suspected is given to an expert, ends refuted, and keeps its history (IM-07, IM-08)", async () => {
    await page.getByRole("tab", { name: "Situation" }).click()
    await room.press("Add to the situation")
    const add = room.dialog("Add to the situation")
    await add.getByRole("textbox", { name: "Statement or question" }).fill("The sign-in at 21:31 was an intruder")
    await add.getByRole("radio", { name: "Suspected" }).check()
    await add.getByRole("combobox", { name: "Who checks it" }).selectOption(night.team.ravi.id)
    await room.press("Add", add)
    await ravi.page.getByRole("button", { name: /^The sign-in at 21:31/ }).click()
    const his = ravi.room.dialog("Change the situation")
    await his.getByRole("spinbutton", { name: "Rests on entry number" }).fill("2")
    await ravi.room.press("Refuted", his)
    await ravi.page.keyboard.press("Escape")
    await page.getByRole("button", { name: /^The sign-in at 21:31/ }).click()
    const history = room.dialog("Change the situation").getByRole("region", { name: "History" }).getByRole("listitem")
    await expect(history).toHaveText([/^Suspected, .*, Priya Nair$/, /^Suspected, refuted, .*, Ravi Menon$/])
    await page.keyboard.press("Escape")
  })

  await test.step("work is delegated, to an expert and to a supplier without an account, never to herself (IM-03, IM-09)", async () => {
    await page.getByRole("tab", { name: "Communications" }).click()
    await room.press("Bring somebody in")
    const bring = room.dialog("Bring somebody in")
    await bring.getByRole("textbox", { name: "Who" }).fill("Fernhill Systems")
    await room.press("Write it down", bring)
    await room.press("Add an action")
    const add = room.dialog("Add an action")
    const owner = add.getByRole("combobox", { name: "Owner" })
    await expect(owner.getByRole("option", { name: /Priya Nair/ })).toHaveCount(0)
    await add.getByRole("textbox", { name: "What is to be done" }).fill("Freeze the template")
    await owner.selectOption({ label: await owner.getByRole("option", { name: /Fernhill Systems/ }).innerText() })
    await room.press("+15 min", add)
    await room.press("Open the action", add)
    await expect(room.entry(/A-1 opened: Freeze the template\. Owner Fernhill Systems/)).toHaveCount(1)
    await room.openAction("Find out who forwarded it", night.team.ravi.id, 30)
    await expect(ravi.room.action("Find out who forwarded it")).toContainText("Not acknowledged")
  })

  await test.step("what others bring waits for her and interrupts nothing (IM-17)", async () => {
    await room.box.fill("Half a sentence")
    await ravi.room.press("Raise a concern")
    const raise = ravi.room.dialog("Raise a concern")
    await raise.getByRole("textbox", { name: "Concern" }).fill("Nobody has slept.")
    await ravi.room.press("Raise it", raise)
    await expect(room.now.getByRole("article", { name: "Concern, Ravi Menon" })).toBeVisible()
    await expect(page.getByRole("dialog")).toHaveCount(0)
    await expect(room.box).toBeFocused()
    await room.box.fill("")
  })

  await test.step("the team is at a glance: how many report to her, nobody quiet yet (IM-12, IM-18)", async () => {
    await page.getByRole("tab", { name: "Team" }).click()
    await expect(page.getByRole("img", { name: "5 people of 7 report to the Incident Manager" })).toBeVisible()
    await expect(page.getByRole("heading", { name: /^Gone quiet/ })).toHaveCount(0)
  })

  await test.step("a team is split off under its own lead, with its actions, and is part of the incident (IM-13)", async () => {
    await room.press("Split off a team")
    const box = room.dialog("Split off a team")
    await box.getByRole("textbox", { name: "What the team is for" }).fill("Mail trace")
    await box.getByRole("combobox", { name: "Lead" }).selectOption(night.team.ravi.id)
    await box.getByRole("checkbox", { name: /^Asha Verma/ }).check()
    await room.press("Split it off", box)
    await expect(tom.room.entry(/^.*Priya Nair split off a team: Mail trace, led by Ravi Menon\./)).toHaveCount(1)
    await expect(room.actions.getByRole("listitem").filter({ hasText: "Find out who forwarded it" })).toContainText("Went to Mail trace")
    await expect(page.getByRole("region", { name: /^Rooms beside this one/ })).toContainText("Ravi Menon commands there.")
  })

  await test.step("whether to escalate she asks the deputy apart, and what they say stays with the two (IM-10)", async () => {
    await room.press("Open a room of two")
    await page.getByRole("link", { name: "Incident Manager and Deputy" }).click()
    await room.isLive()
    await room.record("Silver now, or after the next call?")
    await tom.page.goto(new URL(page.url()).pathname)
    await expect(tom.room.entry("Silver now, or after the next call?")).toBeVisible()
    await Promise.all([opens(priya, night, "team"), opens(tom, night, "situation")])
    await expect(room.entry("Silver now, or after the next call?")).toHaveCount(0)
  })

  await test.step("silver comes before gold, with a reason, and only from her (CMD-01, CMD-02, CMD-03)", async () => {
    await room.press("Change the command level", room.head)
    const level = room.dialog("Command level")
    await expect(level.getByRole("radio", { name: /^Gold/ })).toHaveAttribute("aria-disabled", "true")
    await level.getByRole("radio", { name: /^Silver/ }).check()
    await level.getByRole("radio", { name: "Complexity" }).check()
    await level.getByRole("textbox", { name: /^Reason/ }).fill("Two organisations are affected.")
    await room.press("Set the level", level)
    await expect(tom.room.entry("Command level silver, was none, because of complexity. Reason: Two organisations are affected.")).toHaveCount(1)
  })

  await test.step("a flag is changed with its history in the log (TEAM-04)", async () => {
    await night.command.command(night.id, { name: "set_flags", security: false, personal_data: true, reason: "It was no intruder." }, 1)
    await expect(room.entry("Security incident: no. May involve personal data: yes. Reason: It was no intruder.")).toHaveCount(1)
  })

  await test.step("command moves when the next one accepts, and with it the end (IM-11, IM-14)", async () => {
    await room.press("Hand over")
    await room.press("Send to Tom to accept", room.dialog("Hand over as Incident Manager"))
    await room.isCommandedBy("Priya Nair")
    await tom.room.press("Accept and take command", tom.room.dialog("Priya Nair is handing you command as Incident Manager"))
    for (const seat of [priya, tom, ravi]) await seat.room.isCommandedBy("Tom Okafor")
    await expect(room.head.getByRole("button", { name: "Change the phase" })).toBeDisabled()
  })

  await test.step("what is unfinished is named at the end, done or given a reason, and nothing stops it (IM-15)", async () => {
    await tom.room.press("Change the phase")
    const phase = tom.room.dialog("Phase: Hot")
    await phase.getByRole("textbox", { name: "Reason", exact: true }).fill("Every mailbox has confirmed.")
    await phase.getByRole("textbox", { name: /^Why it is left: 1 action not done/ }).fill("They go on in the morning.")
    await tom.room.press("Stand down", phase)
    const entry = priya.room.entry("Tom Okafor stood the incident down: it is warm now.")
    await expect(entry).toContainText("They go on in the morning.")
    await expect(entry).toContainText("without a reason")
    for (const seat of [priya, tom, ravi]) await seat.room.isInPhase("Warm")
  })

  await test.step("lessons are the manager's to agree, each with who sees to it and by which day, and outlive the end (IM-14, IM-16)", async () => {
    await tom.page.getByRole("link", { name: "Review", exact: true }).first().click()
    await tom.room.press("Add a lesson")
    const add = tom.room.dialog("Add a lesson")
    await add.getByRole("textbox", { name: "What was learned" }).fill("The template changed and nobody saw it")
    await tom.room.press("Add", add)
    await tom.room.press("Agree L-1")
    const agree = tom.room.dialog("Agree L-1")
    await agree.getByRole("textbox", { name: "Preventive step" }).fill("Two people look at each template")
    await agree.getByRole("combobox", { name: "Who sees to it" }).selectOption(night.team.ravi.id)
    await agree.getByLabel("By which day").fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10))
    await tom.room.press("Agree", agree)
    for (const [press, choose, act] of [["Begin the review", "Cold", "Set the phase to Cold"], ["Close the incident", "Closed", "Close the incident"]] as const) {
      await tom.room.press(press)
      const phase = tom.room.dialog(/^Phase:/)
      await phase.getByRole("radio", { name: choose }).check()
      await phase.getByRole("textbox", { name: /^Reason/ }).fill("The review was held.")
      await tom.room.press(act, phase)
      await expect(phase).toHaveCount(0)
    }
    for (const { room: looked } of [priya, ravi]) await expect(looked.state).toContainText("This incident is closed.")
    await expect(tom.page.getByRole("row").filter({ hasText: "L-1" }).getByRole("button", { name: "Done L-1" })).toBeVisible()
  })
})
