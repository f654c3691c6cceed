/** How pictures are drawn: letters in grey and at their own shapes, whatever the machine's settings of fonts, and nothing that moves. */
import { common } from "./common.ts"

const { launchOptions } = common.use
const args = [...launchOptions.args, "--disable-lcd-text", "--font-render-hinting=none", "--force-color-profile=srgb"]

export const drawing = { ...common.use, contextOptions: { reducedMotion: "reduce" as const }, launchOptions: { ...launchOptions, args } }
