//! The commands of the design, case by case, written by hand from its page.
//!
//! A case is the command, when it is given, who may, the code for everybody else in the team, and what goes with it:
//! `(s)` as spoken, `epoch` under the command it was made under, `waits` however long it took. `M D S E C L O` are
//! manager, deputy, secretariat, expert, communications lead, liaison, observer; `own` wrote the draft, command is offered
//! to `offered`, `trained` is trained as manager, `opener` opened the incident. They are experts, and the opener observes.
//! `reader` is trained as manager and in no team; `outsider` is in none; `ex` left yesterday, `gone` eight days ago.
//! `>` is the sentence for those who are refused from there on, `>who code:` an exception to it for the next case alone,
//! `>>code:` or `>>who code:` the refusal of the spoken form of the next case for those who may speak.

pub const TABLE: &str = "
> A person trained as Incident Manager declares an incident. Call the one on call.
declare, undeclared | M trained reader | role_required |

> A person trained as Incident Manager takes command.
>M invalid: You are in command already.
take_command, challenged | trained | role_required |
take_command, vacant | M trained | role_required |

> Observers read; they do not act. Ask the Incident Manager for a role.
>M invalid: You are the Incident Manager yourself.
challenge | D S E C L own offered trained | role_required | epoch

> Only the Incident Manager does this. M Ground has been Incident Manager since 02:00 UTC on 23 November 2026.
answer_challenge, challenged | M | role_required | epoch
vacate | M | role_required | epoch
offer_command | M | role_required | epoch
withdraw_offer, offered | M | role_required | epoch

> Command is not offered to you. M Ground has been Incident Manager since 02:00 UTC on 23 November 2026.
accept_command, offered | offered | role_required | epoch
> The Deputy steps in. M Ground has been Incident Manager since 02:00 UTC on 23 November 2026.
step_in | D | role_required | epoch

> Only the Incident Manager does this. M Ground has been Incident Manager since 02:00 UTC on 23 November 2026.
set_phase, warm | M | role_required | epoch (s)
set_severity | M | role_required | epoch (s)
set_category | M | role_required | epoch (s)
set_flags | M | role_required | epoch (s)
set_clocks | M | role_required | epoch (s)
add_member | M | role_required | epoch (s)
set_roles | M | role_required | epoch (s)
answer_recommendation | M | role_required | epoch (s)
green_light | M | role_required | epoch (s)
agree_message | M | role_required | epoch (s)
split_team | M | role_required | epoch (s)

> The Incident Manager or the Deputy asks somebody to leave. M Ground has been Incident Manager since 02:00 UTC on 23 November 2026.
remove_member | M D | role_required | epoch

> Only the Incident Manager does this. M Ground has been Incident Manager since 02:00 UTC on 23 November 2026.
set_level | M | role_required | epoch
open_silver, silver | M | role_required | epoch
link_incident | M | role_required | epoch
unlink_incident, silver | M | role_required | epoch
stand_down | M | role_required | epoch
close, cold | M | role_required | epoch
reopen, closed | M | role_required | epoch

> The Incident Manager or the Deputy opens the room that they have to themselves. M Ground has been Incident Manager since 02:00 UTC on 23 November 2026.
open_aside | M D | role_required | epoch

> The Deputy suggests escalation. Raise it as a concern.
suggest_escalation | D | role_required |
> Observers read; they do not act. Ask the Incident Manager for a role.
raise_concern | M D S E C L own offered trained | role_required |
> The Communications Lead, a Liaison or a command role says that a message was sent. Tell one of them.
mark_sent | M D S C L | role_required |
> The Incident Manager, the Deputy or the Secretariat opens a call.
open_call | M D S | role_required |
> The Deputy or the Secretariat chases.
chase | D S | role_required |
> Observers read; they do not act. Ask the Incident Manager for a role.
propose | M D S E C L O own offered trained opener | role_required |
> A command role or a Liaison invites people, and takes an invitation back. Ask one of them.
invite sme | M D S L | role_required |
>D role_required: Only the Incident Manager invites a Deputy or a Secretariat.
>S role_required: Only the Incident Manager invites a Deputy or a Secretariat.
>L role_required: Only the Incident Manager invites a Deputy or a Secretariat.
invite deputy | M | role_required |
revoke_invitation | M D S L | role_required |
> Only somebody who has left within the last seven days hands in what they had written.
surrender | ex | role_required | waits

> Whoever began a draft seals it, or the Secretariat.
>O role_required: Observers read the log; they do not write in it. Ask the Incident Manager for a role.
>opener role_required: Observers read the log; they do not write in it. Ask the Incident Manager for a role.
>>S invalid: Only a decision is sealed as spoken. Name who said it in the entry.
>>D role_required: Whoever began a draft seals it, or the Secretariat.
seal_draft observation | S own | role_required | waits
>O role_required: Observers read the log; they do not write in it. Ask the Incident Manager for a role.
>opener role_required: Observers read the log; they do not write in it. Ask the Incident Manager for a role.
>S role_required: The Incident Manager seals a decision. Ask them, or write what you recommend as an observation.
>own role_required: The Incident Manager seals a decision. Ask them, or write what you recommend as an observation.
seal_draft decision | M | role_required | epoch (s)

> Observers read the log; they do not write in it. Ask the Incident Manager for a role.
>>invalid: Only a decision is sealed as spoken. Name who said it in the entry.
append_entry observation | M D S E C L own offered trained | role_required | waits
>>invalid: Only a decision is sealed as spoken. Name who said it in the entry.
append_entry action | M D S E C L own offered trained | role_required | waits
>>invalid: Only a decision is sealed as spoken. Name who said it in the entry.
append_entry comms | M D S E C L own offered trained | role_required | waits
>>invalid: Only a decision is sealed as spoken. Name who said it in the entry.
append_entry correction | M D S E C L own offered trained | role_required | waits
>>invalid: Only a decision is sealed as spoken. Name who said it in the entry.
append_entry before_command, undeclared | opener | role_required | waits
> The Incident Manager seals a decision. Ask them, or write what you recommend as an observation.
>O role_required: Observers read the log; they do not write in it. Ask the Incident Manager for a role.
>opener role_required: Observers read the log; they do not write in it. Ask the Incident Manager for a role.
append_entry decision | M | role_required | epoch (s)

> The Incident Manager, the Deputy or the Secretariat answers a proposal.
adopt_proposal change | M D S | role_required |
adopt_proposal concern | M D S | role_required |
>D role_required: The Incident Manager answers a suggested escalation.
>S role_required: The Incident Manager answers a suggested escalation.
adopt_proposal escalation | M | role_required | epoch
decline_proposal change | M D S | role_required |
decline_proposal concern | M D S | role_required |
>D role_required: The Incident Manager answers a suggested escalation.
>S role_required: The Incident Manager answers a suggested escalation.
decline_proposal escalation | M | role_required | epoch

> Only the Incident Manager does this. M Ground has been Incident Manager since 02:00 UTC on 23 November 2026.
confirm_spoken | M | role_required | epoch
revoke_spoken | M | role_required | epoch
";

/// What this version cannot do yet.
pub const UNBUILT: [&str; 1] = ["report"];
