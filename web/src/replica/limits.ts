/** Everything that can grow, and every wait, with its reason. Milliseconds unless named otherwise. */

/** Key presses within this time become one change. Under the 250 ms in which all must be on the device. */
export const typing_batch_ms = 80

/** Drawn anew for that, and only for that, when no key follows within this. */
export const committed_draw_ms = 150

/** Steps of the back-off; the last one repeats. [W7] */
export const backoff_ms = [500, 1000, 2000, 4000, 8000] as const

/** A socket that is still connecting blocks the browser's next one to that host. [W7] */
export const handshake_ms_max = 5_000

/** Heard nothing for this long: the connection is dead. [W7] */
export const silence_ms_max = 25_000

/** The server pings every 10 s; on waking, a longer silence than this is not worth waiting out. */
export const wake_silence_ms_max = 12_000

/** On waking, the server is asked for a word: without one within this the connection is begun anew. */
export const wake_answer_ms_max = 1_000

/** A request whose answer has not begun by then hangs on a connection that is dead; it is asked again on another. */
export const answer_ms_max = 8_000

/** How long a command may take to arrive. `document.md`, Commands. */
export const command_ms_max = 30_000

/** Failed attempts after which the page says "offline" rather than "reconnecting". */
export const attempts_before_offline = 2

/** Submits without a receipt: bounds what a refusal makes us send twice. */
export const in_flight_max = 64

/** The latest presence is sent at most this often. */
export const presence_ms_min = 100

/** Characters in one change: an admission rule allows 20,000 operations and 256 KiB. [A2] */
export const change_characters_max = 8_000

/** Records kept beside the stored document before it is saved anew. */
export const records_since_save_max = 400

/** So many are waited for when there is no quiet moment, and so many beside somebody who types: a save holds up their keys. */
export const records_unsaved_max = 1_600
export const typing_records_unsaved_max = 4_000

/** The stored document is saved when nothing was typed or received for this long. */
export const save_idle_ms = 2_000

/** A write that the device refused is tried again after this. */
export const storage_retry_ms = 5_000

/** What the server takes of a reason, a reply, a part of a packet, or one piece of what is handed in. `crates/domain`, limits. */
export const paragraph_characters_max = 4_000

/** What the server takes of one attachment. `crates/domain`, limits. */
export const attachment_bytes_max = 25 * 1024 * 1024

/** What the server takes of a text of an entry. `crates/domain`, limits. */
export const text_characters_max = 20_000

/** What the server takes of a name. `crates/domain`, limits. */
export const line_characters_max = 300

/** A longer paste becomes an attachment: nobody reads that much between two entries. `document.md`, attachments. */
export const paste_characters_max = 4_000

/** Pieces that are handed in at once: an outbox of one night. */
export const surrender_items_max = 200

/** While many write, what they do within this time comes in one message: each costs a phone more than what is in it. */
export const news_pace_ms = 40

/** What others do within this time is shown together: a frame of the screen. */
export const frame_ms = 16

/** A device that needs longer than that rests from it so many times as long as it needed. */
export const rest_share = 5

/** The longest that it waits: what others write is seen to be written. */
export const frame_ms_max = 250

/** Without a key for this long nobody types on this device. */
export const typing_pause_ms = 1_000

/** Beside somebody who types, the same: their keys come first, and many changes at once cost little more than a few. */
export const typing_rest_share = 20
export const typing_rest_ms_max = 2_000

/** And by pieces that take about so long each: less than there is between two keys. Smaller ones cost as much. */
export const piece_ms = 30
export const piece_records = 32
export const piece_records_min = 8

/** A piece waits so long for a key to be drawn: whoever types has stopped to think. */
export const piece_wait_ms = 150
