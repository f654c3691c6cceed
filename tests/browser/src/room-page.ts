/** A person's page, found as a person finds things: by role, label and words. */
import { expect, type Locator, type Page } from "@playwright/test"

/** Within this everything typed is on the device (wire: the outbox). */
const keptMs = 250

export class RoomPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Live, Reconnecting, Offline, Read-only. */
  get pill(): Locator {
    return this.page.getByRole("banner").getByRole("status")
  }

  /** The line above the log for what is out of the ordinary. */
  get state(): Locator {
    return this.page.getByRole("region", { name: "State of this page" })
  }

  get composer(): Locator {
    return this.page.getByRole("form", { name: "New log entry" })
  }

  /** The box for what happened, whatever the kind of entry. */
  get box(): Locator {
    return this.composer.getByRole("textbox", { name: /^(Log entry|Decision|Correction)$/ })
  }

  get log(): Locator {
    return this.page.getByRole("region", { name: "Log entries, oldest first" })
  }

  /** Sealed entries. */
  get entries(): Locator {
    return this.log.getByRole("listitem").filter({ has: this.page.getByRole("link", { name: /^Entry \d+, link$/ }) })
  }

  entry(text: string | RegExp): Locator {
    return this.entries.filter({ hasText: text })
  }

  entryNumber(number: number): Locator {
    return this.log.getByRole("listitem").filter({ has: this.page.getByRole("link", { name: `Entry ${number}, link` }) })
  }

  /** What somebody writes, as the log shows it. */
  draft(text: string | RegExp): Locator {
    return this.log.getByRole("listitem").filter({ hasText: /Not sealed yet|Kept on this device/ }).filter({ hasText: text })
  }

  /** Where somebody's cursor stands. It is drawn and never announced, so it has no role to be found by. */
  caretOf(firstName: string): Locator {
    return this.page.locator(`[data-who="${firstName}"]`)
  }

  /** The number of entries that the page says there are. */
  get heading(): Locator {
    return this.page.getByRole("heading", { name: /^Log / })
  }

  async isLive(): Promise<void> {
    await expect(this.pill).toHaveText(/^(Live|Read-only)$/, { timeout: 20_000 })
  }

  /** Types at the end of the box, key by key. */
  async type(text: string, delayMs = 15): Promise<void> {
    await this.box.focus()
    await this.page.keyboard.press("Control+End")
    await this.page.keyboard.type(text, { delay: delayMs })
  }

  /** Chooses what the next entry, or the open draft, is. */
  async kind(name: string): Promise<void> {
    await this.composer.getByRole("radio", { name: new RegExp(`^${name}`) }).check()
  }

  /** What was on the screen this long before a reload or a crash is on the device. */
  async keeps(): Promise<void> {
    await this.page.waitForTimeout(keptMs)
  }

  async seal(): Promise<void> {
    await this.box.press("Control+Enter")
  }

  /** Writes an entry and waits for its number. */
  async record(text: string): Promise<Locator> {
    await this.box.fill(text)
    await this.seal()
    const entry = this.entry(text)
    await expect(entry).toBeVisible()
    return entry
  }

  /** Every word of log, drafts, queue and box, as it is on the screen. */
  async words(): Promise<string> {
    const boxes = await Promise.all((await this.composer.getByRole("textbox").all()).map((box) => box.inputValue()))
    return [await this.log.innerText(), ...boxes].join("\n")
  }

  /** How grave, where it stands, who commands, what the clocks say. */
  get head(): Locator {
    return this.page.getByRole("region", { name: "Incident", exact: true })
  }

  /** What waits for somebody, and what is to be done. */
  get now(): Locator {
    return this.page.getByRole("region", { name: "What wants somebody now" })
  }

  get actions(): Locator {
    return this.page.getByRole("region", { name: "Actions", exact: true })
  }

  /** An action in its list. */
  action(title: string): Locator {
    return this.actions.getByRole("listitem").filter({ hasText: title })
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole("dialog", { name })
  }

  /** A button of the page, or of a part of it; what it is to be read as is its whole name. */
  async press(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole("button", { name, exact: true }).click()
  }

  /** Who the head says is in command. */
  async isCommandedBy(name: string): Promise<void> {
    await expect(this.head.getByRole("definition").first()).toContainText(name)
  }

  /** Where the head says it stands. */
  async isInPhase(name: string): Promise<void> {
    const step = this.head.getByRole("list", { name: "Phase" }).getByRole("listitem").filter({ hasText: name })
    await expect(step).toHaveAttribute("aria-current", "step")
  }

  /** Opens an action whole: `minutes` as one of the buttons offers it. */
  async openAction(title: string, owner: string, minutes: 15 | 30 | 60): Promise<void> {
    await this.press("Add an action")
    const dialog = this.dialog("Add an action")
    await dialog.getByRole("textbox", { name: "What is to be done" }).fill(title)
    await dialog.getByRole("combobox", { name: "Owner" }).selectOption(owner)
    await this.press(`+${minutes} min`, dialog)
    await this.press("Open the action", dialog)
    await expect(this.action(title)).toContainText(/A-\d+/)
  }

  /** What was refused, opened. */
  async openTray(): Promise<Locator> {
    await this.state.getByRole("button", { name: /^See the / }).click()
    return this.page.getByRole("dialog")
  }
}
