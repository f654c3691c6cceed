/** What of the room is looked at: kept in the address. */
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { filters, type LogFilter } from "../../incident/log.ts"

export const sides = ["situation", "team", "communications"] as const
export const phoneTabs = ["log", "now", "situation", "more"] as const
export type Side = (typeof sides)[number]
export type PhoneTab = (typeof phoneTabs)[number]

export interface RoomSearch {
  readonly show?: LogFilter
  readonly find?: string
  readonly side?: Side
  readonly tab?: PhoneTab
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown): Name | undefined {
  return names.find((name) => name === value)
}

export function readSearch(search: Readonly<Record<string, unknown>>): RoomSearch {
  const show = oneOf(filters, search["show"])
  const side = oneOf(sides, search["side"])
  const tab = oneOf(phoneTabs, search["tab"])
  const find = typeof search["find"] === "number" ? search["find"].toString() : search["find"]
  return {
    ...(show && show !== "all" ? { show } : {}),
    ...(typeof find === "string" && find !== "" ? { find } : {}),
    ...(side && side !== "situation" ? { side } : {}),
    ...(tab && tab !== "log" ? { tab } : {}),
  }
}

const route = getRouteApi("/in/incidents/$incident/")

export function useRoomSearch(): readonly [Required<RoomSearch>, (change: RoomSearch) => void] {
  // Read again: the router hands on what a route's own reading left out.
  const search = readSearch({ ...route.useSearch() })
  const navigate = useNavigate({ from: "/incidents/$incident/" })
  const set = (change: RoomSearch): void => {
    void navigate({ search: (before) => readSearch({ ...before, ...change }), replace: true, resetScroll: false })
  }
  return [{ show: "all", find: "", side: "situation", tab: "log", ...search }, set]
}
