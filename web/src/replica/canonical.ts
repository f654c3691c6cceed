/**
 * Canonical JSON (RFC 8785) for the values that this project hashes: objects, arrays, strings,
 * safe integers, booleans and null. Strings are not normalised.
 */
export type Canonical =
  | string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical | undefined }

/** Members that are undefined are left out. Throws a RangeError on what RFC 8785 cannot say. */
export function canonicalJson(value: Canonical): string {
  if (value === null || typeof value === "boolean") return String(value)
  if (typeof value === "string") return quoted(value)
  if (typeof value === "number") {
    // Our data has counts and numbers of entries only; a fraction would need ECMAScript's number form.
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`)
    return String(value === 0 ? 0 : value)
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`
  // The default order of strings is by UTF-16 unit, as the RFC asks.
  const members = Object.keys(value).sort().flatMap((key) => {
    const member = value[key]
    return member === undefined ? [] : [`${quoted(key)}:${canonicalJson(member)}`]
  })
  return `{${members.join(",")}}`
}

function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value)
}

/** JSON.stringify escapes exactly as the RFC asks, but would let half a surrogate pair through. */
function quoted(text: string): string {
  if (!text.isWellFormed()) throw new RangeError("text holds half a character")
  return JSON.stringify(text)
}
