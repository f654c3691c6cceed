/** The order of the incident list: what most needs somebody first. */
import type { IncidentRow } from "../api/types.ts"

const phaseRank: Readonly<Record<IncidentRow["phase"], number>> = { hot: 0, pre_incident: 1, warm: 2, cold: 3, closed: 4 }

export function hasNoOneInCommand(row: IncidentRow): boolean {
  return row.manager === undefined && row.phase !== "pre_incident" && row.phase !== "closed"
}

function lastHeard(row: IncidentRow): string {
  return row.last_entry_at ?? row.opened_at
}

export function mostUrgentFirst(rows: readonly IncidentRow[]): readonly IncidentRow[] {
  return [...rows].sort((a, b) =>
    Number(hasNoOneInCommand(b)) - Number(hasNoOneInCommand(a))
    || phaseRank[a.phase] - phaseRank[b.phase]
    || (a.severity ?? 2.5) - (b.severity ?? 2.5)
    || lastHeard(b).localeCompare(lastHeard(a)))
}
