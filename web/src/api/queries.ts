/** What the server knows, as queries: keys in one place, so that they can be made stale in one place. */
import { queryOptions } from "@tanstack/react-query"
import { readDemo } from "./demo.ts"
import { listIncidents, readIncident } from "./incidents.ts"
import { listPeople } from "./people.ts"
import { readSetupOrKept } from "./setup.ts"

/** The list is read again this often while it is looked at. */
const listEveryMs = 20_000

export const setupQuery = queryOptions({ queryKey: ["setup"], queryFn: readSetupOrKept, staleTime: Infinity })
/** Null where there is no demonstration; that is asked only of a server that says it plays one. */
export const demoQuery = queryOptions({
  queryKey: ["demo"],
  queryFn: async ({ client }) => ((await client.query({ ...setupQuery, staleTime: "static" })).demo ? readDemo() : null),
  staleTime: Infinity,
})
export const peopleQuery = queryOptions({ queryKey: ["people"], queryFn: listPeople })
export const incidentsQuery = queryOptions({ queryKey: ["incidents"], queryFn: listIncidents, refetchInterval: listEveryMs })

export function incidentQuery(incident: string) {
  return queryOptions({ queryKey: ["incidents", incident], queryFn: () => readIncident(incident) })
}
