/** The pictures' own font, so that they do not depend on the fonts of the machine that takes them. */
import type { BrowserContext } from "@playwright/test"
import { readFileSync } from "node:fs"

const bytes = readFileSync(new URL("../node_modules/@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2", import.meta.url))

/** From outside: the pages' own rules let in neither a style nor a font that the server does not send. */
export async function withFont(context: BrowserContext): Promise<void> {
  await context.addInitScript((base64) => {
    const face = new FontFace("Noto Sans", Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)), { weight: "100 900" })
    document.fonts.add(face)
    const sheet = new CSSStyleSheet()
    // Letters stand where the font has them, and not on whole pixels as some machines are set to.
    sheet.replaceSync(":root { --font: \"Noto Sans\", sans-serif; } * { text-rendering: geometricPrecision; }")
    document.adoptedStyleSheets.push(sheet)
  }, bytes.toString("base64"))
}
