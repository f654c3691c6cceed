/** A small copy of an attached picture, drawn anew: of what was attached nothing but its colours gets into the page. */
import { useQuery } from "@tanstack/react-query"
import { useEffect, useState, type RefObject } from "react"
import { readContent } from "../../../api/attachments.ts"
import { isPicture } from "../../../incident/attachments.ts"
import type { Attachment } from "../../../replica/types.ts"
import { useView } from "../RoomContext.tsx"

const widthMax = 320
const heightMax = 240

/** As a URL of its own data, which is all that the page's rules let in; null where the browser cannot read it. */
async function smallPicture(content: Blob): Promise<string | null> {
  // The server says by its first bytes what it is; the document's word alone does not make it a picture.
  if (!isPicture(content.type)) return null
  const picture = await createImageBitmap(content).catch(() => undefined)
  if (picture === undefined) return null
  const scale = Math.min(1, widthMax / picture.width, heightMax / picture.height)
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas.toDataURL("image/png")
}

/** The small picture, once its place has been on the screen. */
export function usePicture({ sha256, size, media_type }: Attachment, place: RefObject<Element | null>): string | undefined {
  const { incident } = useView()
  const seen = useSeen(place)
  const { data } = useQuery({
    queryKey: ["picture", incident, sha256], enabled: seen && isPicture(media_type), staleTime: Infinity, retry: false,
    queryFn: async () => smallPicture(await readContent(incident, sha256, size)),
  })
  return data ?? undefined
}

function useSeen(place: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (place.current === null) return undefined
    const observer = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) setSeen(true) })
    observer.observe(place.current)
    return () => { observer.disconnect() }
  }, [place])
  return seen
}
