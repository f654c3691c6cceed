/** What is attached: in the room, and in the words of entries, which name content by the beginning of its hash. */
import { line_characters_max } from "../replica/limits.ts"
import type { Attachment, RoomDocument } from "../replica/types.ts"

/** What words say of a file, whether or not its content is here. */
export interface FileMark {
  readonly name: string
  /** The first digits of its SHA-256. */
  readonly hash: string
}

/** As much of a hash as nobody finds a second content for by chance. */
const hashDigits = 16

const pattern = /Attached: ([^\n]{1,300}?) \(([0-9a-f]{16})\)/gu

/** What an entry says of a file: sealed with it, so that the content can be held against the record. */
export function markOf({ name, sha256 }: Pick<Attachment, "name" | "sha256">): string {
  return `Attached: ${name} (${sha256.slice(0, hashDigits)})`
}

export function marksIn(text: string): readonly FileMark[] {
  return [...text.matchAll(pattern)].map(([, name = "", hash = ""]) => ({ name, hash }))
}

/** The one that words speak of: by its content, and among several of one content by its name. */
export function markedBy(room: Pick<RoomDocument, "attachments">, { name, hash }: FileMark): Attachment | undefined {
  const same = Object.values(room.attachments).filter(({ sha256 }) => sha256.startsWith(hash))
  return same.find((one) => one.name === name) ?? same[0]
}

/** Newest first: ids made later sort later. */
export function attachmentsOf({ attachments }: Pick<RoomDocument, "attachments">): readonly Attachment[] {
  return Object.values(attachments).sort((one, other) => (one.id < other.id ? 1 : -1))
}

/** When it was attached, by the clock of the device: an id begins with that. */
export function attachedAt({ id }: Pick<Attachment, "id">): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)
}

/** Content that is withheld under one name is given out under none. */
export function isWithheld({ attachments }: Pick<RoomDocument, "attachments">, sha256: string): boolean {
  return Object.values(attachments).some((one) => one.sha256 === sha256 && one.withheld === true)
}

/** "24 KB", "3.2 MB": rounded up, so that what is over a limit does not read like the limit. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`
  const kilo = Math.ceil(bytes / 1024)
  return kilo < 1000 ? `${kilo} KB` : `${Math.ceil((bytes * 10) / 1024 ** 2) / 10} MB`
}

/** The pictures that the server tells apart, and that a page may show. */
const pictures: ReadonlyMap<string, string> = new Map([["image/png", "PNG picture"], ["image/jpeg", "JPEG picture"], ["image/gif", "GIF picture"], ["image/webp", "WebP picture"]])

export function isPicture(mediaType: string): boolean {
  return pictures.has(mediaType)
}

/** "PNG picture", "PDF file": of a picture by its content, of anything else by its name. */
export function typeWords({ media_type, name }: Pick<Attachment, "media_type" | "name">): string {
  const [, ending] = /\.([A-Za-z0-9]{1,8})$/.exec(name) ?? []
  return pictures.get(media_type) ?? (ending === undefined ? "File" : `${ending.toUpperCase()} file`)
}

/** A file's name as one short line: nothing in it is unseen, or turns the direction of the rest. */
export function plainName(name: string, otherwise: string): string {
  const plain = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, "").trim()
  if (plain === "") return otherwise
  const characters = Array.from(plain)
  if (characters.length <= line_characters_max) return plain
  const [ending = ""] = /\.[^.]{1,16}$/u.exec(plain) ?? []
  return `${characters.slice(0, line_characters_max - ending.length).join("")}${ending}`
}
