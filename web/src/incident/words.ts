/** The words people read for the words that data uses. */
import type { Category, EntryKind, Fact, Phase, Role } from "../replica/types.ts"

export const roleNames: Readonly<Record<Role, string>> = {
  incident_manager: "Incident Manager",
  deputy: "Deputy",
  secretariat: "Secretariat",
  sme: "Subject Matter Expert",
  comms_lead: "Communications Lead",
  liaison: "Liaison",
  observer: "Observer",
}

/** Most senior first: the order in which a person's roles are named. */
export const roles = Object.keys(roleNames) as readonly Role[]

export const kindNames: Readonly<Record<EntryKind, string>> = {
  observation: "Observation",
  decision: "Decision",
  action: "Action",
  comms: "Communications",
  correction: "Correction",
  before_command: "Before command",
  command: "Command",
  handover: "Handover",
  system: "System",
}

export const phaseNames: Readonly<Record<Phase, string>> = {
  pre_incident: "Pre-incident",
  hot: "Hot",
  warm: "Warm",
  cold: "Cold",
  closed: "Closed",
}

export const categoryNames: Readonly<Record<Category, string>> = {
  data_disclosure: "Data disclosure",
  data_loss: "Data loss",
  malware: "Malware",
  phishing: "Phishing",
  account_compromise: "Account compromise",
  denial_of_service: "Denial of service",
  system_failure: "System failure",
  physical: "Physical",
  other: "Other",
}

export const severities = [1, 2, 3, 4] as const
export type Severity = (typeof severities)[number]

export const severityHints: Readonly<Record<Severity, string>> = {
  1: "Gravest. People may come to harm, or many are affected",
  2: "Serious. A service or many records are affected",
  3: "Limited. One team or a few records are affected",
  4: "Least. Handled in the course of the day",
}

export const standingNames: Readonly<Record<Fact["standing"], string>> = {
  known: "Known",
  suspected: "Suspected",
  unknown: "Unknown",
}

export const levelNames = { bronze: "Bronze", silver: "Silver", gold: "Gold" } as const

const capabilityNames: Readonly<Record<string, string>> = {
  security_analyst: "Security analyst",
  data_privacy: "Data privacy",
}

/** Capabilities that the plan names; others are typed. */
export const capabilities = Object.entries(capabilityNames)

export function capabilityName(capability: string): string {
  return capabilityNames[capability] ?? capability
}

const flagNames: Readonly<Record<string, string>> = {
  // Duties that were not done at an end: their names in data alone would read as if they were.
  contained: "Containment not stated",
  stakeholders_told: "Stakeholders not told",
  watched: "No watch kept",
  lessons_captured: "Lessons not captured",
  documents_recorded: "Documents not recorded",
  review_held: "No review held",
  team_thanked: "Team not thanked",
  untrained: "Not trained for the role",
  out_of_line: "Out of line",
  not_recommended: "No recommendation agreed",
}

export function flagName(flag: string): string {
  const words = flag.replaceAll("_", " ")
  return flagNames[flag] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

const figures = new Intl.NumberFormat("en-GB")

/** "12,000". */
export function inFigures(number: number): string {
  return figures.format(number)
}

/** "1 change", "3 changes". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${inFigures(number)} ${number === 1 ? one : many}`
}

/** "a, b and c"; blank for none. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1)
  if (last === undefined) return ""
  return words.length === 1 ? last : `${words.slice(0, -1).join(", ")} and ${last}`
}

/** At most so many characters, with an ellipsis where there were more. */
export function clip(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text
  // Not through the middle of a character.
  return `${text.slice(0, charactersMax - 1).replace(/[\uD800-\uDBFF]$/, "").trimEnd()}…`
}

/** "Maeve" of "Maeve Lindqvist": for a label at a caret. */
export function firstName(name: string): string {
  return name.split(" ")[0] ?? name
}

/** "ML" of "Maeve Lindqvist": for a face. */
export function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== "")
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts
  return ends.map((part) => part?.charAt(0).toUpperCase() ?? "").join("")
}
