/** Signing out of a room; with changes unsent it says first what becomes of them. */
import { useState, type ReactNode } from "react"
import { count } from "../../incident/words.ts"
import { useSignOut } from "../../session/useSignOut.ts"
import { Button } from "../../ui/Button.tsx"
import { Dialog } from "../../ui/Dialog.tsx"
import { useView } from "./RoomContext.tsx"

export function SignOut({ look }: { readonly look: "bar" | "button" }): ReactNode {
  const { unsent } = useView()
  const signOut = useSignOut()
  const [asking, setAsking] = useState(false)
  const press = (): void => {
    if (unsent === 0) signOut()
    else setAsking(true)
  }
  const stay = (): void => { setAsking(false) }
  return (
    <>
      {look === "bar"
        ? <button type="button" className="top__link nb long" onClick={press}>Sign out</button>
        : <Button look="second" onClick={press}>Sign out</Button>}
      {asking ? (
        <Dialog
          title={`${count(unsent, "change")} ${unsent === 1 ? "is" : "are"} not sent yet`} look="narrow" onClose={stay}
          foot={<><Button look="warn" onClick={signOut}>Sign out all the same</Button><Button onClick={stay}>Stay</Button></>}
        >
          <p>{unsent === 1 ? "It stays" : "They stay"} on this device, and {unsent === 1 ? "goes" : "go"} when you sign in here again. Nobody else sees {unsent === 1 ? "it" : "them"} until then.</p>
        </Dialog>
      ) : null}
    </>
  )
}
