/** How far two pictures differ: the share of pixels that are not the same, with anything that one of them lacks. */
import pixelmatch from "pixelmatch"
import { PNG } from "pngjs"

/** The same as Playwright's own comparison. */
const threshold = 0.2

export interface Difference {
  readonly ratio: number
  readonly picture: Buffer
}

export function difference(one: Buffer, other: Buffer): Difference {
  const pictures = [PNG.sync.read(one), PNG.sync.read(other)] as const
  const width = Math.max(...pictures.map((picture) => picture.width))
  const height = Math.max(...pictures.map((picture) => picture.height))
  const [left, right] = pictures.map((picture) => onto(picture, width, height)) as [PNG, PNG]
  const shown = new PNG({ width, height })
  const different = pixelmatch(left.data, right.data, shown.data, width, height, { threshold })
  return { ratio: different / (width * height), picture: PNG.sync.write(shown) }
}

/** On a ground that no page has, so that what is missing counts. */
function onto(picture: PNG, width: number, height: number): PNG {
  const ground = new PNG({ width, height })
  for (let at = 0; at < ground.data.length; at += 4) ground.data.set([255, 0, 255, 255], at)
  PNG.bitblt(picture, ground, 0, 0, picture.width, picture.height, 0, 0)
  return ground
}
