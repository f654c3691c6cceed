/** Where to go after signing in: an address of this site only, whatever the link said. */
export function ownAddress(text: unknown): string | undefined {
  if (typeof text !== "string" || !text.startsWith("/")) return undefined
  const here = "https://here.invalid"
  const url = URL.parse(text, here)
  return url?.origin === here ? `${url.pathname}${url.search}${url.hash}` : undefined
}
