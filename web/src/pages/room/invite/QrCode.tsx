/** A link as a QR code, drawn as one path. What makes it comes when it is first needed. */
import { use, type ReactNode } from "react"

type Encoder = (text: string) => readonly (readonly boolean[])[]

let coming: Promise<Encoder> | undefined

function encoder(): Promise<Encoder> {
  coming ??= import("uqr").then(({ encode }) => (text) => encode(text, { ecc: "M", border: 4 }).data)
  return coming
}

export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const rows = use(encoder())(text)
  const dots = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg className="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={dots.join("")} />
    </svg>
  )
}
