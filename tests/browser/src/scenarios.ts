/** Twelve scenarios from what users of other incident tools complain about. A test that shows one is named by it. */
export const scenarios = {
  1: "Two people edit one entry at once, both texts present",
  2: "Third person saves elsewhere while I type, nothing closes",
  3: "Session expires mid-sentence: sign in again, text still there",
  4: "\"Saved\" is shown only after the server has sealed or the device has stored, and says which",
  5: "Close the tab mid-word, reopen, word there",
  6: "25 October 2026 01:30 occurs twice in London: both entries ordered and labelled BST and GMT",
  7: "Client clock 40 minutes wrong: entry shows both",
  8: "Ex-secretariat cannot write",
  9: "Rights in incident A cannot touch B by any id",
  10: "Read-only observer sees changes live",
  11: "Commander change cannot revert by a late update",
  12: "5,000-entry log opens on a mid-range phone in under two seconds and typing stays under 50 ms",
} as const

/** The title of the test that shows it. */
export function scenario(number: keyof typeof scenarios): string {
  return `Scenario ${number}: ${scenarios[number]}`
}
