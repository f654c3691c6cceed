/**
 * The identity of one tab: a bearer token in `sessionStorage`, so that each tab of the demonstration may
 * be another person. Without one the tab uses the session cookie.
 */
export interface Tab {
  readonly token: string
  readonly person: string
}

const key = "loggist.tab"

export function tab(): Tab | undefined {
  try {
    const kept = sessionStorage.getItem(key)
    return kept === null ? undefined : (JSON.parse(kept) as Tab)
  } catch {
    return undefined
  }
}

export function tabToken(): string | undefined {
  return tab()?.token
}

export function becomeTab(identity: Tab): void {
  sessionStorage.setItem(key, JSON.stringify(identity))
}

export function leaveTab(): void {
  sessionStorage.removeItem(key)
}
