/** Who is signed in. */
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query"
import { Unreachable, isSignedOut } from "../api/problem.ts"
import { readSession } from "../api/session.ts"
import type { Person } from "../api/types.ts"
import { remember, remembered } from "./remembered.ts"
import { renewSession } from "./renewal.ts"

async function whoIs(): Promise<Person | null> {
  try {
    const { person } = await readSession().catch(async (error: unknown) => {
      if (isSignedOut(error) && await renewSession()) return readSession()
      throw error
    })
    remember(person)
    return person
  } catch (error) {
    if (isSignedOut(error)) return null
    const person = error instanceof Unreachable ? remembered() : undefined
    if (person) return person
    throw error
  }
}

/** The person; null when nobody is signed in. */
export const personQuery = queryOptions({ queryKey: ["person"], queryFn: whoIs, staleTime: Infinity, retry: false })

/** The signed-in person, inside pages that ask for one. */
export function usePerson(): Person {
  const { data } = useSuspenseQuery(personQuery)
  if (data === null) throw new Error("this page is shown to signed-in people only")
  return data
}
