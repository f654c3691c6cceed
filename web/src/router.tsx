/** Every address of the app. */
import type { QueryClient } from "@tanstack/react-query"
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, type RouterHistory } from "@tanstack/react-router"
import { AddMember } from "./pages/AddMember.tsx"
import { Brief } from "./pages/Brief.tsx"
import { ChangeRoles } from "./pages/ChangeRoles.tsx"
import { Declare } from "./pages/Declare.tsx"
import { Incidents } from "./pages/Incidents.tsx"
import { Broken, NotFound, Opening } from "./pages/NotFound.tsx"
import { OpenIncident } from "./pages/OpenIncident.tsx"
import { Review } from "./pages/Review.tsx"
import { Room } from "./pages/Room.tsx"
import { RoomFrame } from "./pages/RoomFrame.tsx"
import { Setup } from "./pages/Setup.tsx"
import { SideBySide } from "./pages/SideBySide.tsx"
import { SignedIn } from "./pages/SignedIn.tsx"
import { SignIn } from "./pages/SignIn.tsx"
import { readSearch } from "./pages/room/search.ts"
import type { OpenRoom } from "./session/open-room.ts"
import { personQuery } from "./session/session.ts"
import { setupQuery } from "./api/queries.ts"

export interface RouterContext {
  readonly queries: QueryClient
  readonly room: OpenRoom
}

const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFound, errorComponent: Broken })

const setup = createRoute({ getParentRoute: () => root, path: "setup", component: Setup })

/** For whoever was invited, with an account or without one. Fetched when somebody comes. */
const join = createRoute({ getParentRoute: () => root, path: "join", component: lazyRouteComponent(() => import("./pages/join/Join.tsx"), "Join") })

const signIn = createRoute({
  getParentRoute: () => root,
  path: "sign-in",
  component: SignIn,
  validateSearch: (search): { readonly as?: string; readonly next?: string } => ({
    ...(typeof search["as"] === "string" ? { as: search["as"] } : {}),
    ...(typeof search["next"] === "string" ? { next: search["next"] } : {}),
  }),
})

/** Pages for signed-in people; everybody else is asked to sign in, or to set up. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: "in",
  component: SignedIn,
  beforeLoad: async ({ context, location }) => {
    const person = await context.queries.query({ ...personQuery, staleTime: "static" })
    if (person === null) {
      const { needed } = await context.queries.query({ ...setupQuery, staleTime: "static" })
      if (needed) redirect({ to: "/setup", throw: true })
      // Who asked for the front door goes where its page leads; who asked for a room goes to that room.
      const isFront = location.pathname === "/" || location.pathname === "/incidents"
      redirect({ to: "/sign-in", search: isFront ? {} : { next: location.href }, throw: true })
      throw new Error("a redirect has been thrown")
    }
    return { person }
  },
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad: () => redirect({ to: "/incidents", replace: true, throw: true }),
})

const incidents = createRoute({ getParentRoute: () => signedIn, path: "incidents", component: Incidents, loader: ({ context }) => { context.room.prepare() } })
const openIncident = createRoute({ getParentRoute: () => signedIn, path: "incidents/open", component: OpenIncident, loader: ({ context }) => { context.room.prepare() } })

const incident = createRoute({
  getParentRoute: () => signedIn,
  path: "incidents/$incident",
  component: RoomFrame,
  beforeLoad: async ({ context, params }) => ({ replica: await context.room.enter(params.incident, context.person.id) }),
  onLeave: ({ context }) => { context.room.leave() },
})

const room = createRoute({ getParentRoute: () => incident, path: "/", component: Room, validateSearch: readSearch })
const declare = createRoute({ getParentRoute: () => incident, path: "declare", component: Declare })
const brief = createRoute({ getParentRoute: () => incident, path: "brief", component: Brief })
const review = createRoute({ getParentRoute: () => incident, path: "review", component: Review })
const sideBySide = createRoute({ getParentRoute: () => incident, path: "side-by-side", component: SideBySide })
const addMember = createRoute({ getParentRoute: () => incident, path: "members/add", component: AddMember })
const changeRoles = createRoute({ getParentRoute: () => incident, path: "members/$person", component: ChangeRoles })

const tree = root.addChildren([
  setup, join, signIn,
  signedIn.addChildren([home, incidents, openIncident, incident.addChildren([room, brief, review, declare, sideBySide, addMember, changeRoles])]),
])

export function makeRouter(context: RouterContext, history?: RouterHistory) {
  return createRouter({
    routeTree: tree, context, defaultPreload: false, scrollRestoration: false, notFoundMode: "root",
    defaultPendingComponent: Opening, defaultPendingMs: 300, defaultPendingMinMs: 0,
    ...(history ? { history } : {}),
  })
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
