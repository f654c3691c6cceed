/** A person without a mouse: goes from thing to thing by Tab, and sees at each where they are. */
import { expect, type Locator, type Page } from "@playwright/test"

/** Further than this nobody goes. */
const stepsMax = 60

export class Keyboard {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Goes on by Tab, or back by Shift and Tab, until it is there; every step on the way can be seen. */
  async goTo(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await expect(target).toBeVisible()
    for (let step = 0; step < stepsMax; step += 1) {
      await this.#page.keyboard.press(key)
      expect(await this.#seen(), "the focus can be seen").toEqual({ seen: true, at: expect.any(String) })
      if (await target.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error(`${stepsMax} steps do not lead there: ${target.toString()}`)
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text)
  }

  /** Whether something is drawn around what has the focus; radios and boxes of choice have it drawn on what stands for them. */
  async #seen(): Promise<{ readonly seen: boolean; readonly at: string }> {
    return this.#page.evaluate(() => {
      const element = document.activeElement
      // From the last thing on the page the focus goes to the browser's own, and comes back.
      if (element === null || element === document.body) return { seen: true, at: "outside" }
      const isDrawn = ({ outlineStyle, outlineWidth, boxShadow }: CSSStyleDeclaration): boolean => (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none"
      const places = [element, ...(element instanceof HTMLInputElement && element.nextElementSibling !== null ? [element.nextElementSibling] : [])]
      const seen = places.some((place) => isDrawn(getComputedStyle(place)) || isDrawn(getComputedStyle(place, "::before")))
      return { seen, at: `${element.localName}.${element.className}: ${element.textContent.slice(0, 40)}` }
    })
  }
}
