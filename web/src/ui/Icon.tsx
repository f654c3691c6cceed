/** Line icons of 16 by 16, always beside words. */
import type { ReactNode } from "react"

const paths: Readonly<Record<string, ReactNode>> = {
  observation: <><path d="M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4Z" /><circle cx="8" cy="8" r="1.6" /></>,
  decision: <path d="M8 2.2 13.8 8 8 13.8 2.2 8z" />,
  action: <path d="m3 8.5 3.2 3.2L13 5" />,
  comms: <path d="M2.5 3.5h11v7.5H8l-3 2.6V11H2.5z" />,
  correction: <path d="m3 13 .6-2.8L10.8 3 13 5.2 5.8 12.4z" />,
  before_command: <><circle cx="8" cy="8" r="5.6" /><path d="M8 5v3.2L5.8 9.6" /></>,
  command: <path d="M4 14V2.5h8.5L10.5 5.5l2 3H4" />,
  handover: <path d="M2 5.5h10M9.5 3 12 5.5 9.5 8M14 10.5H4M6.5 8 4 10.5 6.5 13" />,
  system: <><circle cx="8" cy="8" r="2.2" /><path d="M8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M3.8 12.2l1.4-1.4M10.8 5.2l1.4-1.4" /></>,
  waiting: <circle cx="8" cy="8" r="5" strokeDasharray="2.4 2.2" />,
  find: <><circle cx="7" cy="7" r="4.2" /><path d="m10.2 10.2 3.3 3.3" /></>,
  down: <path d="M8 3v10M4 9l4 4 4-4" />,
  log: <path d="M3 4h10M3 8h10M3 12h6" />,
  now: <path d="m3 8.5 3.2 3.2L13 5" />,
  situation: <><circle cx="8" cy="8" r="5.6" /><path d="M8 5v3.5l2.2 1.4" /></>,
  more: <><circle cx="3.5" cy="8" r=".8" /><circle cx="8" cy="8" r=".8" /><circle cx="12.5" cy="8" r=".8" /></>,
}

export function Icon({ name }: { readonly name: string }): ReactNode {
  return <svg className="i" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{paths[name] ?? paths["observation"]}</svg>
}
