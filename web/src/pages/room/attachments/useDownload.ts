/** Gives content as a file to keep, under the name that it was attached with. No browser opens it in a page of ours. */
import { useState } from "react"
import { readContent } from "../../../api/attachments.ts"
import { sentenceOf } from "../../../api/problem.ts"
import { plainName } from "../../../incident/attachments.ts"
import type { Attachment } from "../../../replica/types.ts"
import { downloadFile } from "../../../ui/copy.ts"
import { useView } from "../RoomContext.tsx"

export interface Downloading {
  readonly fault: string | undefined
  readonly download: (attachment: Attachment) => void
}

export function useDownload(): Downloading {
  const { incident } = useView()
  const [fault, setFault] = useState<string>()
  const download = ({ name, sha256, size }: Attachment): void => {
    setFault(undefined)
    readContent(incident, sha256, size).then(
      (content) => { downloadFile(plainName(name, "file"), new Blob([content], { type: "application/octet-stream" })) },
      (error: unknown) => { setFault(`${plainName(name, "file")}: ${sentenceOf(error)}`) },
    )
  }
  return { fault, download }
}
