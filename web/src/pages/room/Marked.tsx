/** A text with the words that were looked for marked in it. */
import { Fragment, type ReactNode } from "react"

export function Marked({ text, find }: { readonly text: string; readonly find: string }): ReactNode {
  const words = find.split(/\s+/).filter((word) => word !== "").map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  if (words.length === 0) return text
  const pieces = text.split(new RegExp(`(${words.join("|")})`, "gi"))
  return pieces.map((piece, index) => (
    index % 2 === 1 ? <mark key={index}>{piece}</mark> : <Fragment key={index}>{piece}</Fragment>
  ))
}
