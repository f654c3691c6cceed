/**
 * Taking up an invitation. The code comes in the address's fragment, which no server sees, and leaves the address bar as
 * soon as it was read; or it was read out, and is typed.
 */
import { useQuery } from "@tanstack/react-query"
import { useEffect, type ReactNode } from "react"
import { lookAtInvitation } from "../../api/invitations.ts"
import { Problem, sentenceOf } from "../../api/problem.ts"
import { goodUntil } from "../../incident/invitations.ts"
import { roleNames } from "../../incident/words.ts"
import { personQuery } from "../../session/session.ts"
import { useKept } from "../../ui/kept.ts"
import { ServiceBar, SkipLinks } from "../../ui/ServiceBar.tsx"
import { useTitle } from "../../ui/title.ts"
import { AcceptForm } from "./AcceptForm.tsx"
import { CodeForm } from "./CodeForm.tsx"
import { NewcomerForm } from "./NewcomerForm.tsx"

export function Join(): ReactNode {
  const [code, setCode, drop] = useCode()
  useTitle("Join an incident room")
  return (
    <>
      <SkipLinks />
      <ServiceBar />
      <main className="signin signin--one" id="main">
        <div>
          {code === "" ? <CodeForm onCode={setCode} /> : <Invitation key={code} code={code} onCode={setCode} onJoined={drop} />}
        </div>
      </main>
    </>
  )
}

/** Kept over a reload of this tab, until somebody has joined. */
function useCode(): ReturnType<typeof useKept<string>> {
  const [code, setCode, drop] = useKept("join", "")
  useEffect(() => {
    const read = (): void => {
      const inAddress = location.hash.slice(1)
      if (inAddress === "") return
      history.replaceState(history.state, "", location.pathname)
      setCode(inAddress)
    }
    read()
    addEventListener("hashchange", read)
    return () => { removeEventListener("hashchange", read) }
  }, [setCode])
  return [code, setCode, drop]
}

interface InvitationProps {
  readonly code: string
  readonly onCode: (code: string) => void
  readonly onJoined: () => void
}

function Invitation({ code, onCode, onJoined }: InvitationProps): ReactNode {
  const { data: person } = useQuery(personQuery)
  const { data: seen, error } = useQuery({
    queryKey: ["invitation", code], queryFn: () => lookAtInvitation(code), retry: false, staleTime: Infinity, gcTime: 0,
  })
  if (error !== null) return <CodeForm onCode={onCode} fault={sentenceOf(error)} was={error instanceof Problem ? "" : code} />
  if (seen === undefined || person === undefined) return <p className="govuk-body" role="status">One moment.</p>
  return (
    <>
      <h1 className="govuk-heading-l">Join an incident room</h1>
      <p className="govuk-body">
        <b>{seen.by}</b> asks you to join as <b>{roleNames[seen.role]}</b>. The invitation is good until {goodUntil(seen.expires_at)}.
      </p>
      {person === null && seen.outside
        ? <NewcomerForm code={code} onJoined={onJoined} />
        : <AcceptForm code={code} person={person} onJoined={onJoined} />}
    </>
  )
}
