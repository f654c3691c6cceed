/** A field that a refused change set, as a person would say it: "A-14 Ring the clerk. Owner: Tom Okafor". */
import * as A from "@automerge/automerge/slim"
import type { RawDocument, RawObject } from "./raw.ts"
import { parsed } from "./shapes.ts"

const names: Readonly<Record<string, string>> = { report_by: "Report back by", from: "From recommendation" }

/** `object`: the one that was changed, by its id in the document. */
export function setWords(object: string, field: string, value: string | number | boolean, shown: RawDocument): string {
  const about = subject(object, shown)
  return `${about === undefined ? "" : `${about}. `}${names[field] ?? sentence(field)}: ${said(value, shown)}`
}

/** What it is called, where it has a name. */
function subject(object: string, shown: RawDocument): string | undefined {
  const { actions = {}, contacts = {}, systems = {} } = shown
  const all: readonly RawObject[] = [actions, contacts, systems].flatMap((each) => Object.values(each))
  const found = all.find((one) => A.getObjectId(one) === object)
  const [name, number] = [plain(found?.["title"]) ?? plain(found?.["name"]), plain(found?.["number"])]
  return name === undefined || number === undefined ? name : `A-${number} ${name}`
}

function said(value: string | number | boolean, { members = {}, contacts = {} }: RawDocument): string {
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (typeof value === "number") return String(value)
  return plain(parsed(plain(members[value]))?.["name"]) ?? plain(contacts[value]?.["name"]) ?? moment(value) ?? value.replaceAll("_", " ")
}

function plain(value: unknown): string | undefined {
  if (value instanceof A.ImmutableString) return value.val
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined
}

/** As the server says times: "21:53 UTC on 25 November 2026". */
function moment(value: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) return undefined
  const day = new Date(value).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
  return `${value.slice(11, 16)} UTC on ${day}`
}

function sentence(field: string): string {
  return `${field.slice(0, 1).toUpperCase()}${field.slice(1).replaceAll("_", " ")}`
}
