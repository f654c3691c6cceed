/** The dialog that is open, by what it is about. What is no longer there shows nothing. */
import type { ReactNode } from "react"
import { linksOf } from "../../incident/linked.ts"
import type { Action } from "../../replica/types.ts"
import { ActionDialog } from "./actions/ActionDialog.tsx"
import { AddActionDialog } from "./actions/AddActionDialog.tsx"
import { OpenActionDialog } from "./actions/OpenActionDialog.tsx"
import { CancelActionDialog, CheckDialog } from "./actions/OverDialogs.tsx"
import { MoreTimeDialog, ReportDialog } from "./actions/ReportDialog.tsx"
import { AttachmentsDialog } from "./attachments/AttachmentsDialog.tsx"
import { AcceptDialog } from "./command/AcceptDialog.tsx"
import { ClocksDialog } from "./command/ClocksDialog.tsx"
import { CommandDialog } from "./command/CommandDialog.tsx"
import { HandOverDialog } from "./command/HandOverDialog.tsx"
import { LevelDialog } from "./command/LevelDialog.tsx"
import { PhaseDialog } from "./command/PhaseDialog.tsx"
import { ReasonDialog } from "./command/ReasonDialogs.tsx"
import { SeverityDialog } from "./command/SeverityDialog.tsx"
import { CallDialog, PlanCallDialog } from "./communications/CallDialogs.tsx"
import { BringInDialog, ContactDialog } from "./communications/ContactDialogs.tsx"
import { AddLineDialog, LineDialog } from "./communications/LineDialogs.tsx"
import { AddMessageDialog, MessageDialog } from "./communications/MessageDialogs.tsx"
import { InviteDialog } from "./invite/InviteDialog.tsx"
import { KeysDialog } from "./KeysDialog.tsx"
import { LinkDialog, UnlinkDialog } from "./linked/LinkDialogs.tsx"
import { SilverDialog } from "./linked/SilverDialog.tsx"
import { SplitTeamDialog } from "./linked/SplitTeamDialog.tsx"
import { ConcernDialog } from "./proposals/ConcernDialog.tsx"
import { DeclineDialog } from "./proposals/DeclineDialog.tsx"
import { AnswerDialog } from "./recommendations/AnswerDialog.tsx"
import { RecommendationDialog } from "./recommendations/RecommendationDialog.tsx"
import { ChangeRecommendationDialog, RecommendDialog } from "./recommendations/RecommendDialog.tsx"
import { RemoveDialog } from "./RemoveDialog.tsx"
import type { Opened } from "./RoomActions.tsx"
import { useRoom } from "./RoomContext.tsx"
import { AddSystemDialog, SystemDialog } from "./systems/SystemDialogs.tsx"
import { TimeBoardDialog } from "./TimeBoardDialog.tsx"
import { TrayDialog } from "./TrayDialog.tsx"

interface RoomDialogProps {
  readonly opened: Opened
  readonly onClose: () => void
}

const plain = {
  tray: TrayDialog, keys: KeysDialog, times: TimeBoardDialog, attachments: AttachmentsDialog, recommend: RecommendDialog, concern: ConcernDialog, add_system: AddSystemDialog,
  command: CommandDialog, hand_over: HandOverDialog, accept: AcceptDialog,
  split_team: SplitTeamDialog, open_silver: SilverDialog, link: LinkDialog,
  plan_call: PlanCallDialog, add_line: AddLineDialog, invite: InviteDialog,
  phase: PhaseDialog, severity: SeverityDialog, level: LevelDialog, clocks: ClocksDialog,
} as const

const ofActions = {
  action: ActionDialog, open_action: OpenActionDialog, report: ReportDialog, more_time: MoreTimeDialog, check: CheckDialog, cancel_action: CancelActionDialog,
} as const

export function RoomDialog({ opened, onClose }: RoomDialogProps): ReactNode {
  const room = useRoom()
  switch (opened.is) {
    case "step_in": case "challenge": case "take_command": case "vacate":
      return <ReasonDialog is={opened.is} onClose={onClose} />
    case "add_action": return <AddActionDialog from={opened.from} onClose={onClose} />
    case "action": case "open_action": case "report": case "more_time": case "check": case "cancel_action":
      return <OfAction is={opened.is} action={room.actions[opened.action]} onClose={onClose} />
    case "answer": return <There object={room.recommendations[opened.recommendation]}>{(recommendation) => <AnswerDialog recommendation={recommendation} answer={opened.answer} onClose={onClose} />}</There>
    case "recommendation": return <There object={room.recommendations[opened.recommendation]}>{(recommendation) => <RecommendationDialog recommendation={recommendation} onClose={onClose} />}</There>
    case "change_recommendation": return <There object={room.recommendations[opened.recommendation]}>{(recommendation) => <ChangeRecommendationDialog recommendation={recommendation} onClose={onClose} />}</There>
    case "decline": return <There object={room.proposals[opened.proposal]}>{(proposal) => <DeclineDialog proposal={proposal} onClose={onClose} />}</There>
    case "remove": return <There object={room.members[opened.person]}>{(member) => <RemoveDialog member={member} onClose={onClose} />}</There>
    case "system": return <There object={room.systems[opened.system]}>{(system) => <SystemDialog system={system} onClose={onClose} />}</There>
    case "unlink": return <There object={linksOf(room).find((link) => link.room === opened.room)}>{(link) => <UnlinkDialog link={link} onClose={onClose} />}</There>
    case "call": return <There object={room.calls[opened.call]}>{(call) => <CallDialog call={call} onClose={onClose} />}</There>
    case "line": return <There object={room.channels[opened.line]}>{(line) => <LineDialog line={line} onClose={onClose} />}</There>
    case "add_message": return <AddMessageDialog kind={opened.kind} onClose={onClose} />
    case "message": return <There object={room.messages[opened.message]}>{(message) => <MessageDialog message={message} onClose={onClose} />}</There>
    case "add_contact": return <BringInDialog party={opened.party} onClose={onClose} />
    case "contact": return <There object={room.contacts[opened.contact]}>{(contact) => <ContactDialog contact={contact} onClose={onClose} />}</There>
    default: {
      const Plain = plain[opened.is]
      return <Plain onClose={onClose} />
    }
  }
}

function OfAction({ is, action, onClose }: { readonly is: keyof typeof ofActions; readonly action: Action | undefined; readonly onClose: () => void }): ReactNode {
  const Of = ofActions[is]
  return action === undefined ? null : <Of action={action} onClose={onClose} />
}

function There<T>({ object, children }: { readonly object: T | undefined; readonly children: (object: T) => ReactNode }): ReactNode {
  return object === undefined ? null : children(object)
}
