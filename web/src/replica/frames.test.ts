import { describe, expect, test } from "vitest"
import { decodeFrames, encodeFrame, type ServerFrame } from "./frames.ts"

const ping: ServerFrame = { t: "ping", n: 1, server_time: "2026-03-01T09:00:00.000Z", seq: 7 }
const bye: ServerFrame = { t: "bye", code: 4403, reason: "You were removed." }

function message(...frames: readonly ServerFrame[]): Uint8Array {
  return new Uint8Array(Buffer.concat(frames.map(encodeFrame)))
}

describe("a message", () => {
  test("holds one frame or several, in order", () => {
    expect(decodeFrames(message(ping))).toEqual([ping])
    expect(decodeFrames(message(ping, bye, ping))).toEqual([ping, bye, ping])
  })

  test("of a newer server may hold frames that this build does not know", () => {
    const unknown = { t: "weather", rain: true } as unknown as ServerFrame
    expect(decodeFrames(message(ping, unknown, bye))).toEqual([ping, bye])
  })

  test("that is empty, cut off or not made of frames is none", () => {
    const whole = message(ping, bye)
    for (let length = 0; length < whole.length; length += 1) {
      if (length !== message(ping).length) expect(() => decodeFrames(whole.subarray(0, length)), `${length} bytes`).toThrow()
    }
    expect(decodeFrames(new Uint8Array([0xf6, 0x01, 0x61, 0x61]))).toEqual([])
  })
})
