/** One quiet line under the bar: a newer app is ready, or the browser keeps less than it should. */
import { useRouter } from "@tanstack/react-router"
import { useSyncExternalStore, type ReactNode } from "react"
import { Button } from "../ui/Button.tsx"
import { keepingStore } from "./keeping.ts"
import { takeNewer } from "./register.ts"

interface AppLineProps {
  /** The room itself says what becomes of what is written in it. */
  readonly inRoom?: boolean
}

export function AppLine({ inRoom = false }: AppLineProps): ReactNode {
  const { isNewer, isAppRefused, isDeviceRefused } = useSyncExternalStore(keepingStore.subscribe, keepingStore.now)
  const words = isDeviceRefused && !inRoom
    ? "This browser keeps nothing. What you write and have not sent is kept in its tab only. Do not close or reload it."
    : isAppRefused && !inRoom ? "This browser does not keep this page. It opens with a network only." : undefined
  return (
    <div className="appline" role="status">
      {isNewer ? <Newer /> : words === undefined ? null : <p>{words}</p>}
    </div>
  )
}

function Newer(): ReactNode {
  const { room } = useRouter().options.context
  const take = (): void => { void room.stored().then(takeNewer) }
  return (
    <>
      <p>A newer version of this page is ready. What you wrote is kept.</p>
      <Button small look="second" onClick={take}>Use it now</Button>
      <Button small look="link" onClick={() => { keepingStore.set({ isNewer: false }) }}>Later</Button>
    </>
  )
}
