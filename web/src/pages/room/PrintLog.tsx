/**
 * The log on paper: all that is shown of it, drawn when the browser is about to print, by this button or by its own
 * way. Nothing of it is on the screen.
 */
import { useEffect, useState, type ReactNode } from "react"
import { createPortal, flushSync } from "react-dom"
import type { Entry } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { PrintedLog } from "./PrintedLog.tsx"
import { useView } from "./RoomContext.tsx"

export function PrintLog({ small = false }: { readonly small?: boolean }): ReactNode {
  return <Button small={small} look="second" onClick={() => { window.print() }}>Print the log</Button>
}

/** On the page for as long as it prints. */
export function WhilePrinting({ shown, words }: { readonly shown: readonly Entry[]; readonly words: string | undefined }): ReactNode {
  const { clockSkewMs } = useView()
  const [printedAt, setPrintedAt] = useState<number>()
  useEffect(() => {
    const begin = (): void => { flushSync(() => { setPrintedAt(Date.now() + (clockSkewMs ?? 0)) }) }
    const end = (): void => { setPrintedAt(undefined) }
    addEventListener("beforeprint", begin)
    addEventListener("afterprint", end)
    return () => {
      removeEventListener("beforeprint", begin)
      removeEventListener("afterprint", end)
    }
  }, [clockSkewMs])
  return printedAt === undefined ? null : createPortal(<PrintedLog shown={shown} words={words} printedAt={printedAt} />, document.body)
}
