/** The room in parts, each found in the same way on the design's page and in the product; and where the product is better. */
import type { Locator, Page } from "@playwright/test"

export interface Part {
  readonly name: string
  readonly find: (page: Page) => Locator
}

function within(region: string | RegExp): (page: Page) => Locator {
  return (page) => page.getByRole("region", { name: region, exact: true })
}

const head = within("Incident")
const log = within("Log")

function clock(name: string): Part {
  return { name, find: (page) => head(page).getByRole("term").filter({ hasText: name }).locator("..") }
}

function entry(number: number): Part {
  return { name: `entry ${number}`, find: (page) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: `Entry ${number}, link` }) }) }
}

function situation(title: string): Part {
  return { name: title, find: (page) => page.getByRole("tabpanel").locator("section").filter({ has: page.getByRole("heading", { name: new RegExp(`^${title}`) }) }) }
}

function action(title: string): Part {
  return { name: title, find: (page) => page.locator("section").filter({ has: page.getByRole("heading", { name: "Actions" }) }).last().getByRole("listitem").filter({ hasText: title }) }
}

const draft = (page: Page): Locator => log(page).getByRole("listitem").filter({ hasText: "being written by" })

const top: readonly Part[] = [
  { name: "bar", find: (page) => page.getByRole("banner") },
  { name: "head", find: head },
  { name: "severity", find: (page) => head(page).getByText("Severity 1", { exact: true }) },
  { name: "title", find: (page) => page.getByRole("heading", { level: 1 }) },
  clock("Incident Manager"), clock("Deputy"), clock("Secretariat"),
  clock("Open for"), clock("Next call"), clock("Regulator deadline"),
]

const ladders: readonly Part[] = [
  { name: "phase", find: (page) => page.getByRole("list", { name: "Phase" }) },
  { name: "level", find: (page) => page.getByRole("list", { name: "Command level" }) },
]

const wide: readonly Part[] = [
  { name: "reference", find: (page) => head(page).getByText("INC-2026-0147") },
  { name: "kinds", find: (page) => page.getByRole("group", { name: "Kind of entry" }) },
  { name: "hand over", find: (page) => head(page).getByText("Hand over") },
  { name: "tabs", find: (page) => page.getByRole("tablist") },
]

const middle: readonly Part[] = [
  { name: "log's title", find: (page) => page.getByRole("heading", { name: /^Log/ }) },
  { name: "filters", find: (page) => page.getByRole("group", { name: "Show entries" }) },
  { name: "find", find: (page) => page.getByRole("searchbox").locator("..") },
  ...[133, 134, 135, 136, 137, 138].map(entry),
  { name: "draft", find: draft },
  { name: "draft's words", find: (page) => draft(page).getByText(/^Ravi reports/) },
  { name: "box", find: (page) => page.getByRole("textbox", { name: "Log entry" }) },
  { name: "seal", find: (page) => page.getByRole("button", { name: /^Seal/ }) },
  { name: "composer", find: (page) => page.getByRole("form", { name: "New log entry" }) },
]

const left: readonly Part[] = ["Known", "Suspected", "Unknown"].map(situation)

const right: readonly Part[] = [
  { name: "waiting", find: (page) => page.getByRole("heading", { name: "Waiting for your decision" }).locator("..") },
  { name: "R-8", find: (page) => page.getByRole("article", { name: "R-8" }) },
  { name: "R-9", find: (page) => page.getByRole("article", { name: "R-9" }) },
  { name: "actions", find: (page) => page.getByRole("heading", { name: "Actions" }).locator("..") },
  ...["Overdue", "Due in 30 minutes", "Later"].map((name) => ({ name, find: (page: Page) => page.getByRole("heading", { name: new RegExp(`^${name}`) }) })),
  ...[
    "Get a named contact", "Run gateway recall for message 7f3c", "Find out who owns", "List the 14", "Compare Friday’s",
    "Draft regulator notification", "Rota for", "Script for affected",
  ].map((title) => action(title)),
]

/** They stand at the same places and are as large, to a pixel. */
export const frames: readonly Part[] = [
  { name: "bar", find: (page) => page.getByRole("banner") },
  { name: "head", find: head },
  { name: "log", find: log },
  { name: "find", find: (page) => page.getByRole("searchbox") },
]

export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

/** What is seen: the product's tab on a phone, and what the page of the design calls it. */
export const views = [
  { name: "desktop", size: sizes.desktop, tab: "log", parts: [...top, ...ladders, ...wide, ...left, ...middle, ...right] },
  { name: "phone", size: sizes.phone, tab: "log", parts: [...top, ...middle, { name: "tab bar", find: (page: Page) => page.getByRole("navigation", { name: "Room sections" }) }] },
  { name: "phone, decide and do", size: sizes.phone, tab: "now", targetTab: "actions", parts: right },
  { name: "phone, situation", size: sizes.phone, tab: "situation", parts: left },
] as const

export interface Exception {
  readonly view: string
  readonly part: string
  readonly why: string
}

const button = "The button is as tall as the box beside it."

export const exceptions: readonly Exception[] = [
  { view: "desktop", part: "draft", why: "Whoever sees it may write in it: a button says so." },
  { view: "desktop", part: "filters", why: "All of them fit, in whole words." },
  { view: "desktop", part: "seal", why: button },
  { view: "desktop", part: "composer", why: "Who said it, when it happened and how sure they are stand under the box." },
  { view: "phone", part: "draft", why: "Whoever sees it may write in it: a button says so." },
  { view: "phone", part: "seal", why: button },
  { view: "phone, decide and do", part: "actions", why: "The button is as large as a thumb." },
]
