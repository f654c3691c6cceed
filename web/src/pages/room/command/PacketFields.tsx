/** The four texts of a hand-over. */
import { useId, type ReactNode } from "react"
import type { PacketTexts } from "../../../incident/packet.ts"
import { paragraph_characters_max } from "../../../replica/limits.ts"

export const packetTitles: Readonly<Record<keyof PacketTexts, string>> = {
  where_we_are: "Where we are",
  worried_about: "What I am worried about",
  decisions: "Decisions you inherit",
  actions: "Actions due in the next hour",
}

export function PacketFields({ packet, onPacket }: { readonly packet: PacketTexts; readonly onPacket: (packet: PacketTexts) => void }): ReactNode {
  const id = useId()
  return (
    <div className="two">
      {(Object.keys(packetTitles) as (keyof PacketTexts)[]).map((key) => (
        <div className="sec" key={key}>
          <label className="sec__h" htmlFor={`${id}-${key}`}>{packetTitles[key]}</label>
          <textarea
            className="field" id={`${id}-${key}`} rows={rowsFor(packet[key])} maxLength={paragraph_characters_max} value={packet[key]}
            onChange={(event) => { onPacket({ ...packet, [key]: event.target.value }) }}
          />
        </div>
      ))}
    </div>
  )
}

/** As tall as its text, within reason. */
function rowsFor(text: string): number {
  const lineCharacters = 38
  const rows = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lineCharacters)), 0)
  return Math.min(12, Math.max(3, rows))
}
