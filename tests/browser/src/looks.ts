/** Dialogs looked at one after the other: opened by their button, left by Escape. */
import { expect, type Locator, type Page } from "@playwright/test"
import { isAccessible } from "./axe.ts"
import type { Seat } from "./test.ts"

export interface Look {
  /** The button that opens it. */
  readonly press: string | RegExp
  readonly dialog: string | RegExp
  /** The part of the page that the button is in. */
  readonly within?: Page | Locator
  /** Makes of the dialog what is to be looked at beside it as it opened, such as its faults. */
  readonly then?: (dialog: Locator) => Promise<void>
}

/** Looks at the dialog as it opens, and as it is after `then`. */
export async function look({ page, room }: Seat, screen: string, { press, dialog: name, within = page, then }: Look): Promise<void> {
  await room.press(press, within)
  const dialog = room.dialog(name)
  await expect(dialog).toBeVisible()
  await isAccessible(page, screen)
  if (then !== undefined) {
    await then(dialog)
    await isAccessible(page, `${screen}-then`)
  }
  await page.keyboard.press("Escape")
  await expect(dialog).toHaveCount(0)
}

/** Presses the button that acts while something is missing, and sees what is. */
export function isMissing(act: string, fault: string | RegExp): (dialog: Locator) => Promise<void> {
  return async (dialog) => {
    await dialog.getByRole("button", { name: act, exact: true }).click()
    await expect(dialog.getByRole("alert")).toContainText(fault)
  }
}
