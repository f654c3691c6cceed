/** Everyone with an account, for picking. */
import { request } from "./request.ts"
import type { Person } from "./types.ts"

export const listPeople = async (): Promise<readonly Person[]> =>
  (await request<{ people: readonly Person[] }>("GET", "/api/people")).people
