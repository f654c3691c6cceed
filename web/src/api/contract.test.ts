/** The types that the pages use, held against what the server says of its interface. Checked by the compiler. */
import { describe, expect, expectTypeOf, it } from "vitest"
import openapi from "../generated/openapi.json"
import type { components } from "../generated/schema.d.ts"
import type { KeptContent } from "./attachments.ts"
import type { Demo, DemoPerson, IncidentDetail, IncidentRow, LinkRow, Named, Person, Session, Setup, TabSession, Training } from "./types.ts"

type Schemas = components["schemas"]

/** Which fields there are, and which of them may be absent. */
type Shape<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? "may be absent" : "is there" }

/** The server writes `null` for nothing: what is absent is absent. */
type Same<Ours, Theirs> = Shape<Ours> extends Shape<Theirs> ? (Shape<Theirs> extends Shape<Ours> ? true : false) : false

describe("the pages' types", () => {
  it("are those of the interface", () => {
    expectTypeOf<Same<Person, Schemas["PersonView"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<Training, Schemas["TrainingView"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<Setup, Schemas["Setup"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<Session, Schemas["SessionView"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<TabSession, Schemas["TabSession"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<Named, Schemas["NamedView"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<LinkRow, Schemas["LinkView"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<IncidentRow, Schemas["IncidentView"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<IncidentDetail, Schemas["IncidentDetail"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<DemoPerson, Schemas["DemoPerson"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<KeptContent, Schemas["Kept"]>>().toEqualTypeOf<true>()
    expectTypeOf<Same<Demo, Schemas["DemoScene"]>>().toEqualTypeOf<true>()
  })

  it("speak of routes that the server has", () => {
    const routes = Object.keys(openapi.paths)
    for (const route of ["/api/setup", "/api/session", "/api/session/ticket", "/api/people", "/api/incidents", "/api/demo"]) {
      expect(routes).toContain(route)
    }
  })
})
