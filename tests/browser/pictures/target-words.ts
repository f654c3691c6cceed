/** Where the product says it in other words than the design's page, and why: the page is read with the product's words. */

export interface Word {
  readonly target: string | RegExp
  readonly product: string
  readonly why: string
}

const plain = "No abbreviations: whoever joins at three in the morning has not learned them."
const numbered = "A number is written as it is spoken."
const leads = "What names an entry leads there."
const later = "Not in this version; nothing pretends to be it."
const sealed = "An entry never changes: it names the role it was sealed in, and nothing that came later."

export const words: readonly Word[] = [
  { target: "Pre<span class=\"vh\">-incident</span>", product: "Pre-incident", why: plain },
  { target: "ICO", product: "Regulator", why: plain },
  { target: "Draft Regulator", product: "Draft regulator", why: plain },
  { target: "Ack. ", product: "Acknowledged ", why: plain },
  { target: "MoJ incidents", product: "Ministry of Justice", why: plain },
  { target: "Comms</", product: "Communications</", why: plain },
  { target: "R-07 (Ravi Menon)", product: "R-7, Ravi Menon", why: numbered },
  { target: "R-08", product: "R-8", why: numbered },
  { target: "R-09", product: "R-9", why: numbered },
  { target: "since 22:12 Sun", product: "since Sun 22:12", why: "The day stands before the time, as in every other place." },
  { target: "02:45, call 6", product: "at 02:45", why: "The number of a call stands with the calls." },
  { target: "Wed 22:12, not sent", product: "Wed 22:12", why: later },
  { target: "<li><a href=\"room.html\" aria-current=\"page\">Room</a></li>", product: "", why: "Whoever is in the room need not be led there." },
  { target: "<a href=\"#\">Priya Nair</a></div>", product: "<a href=\"#\" class=\"long\">Time board, 1 overdue</a><a href=\"#\" class=\"long\">Keyboard</a><span>Priya Nair</span><a href=\"#\" class=\"long\">Sign out</a></div>", why: "Everything with a clock is one tap away, the keys are to be found by those who do not know them, and whoever shares a machine leaves it in one tap." },
  {
    target: "<button class=\"chip\" aria-pressed=\"false\">Decisions", product: "<button class=\"chip\" aria-pressed=\"false\">People</button><button class=\"chip\" aria-pressed=\"false\">Decisions",
    why: "What people wrote, without what the server wrote beside commands, is one tap away.",
  },
  { target: "Incident room</span>", product: "Loggist</span>", why: "The product's name." },
  { target: "Ravi Menon, Security analyst", product: "Ravi Menon, Subject Matter Expert", why: sealed },
  { target: / <span>Agreed with Deputy<\/span> <a href="#">Action A-17<\/a>/, product: "", why: sealed },
  { target: /<p class="e__f"><span class="ack ack--y"><svg[^>]*><path[^>]*><\/svg>Acknowledged 02:23<\/span><\/p>/, product: "", why: sealed },
  { target: "Corrects #134", product: "Corrects <a href=\"#e134\">#134</a>", why: leads },
  { target: /<span class="meta">#(\d+)/, product: "<span class=\"meta\"><a href=\"#e$1\">#$1</a>", why: leads },
  { target: "</a>, data privacy", product: "</a>, checked by Hannah Boyle", why: "Who answers for it, not which field." },
  { target: "Hannah Boyle, by 02:50", product: "Hannah Boyle checking, by 02:50", why: "The same words for every check." },
  { target: "Hannah Boyle, data privacy", product: "Hannah Boyle, Data privacy", why: "A capability as the team panel names it." },
  { target: "Ravi Menon, security<", product: "Ravi Menon, Security analyst<", why: "A capability as the team panel names it." },
]

/** The page in the product's words. A word that is no longer there is taken out of the table. */
export function inProductsWords(page: string): string {
  return words.reduce((said, { target, product }) => {
    const all = typeof target === "string" ? said.replaceAll(target, product) : said.replaceAll(new RegExp(target, "gs"), product)
    if (all === said) throw new Error(`The design's page does not say ${String(target)}.`)
    return all
  }, page)
}
