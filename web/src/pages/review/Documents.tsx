/** The documentation register: what is captured, where, and what is missing (SEC-11). */
import type { ReactNode } from "react"
import { ownerName } from "../../incident/actions.ts"
import { mayWriteDocument, reasonAgainst } from "../../incident/may.ts"
import { papersOf, sealedOf, type PaperRow } from "../../incident/review.ts"
import type { Entry } from "../../replica/types.ts"
import { ActButton } from "../room/act/ActButton.tsx"
import { Also } from "../room/act/Also.tsx"
import { EntryLink } from "../room/EntryLink.tsx"
import { useRoom, useView } from "../room/RoomContext.tsx"
import type { Show } from "./opened.ts"

export function Documents({ show }: { readonly show: Show }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const rows = papersOf(room)
  const sealed = sealedOf(room.log, "document")
  const missing = rows.filter(({ paper }) => paper?.state !== "captured").length
  return (
    <section className="card review__card" aria-labelledby="documents">
      <h2 id="documents">Documentation<span className="count">{missing === 0 ? "all captured" : `${missing} not captured`}</span></h2>
      <table className="tbl">
        <caption className="vh">Documentation register, what is not captured first</caption>
        <thead><tr><th scope="col">Document</th><th scope="col">Kept at</th><th scope="col">Owner</th><th scope="col">State</th></tr></thead>
        <tbody>{rows.map((row) => <Row key={row.paper?.id ?? row.name} row={row} entry={row.paper && sealed.get(row.paper.id)} show={show} />)}</tbody>
      </table>
      <div className="btn-row">
        <ActButton look="second" blocked={reasonAgainst(mayWriteDocument(room, person))} onClick={() => { show({ is: "document", captured: false }) }}>Add a document</ActButton>
      </div>
    </section>
  )
}

function Row({ row: { name, paper }, entry, show }: { readonly row: PaperRow; readonly entry: Entry | undefined; readonly show: Show }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const blocked = reasonAgainst(mayWriteDocument(room, person))
  const isCaptured = paper?.state === "captured"
  const open = (captured: boolean): void => { show({ is: "document", name, captured, ...(paper === undefined ? {} : { paper: paper.id }) }) }
  return (
    <tr>
      <td>
        <b>{name}</b>
        {paper === undefined ? null : <Also collection="documents" id={paper.id} fields={{ name: "Name", place: "Place", owner: "Owner", state: "State" }} />}
      </td>
      <td data-l="Kept at">{paper?.place ?? (paper?.attachment === undefined ? "Not said" : "Attached to this incident")}</td>
      <td data-l="Owner">{ownerName(room, paper?.owner)}</td>
      <td data-l="State">
        <span>
          <span className="nb">{isCaptured ? "Captured" : "Not captured"}{entry === undefined || !isCaptured ? null : <> <EntryLink number={entry.number} /></>}</span>
          <span className="btn-row review__ways">
            {isCaptured ? null : <ActButton small look="second" blocked={blocked} aria-label={`Mark captured: ${name}`} onClick={() => { open(true) }}>Mark captured</ActButton>}
            <ActButton small look="link" blocked={blocked} aria-label={`Change: ${name}`} onClick={() => { open(isCaptured) }}>Change</ActButton>
          </span>
        </span>
      </td>
    </tr>
  )
}
