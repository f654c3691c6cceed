/** The session ended while somebody worked: they sign in over the page and go on where they were. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useState, useSyncExternalStore, type ReactNode } from "react"
import { Dialog } from "../ui/Dialog.tsx"
import { Button } from "../ui/Button.tsx"
import type { Person } from "../api/types.ts"
import { personQuery } from "./session.ts"
import { remember } from "./remembered.ts"
import { signedOut } from "./signed-out.ts"
import { SignInForm } from "./SignInForm.tsx"

export function useSignedOut(): boolean {
  return useSyncExternalStore(signedOut.subscribe, signedOut.now)
}

/** Shown while the session is out and it is asked for, unless put off; `signedOut.ask()` brings it back. */
export function SignInAgain(): ReactNode {
  const out = useSignedOut()
  const [putOff, setPutOff] = useState(0)
  const asked = useSyncExternalStore(signedOut.subscribe, signedOut.asked)
  if (!out || putOff >= asked) return null
  return <SignInAgainDialog onLater={() => { setPutOff(asked) }} />
}

function SignInAgainDialog({ onLater }: { readonly onLater: () => void }): ReactNode {
  const queries = useQueryClient()
  const { data: person } = useQuery({ ...personQuery, enabled: false })
  const goOn = (now: Person): void => {
    // Another person must not go on with this one's page: everything in it is the first one's.
    if (person && person.id !== now.id) {
      remember(now)
      location.assign("/incidents")
      return
    }
    queries.setQueryData(personQuery.queryKey, now)
    signedOut.clear()
    void queries.invalidateQueries({ predicate: (query) => query.queryKey !== personQuery.queryKey && query.state.status === "error" })
  }
  return (
    <Dialog
      title="Sign in again" look="narrow" onClose={onLater}
      lead="Your session has ended. What you wrote is kept on this device and goes on when you have signed in."
      foot={<><span className="meta">You can go on writing without signing in. Nothing is sent until you do.</span><Button look="second" onClick={onLater}>Not now</Button></>}
    >
      <SignInForm email={person?.email ?? ""} onSignedIn={goOn} />
    </Dialog>
  )
}
