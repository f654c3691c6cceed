/**
 * A text area that others may write in at the same time. It keeps its own value, so that the caret, the
 * undo list and input methods are left alone; what others write is put in around the caret.
 */
import { useImperativeHandle, useLayoutEffect, useRef, type FocusEvent, type ReactNode, type Ref } from "react"
import { withCarets, type Caret } from "../../incident/drafts.ts"
import { firstName } from "../../incident/words.ts"
import { smallestSplice } from "../../replica/splice.ts"

interface SharedTextProps {
  readonly id: string
  readonly text: string
  readonly carets: readonly Caret[]
  readonly look?: "box" | "line" | "lead"
  readonly placeholder?: string
  /** The longest text that the server takes. */
  readonly charactersMax?: number
  readonly describedBy?: string | undefined
  readonly boxRef?: Ref<HTMLTextAreaElement>
  /** `base` is what the box read before; `typed` what it reads now. */
  readonly onWrite: (base: string, typed: string) => void
  readonly onCaret?: (index: number) => void
  readonly onBlur?: (event: FocusEvent) => void
}

const looks = { box: "shared", line: "shared shared--line", lead: "shared shared--line shared--lead" } as const

export function SharedText(props: SharedTextProps): ReactNode {
  const { id, text, carets, look = "box", charactersMax = 20_000 } = props
  const box = useRef<HTMLTextAreaElement>(null)
  const mirror = useRef<HTMLDivElement>(null)
  const base = useRef(text)
  const composing = useRef(false)
  const isBegun = useRef(false)
  useImperativeHandle(props.boxRef, () => box.current as HTMLTextAreaElement)

  useLayoutEffect(() => {
    const element = box.current
    if (!element || composing.current) return
    // Set by hand from the start: a default value would be set again, caret and all, with every drawing.
    if (isBegun.current) follow(element, text)
    else element.value = text
    isBegun.current = true
    base.current = text
  }, [text])

  const flush = (): void => {
    const typed = box.current?.value ?? ""
    if (composing.current || typed === base.current) return
    const before = base.current
    base.current = typed
    props.onWrite(before, typed)
  }

  return (
    <div className={carets.length > 0 ? `${looks[look]} shared--with` : looks[look]}>
      <textarea
        className="field" id={id} ref={box} rows={1} maxLength={charactersMax}
        placeholder={props.placeholder} aria-describedby={props.describedBy}
        onInput={flush}
        onCompositionStart={() => { composing.current = true }}
        onCompositionEnd={() => {
          composing.current = false
          flush()
          if (box.current) follow(box.current, text)
          base.current = text
        }}
        onSelect={(event) => props.onCaret?.(event.currentTarget.selectionEnd)}
        onScroll={(event) => { if (mirror.current) mirror.current.scrollTop = event.currentTarget.scrollTop }}
        onBlur={props.onBlur}
      />
      <div className="shared__mirror" ref={mirror} aria-hidden="true">
        {withCarets(text, carets).map((piece, index) => (
          piece.is === "text" ? piece.text : <RemoteCaret key={`${piece.name}-${index}`} name={piece.name} />
        ))}
        {"\u200b"}
      </div>
    </div>
  )
}

/** Where somebody else's caret stands. Never announced. */
export function RemoteCaret({ name }: { readonly name: string }): ReactNode {
  return <span className="caret" data-who={firstName(name)} aria-hidden="true" />
}

/** Makes the box read `text` and leaves the selection on the characters it was on. */
function follow(box: HTMLTextAreaElement, text: string): void {
  const splice = smallestSplice(box.value, text)
  if (splice) box.setRangeText(splice.inserted, splice.index, splice.index + splice.deleted, "preserve")
}
