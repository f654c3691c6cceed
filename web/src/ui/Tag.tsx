/** Severity and phase as tags. */
import type { ReactNode } from "react"
import type { Phase } from "../replica/types.ts"
import { phaseNames, type Severity } from "../incident/words.ts"

export function SeverityTag({ severity, provisional }: { readonly severity: Severity | undefined; readonly provisional: boolean }): ReactNode {
  if (severity === undefined) return <span className="tag tag--plain">Severity not set</span>
  return <span className={`tag tag--sev${severity}`}>Severity {severity}{provisional ? <small>provisional</small> : null}</span>
}

const phaseLooks: Readonly<Record<Phase, string>> = {
  pre_incident: "tag--plain", hot: "tag--hot", warm: "tag--warm", cold: "tag--plain", closed: "tag--plain",
}

export function PhaseTag({ phase }: { readonly phase: Phase }): ReactNode {
  return <span className={`tag ${phaseLooks[phase]}`}>{phaseNames[phase]}</span>
}
