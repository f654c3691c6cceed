/** A link from another page to an entry of the log. */
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { useView } from "./RoomContext.tsx"

export function EntryLink({ number }: { readonly number: number }): ReactNode {
  const { incident } = useView()
  return <Link to="/incidents/$incident" params={{ incident }} hash={`e${number}`} aria-label={`Entry ${number}`}>#{number}</Link>
}
