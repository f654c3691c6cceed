/** The demonstration, where the server plays one. */
import { Problem } from "./problem.ts"
import { send } from "./send.ts"
import type { Demo } from "./types.ts"

/** Null where there is no demonstration. */
export async function readDemo(): Promise<Demo | null> {
  try {
    return await send<Demo>("GET", "/api/demo")
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}
