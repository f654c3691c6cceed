/** Whether keys without a modifier do anything: people who dictate turn them off (WCAG 2.1.4). */
const key = "loggist.single-keys"

export function singleKeys(): boolean {
  try {
    return localStorage.getItem(key) !== "off"
  } catch {
    return true
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(key, on ? "on" : "off")
  } catch {
    // It holds for this page only.
  }
}
