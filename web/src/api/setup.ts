/** A new installation, and whose it is. */
import { Unreachable } from "./problem.ts"
import { send } from "./send.ts"
import type { Session, Setup } from "./types.ts"

const key = "loggist.setup"

/** What the server says; without a network, what it said last: a page opened then still shows whose it is. */
export async function readSetupOrKept(): Promise<Setup> {
  try {
    const setup = await send<Setup>("GET", "/api/setup")
    keep(setup)
    return setup
  } catch (error) {
    const kept = error instanceof Unreachable ? lastKept() : undefined
    if (kept) return kept
    throw error
  }
}

function keep(setup: Setup): void {
  try {
    localStorage.setItem(key, JSON.stringify(setup))
  } catch {
    // A browser that keeps nothing shows the product's name instead.
  }
}

function lastKept(): Setup | undefined {
  try {
    const kept = localStorage.getItem(key)
    return kept === null ? undefined : (JSON.parse(kept) as Setup)
  } catch {
    return undefined
  }
}

export interface FirstPerson {
  readonly token: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Makes the first account, and signs it in. */
export const setUp = (first: FirstPerson): Promise<Session> => send("POST", "/api/setup", first)
