/** The story's calls, lines, messages and people to bring in. */
import type { Call, Channel, Contact, Message, RoomDocument } from "../../replica/types.ts"
import { asha, at, callum, hannah, jo, maeve, priya, ravi, sam, tom } from "./story-people.ts"

const call = (id: string, more: Partial<Call>): Call => ({ id, by: maeve, starts_at: at("02:45:00"), interval: 30, place: "Incident bridge", agenda: "", attendance: [], ...more })
const came = (who: string, time: string, is_in = true): Channel["moves"][number] => ({ id: `${who}-${time}`, by: maeve, who, is_in, at: at(time) })
const line = (id: string, name: string, more: Partial<Channel>): Channel => ({ id, by: maeve, name, kind: "chat", moves: [], ...more })
const message = (id: string, number: number, more: Partial<Message>): Message => ({
  id, by: callum, owner: callum, number, kind: "update", audience: "internal", to: "All staff", text: "", state: "drafting", replies: [], ...more,
})
const contact = (id: string, name: string, more: Partial<Contact>): Contact => ({ id, by: asha, name, state: "asked", purpose: "join", ...more })

function byId<T extends { readonly id: string }>(all: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(all.map((one) => [one.id, one]))
}

const team = [priya, tom, maeve, ravi, hannah, callum, asha]

export const nextCall = call("k6", { number: 6, agenda: "Overdue\n- A-14 Get a named contact at Larkfield Chambers, Asha Verma" })
export const privateLine = line("l1", "Private channel", {
  place: "#inc-0147", private: true, moves: [...team.slice(0, -1), sam].map((who) => came(who, "22:20:00")), trusted: true,
})

export const storyCommunications = {
  calls: byId([
    call("k5", { number: 5, starts_at: at("02:15:00"), opened_at: at("02:15:00"), opened_by: maeve, ended_at: at("02:26:00"), next_at: at("02:45:00"), attendance: team.map((who) => came(who, "02:15:00")) }),
    nextCall,
  ]),
  channels: byId([
    privateLine,
    line("l2", "Incident bridge", { kind: "call", place: "020 7946 0000", moves: [came(priya, "22:25:00"), came(tom, "22:25:00"), came(jo, "22:30:00"), came(jo, "23:30:00", false)] }),
  ]),
  messages: byId([
    message("m3", 3, { kind: "holding_line", audience: "external", to: "Those who ask", text: "We are aware of an error in court listing emails and are contacting those affected.", agreed_by: priya, agreed_at: at("01:52:00") }),
    message("m4", 4, { kind: "briefing", to: "Deputy Senior Information Risk Owner", due: at("03:15:00"), text: "41 mailboxes; 38 confirm deletion." }),
    message("m5", 5, { kind: "briefing", to: "Court service duty director", owner: asha, due: at("02:20:00"), state: "standby" }),
    message("m6", 6, { kind: "briefing", to: "Victims’ Commissioner’s office", state: "standby", due: at("07:00:00") }),
    message("m7", 7, { audience: "external", to: "41 recipients", channel: "email", text: "Please delete the message received at 21:46 and confirm by reply.", state: "awaiting_agreement", due: at("02:50:00") }),
    message("m2", 2, { to: "Court managers", text: "Do not forward tonight’s list.", agreed_by: priya, agreed_at: at("00:10:00"), sent_by: asha, sent_at: at("00:14:00"), replies: [{ id: "q1", by: asha, text: "Two ask whether the 05:00 list goes out." }] }),
  ]),
  contacts: byId([
    contact("c1", "Larkfield Chambers", { wanted_as: "Holder of a copy", purpose: "advice", state: "asked", agreed: true, asked_for_by: priya, contacted_by: asha, asked_at: at("22:40:00") }),
    contact("c2", "Fernhill Hosting", { organisation: "Fernhill", wanted_as: "Runs the gateway", state: "joined", contacted_by: asha, asked_at: at("22:30:00"), joined_at: at("22:50:00") }),
  ]),
} satisfies Partial<RoomDocument>
