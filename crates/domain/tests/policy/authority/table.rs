//! The policy of the design, case by case, written by hand from its page.
//!
//! A case is what is done, who may, and the code for everybody else. `M D S E C L O` are manager, deputy, secretariat,
//! expert, communications lead, liaison, observer; `own` made the object and `owner` has the action, both are experts.
//! `>` is the sentence for those who are refused from there on, `>who code:` an exception to it for the next case alone.

pub const TABLE: &str = "
> Observers read the log; they do not write in it. Ask the Incident Manager for a role.
drafts create kind=observation | M D S E C L own owner | role_required
drafts create kind=action | M D S E C L own owner | role_required
drafts create kind=comms | M D S E C L own owner | role_required
drafts create kind=correction corrects=3 | M D S E C L own owner | role_required
drafts create kind=before_command | M D S E C L own owner | role_required
drafts splice text | M D S E C L own owner | role_required
drafts splice why | M D S E C L own owner | role_required
drafts splice set_aside | M D S E C L own owner | role_required
drafts splice text given kind=decision | M D S E C L own owner | role_required

> A decision is drafted by the Incident Manager, the Deputy or the Secretariat. Write it as an observation or tell the Incident Manager.
>O role_required: Observers read the log; they do not write in it. Ask the Incident Manager for a role.
drafts create kind=decision | M D S | role_required

> Only the person who began this draft, or the Secretariat, changes its details.
drafts set kind=comms | S own | role_required
drafts set said_by=Gateway | S own | role_required
drafts set happened_at=soon | S own | role_required
drafts set certainty=know | S own | role_required
drafts set corrects=3 | S own | role_required
drafts set answers=Four | S own | role_required
drafts set about=Lists | S own | role_required
drafts set said_by=null given said_by=Gateway | S own | role_required
>own role_required: A decision is drafted by the Incident Manager, the Deputy or the Secretariat. Write it as an observation or tell the Incident Manager.
drafts set kind=decision | S | role_required
drafts set kind=decision given by=D | D S | role_required
drafts set kind=decision given by=M | M S | role_required

> Only the person who began this draft removes it; the Secretariat may once nobody has touched it for ten minutes.
drafts delete | own | role_required
drafts delete given untouched=yes | S own | role_required

> Observers read the situation; they do not write in it. Ask the Incident Manager for a role.
facts create standing=suspected | M D S E C L own owner | role_required
facts splice statement | M D S E C L own owner | role_required
facts set standing=unknown | M D S E C L own owner | role_required
facts set source=3 | M D S E C L own owner | role_required
facts set checked_by=E | M D S E C L own owner | role_required
facts set check_due=soon | M D S E C L own owner | role_required
facts set waits_on=Supplier | M D S E C L own owner | role_required
facts set outcome=null | M D S E C L own owner | role_required

> Whoever checks it, or the Incident Manager, Deputy or Secretariat, says that it is known, confirmed or refuted.
>O role_required: Observers read the situation; they do not write in it. Ask the Incident Manager for a role.
facts create standing=known source=3 | M D S | role_required
>O role_required: Observers read the situation; they do not write in it. Ask the Incident Manager for a role.
facts set standing=known given source=3 | M D S | role_required
>O role_required: Observers read the situation; they do not write in it. Ask the Incident Manager for a role.
facts set standing=known given source=3 checked_by=E | M D S E | role_required
>O role_required: Observers read the situation; they do not write in it. Ask the Incident Manager for a role.
facts set outcome=confirmed given source=3 | M D S | role_required
>O role_required: Observers read the situation; they do not write in it. Ask the Incident Manager for a role.
facts set outcome=refuted given source=3 checked_by=L | M D S L | role_required

> Observers read the actions; they do not change them. Ask the Incident Manager for a role.
actions create state=proposed owner=null report_by=null | M D S E C L own owner | role_required
actions create state=proposed owner=owner | M D S E C L own owner | role_required
actions create state=open owner=owner from=agreed | M D S E C L own owner | role_required

> The Incident Manager, the Deputy or the Secretariat opens an action; anyone may once the recommendation that it comes from is agreed. Propose it instead.
>O role_required: Observers read the actions; they do not change them. Ask the Incident Manager for a role.
actions create state=open owner=owner | M D S | role_required
>O role_required: Observers read the actions; they do not change them. Ask the Incident Manager for a role.
actions create state=open owner=owner from=asked | M D S | role_required
>O role_required: Observers read the actions; they do not change them. Ask the Incident Manager for a role.
actions create state=open owner=contact | M D S | role_required
actions set state=open given state=proposed | M D S | role_required
actions set state=open given state=proposed from=asked | M D S | role_required
actions set state=open given state=proposed from=agreed | M D S E C L own owner | role_required
actions set state=open given state=to_reassign | M D S | role_required
actions set state=open given state=done | M D S | role_required
actions set state=open given state=cancelled | M D S | role_required

> The Incident Manager, the Deputy or the Secretariat opens an action again.
>O role_required: The Incident Manager, the Deputy or the Secretariat opens an action; anyone may once the recommendation that it comes from is agreed. Propose it instead.
actions set state=open given state=done from=agreed | M D S | role_required

> The Incident Manager, the Deputy or the Secretariat says what an action is, whose it is and by when.
actions set owner=E | M D S | role_required
actions set owner=contact | M D S | role_required
actions set owner=null given state=proposed | M D S | role_required
actions set title=Recall | M D S | role_required
actions set from=agreed | M D S owner | role_required
actions set from=agreed given owner=contact | M D S | role_required
actions splice instruction | M D S | role_required
>owner role_required: Report that you need more time and until when; the Incident Manager, the Deputy or the Secretariat sets any other time.
actions set report_by=later | M D S | role_required
>L role_required: Report that you need more time and until when; the Incident Manager, the Deputy or the Secretariat sets any other time.
actions set report_by=later given owner=contact | M D S | role_required
>M role_required: Its owner reports on an action, or the Secretariat for them.
>D role_required: Its owner reports on an action, or the Secretariat for them.
actions set report_by=later + more_time | S owner | role_required
>M role_required: Its owner reports on an action, or the Secretariat for them.
>D role_required: Its owner reports on an action, or the Secretariat for them.
actions set report_by=later + more_time given owner=contact | S L | role_required

> Its owner says how an action stands, or the Secretariat for them. Tell them, or send it as a proposal.
actions set acknowledged=yes | S owner | role_required
actions set acknowledged=yes given owner=contact | S L | role_required
actions set state=doing | S owner | role_required
actions set state=doing given owner=contact | S L | role_required
actions set state=blocked + blocked | S owner | role_required
actions set state=blocked given owner=contact | S L | role_required
actions set state=done + done | S owner | role_required
actions set state=done + done given owner=contact | S L | role_required
actions set state=done + done given owner=D | D S | role_required

> Its owner says how an action stands, or the Secretariat for them. Tell them, or send it as a proposal.
>M role_required: Its owner reports on an action, or the Secretariat for them.
>D role_required: Its owner reports on an action, or the Secretariat for them.
actions add + note | S owner | role_required
>M role_required: Its owner reports on an action, or the Secretariat for them.
>D role_required: Its owner reports on an action, or the Secretariat for them.
actions add + done | S owner | role_required
>M role_required: Its owner reports on an action, or the Secretariat for them.
>D role_required: Its owner reports on an action, or the Secretariat for them.
actions add + dont_know | S owner | role_required
>M role_required: Its owner reports on an action, or the Secretariat for them.
>D role_required: Its owner reports on an action, or the Secretariat for them.
actions add + blocked given owner=contact | S L | role_required

> The Incident Manager or the Deputy cancels an action.
actions set state=cancelled + note | M D | role_required
actions set state=cancelled + note given state=proposed | M D | role_required
actions set state=cancelled + note given state=to_reassign | M D | role_required

> Somebody other than its owner checks an action.
actions set check=success given state=done | M D S E C L own | role_required
actions set check=failure given state=done owner=D | M S E C L own owner | role_required
actions set check=success given state=done owner=contact | M D S E C L own owner | role_required

> Observers read recommendations; they do not make them. Ask the Incident Manager for a role.
recommendations create | M D S E C L own owner | role_required
recommendations create deadline=soon | M D S E C L own owner | role_required
recommendations reply | M D S E C L own owner | role_required
recommendations reply given answer=agreed | M D S E C L own owner | role_required

> Only the person who made a recommendation changes its words. Reply to it, or make your own.
recommendations splice text | own | role_required
recommendations splice text given answer=question | own | role_required

> The Communications Lead, a Liaison or a command role keeps the list of contacts. Tell one of them.
contacts create | M D S C L | role_required
contacts set name=Supplier | M D S C L | role_required
contacts set organisation=Supplier | M D S C L | role_required
contacts set reach=Line | M D S C L | role_required
contacts set wanted_as=Expert | M D S C L | role_required
contacts set state=declined | M D S C L | role_required
contacts set told_last=soon | M D S C L | role_required
contacts set chased_by=L | M D S C L | role_required
contacts set purpose=advice | M D S C L | role_required
contacts set asked_for_by=E | M D S C L | role_required
contacts set contacted_by=L | M D S C L | role_required
contacts set answer=Tomorrow | M D S C L | role_required
contacts set state=advised | M D S C L | role_required

> The Incident Manager agrees to who is brought in, or the Deputy for them.
contacts set agreed=yes | M D | role_required
>E role_required: The Communications Lead, a Liaison or a command role keeps the list of contacts. Tell one of them.
>O role_required: The Communications Lead, a Liaison or a command role keeps the list of contacts. Tell one of them.
>own role_required: The Communications Lead, a Liaison or a command role keeps the list of contacts. Tell one of them.
>owner role_required: The Communications Lead, a Liaison or a command role keeps the list of contacts. Tell one of them.
contacts create agreed=yes | M D | role_required

> The Communications Lead, a Liaison or a command role writes to people outside the room. Tell one of them.
messages create | M D S C L | role_required
messages splice text | M D S C L | role_required
messages set kind=briefing | M D S C L | role_required
messages set audience=internal | M D S C L | role_required
messages set to=Registry | M D S C L | role_required
messages set channel=Email | M D S C L | role_required
messages set contact_point=Duty | M D S C L | role_required
messages set owner=C | M D S C L | role_required
messages set sender=L | M D S C L | role_required
messages set due=soon | M D S C L | role_required
messages set staff_affected=yes | M D S C L | role_required
messages set action=agreed | M D S C L | role_required
messages set state=awaiting_agreement | M D S C L | role_required
messages set state=drafting given agreed_at=earlier | M D S C L | role_required

> The Communications Lead, a Liaison or a command role keeps the communication lines. Tell one of them.
channels create | M D S C L | role_required
channels set name=Bridge | M D S C L | role_required
channels set kind=call | M D S C L | role_required
channels set place=Room | M D S C L | role_required
channels set private=yes | M D S C L | role_required
channels set trusted=yes | M D S C L | role_required
channels set closed=yes | M D S C L | role_required

> The Communications Lead, a Liaison or a command role plans the calls. Tell one of them.
calls create | M D S C L | role_required
calls set starts_at=later | M D S C L | role_required
calls set interval=30 | M D S C L | role_required
calls set place=Bridge | M D S C L | role_required
calls splice agenda | M D S C L | role_required
calls set ended_at=soon given opened_at=earlier | M D S C L | role_required
calls set next_at=later | M D S C L | role_required

> Observers read this; they do not add to it. Ask the Incident Manager for a role.
messages reply | M D S E C L own owner | role_required
messages reply given sent_at=earlier | M D S E C L own owner | role_required
channels join | M D S E C L own owner | role_required
calls join | M D S E C L own owner | role_required

> The Communications Lead, a Liaison or a command role says who else is there. You can say it of yourself.
>O role_required: Observers read this; they do not add to it. Ask the Incident Manager for a role.
calls bring owner | M D S C L owner | role_required
>O role_required: Observers read this; they do not add to it. Ask the Incident Manager for a role.
channels bring owner | M D S C L owner | role_required
>O role_required: Observers read this; they do not add to it. Ask the Incident Manager for a role.
channels bring contact | M D S C L | role_required

> Observers read this; they do not add to it. Ask the Incident Manager for a role.
lessons create state=noted | M D S E C L own owner | role_required
lessons create state=agreed step=Check owner=E due=later | M D S E C L own owner | role_required
lessons splice text | M D S E C L own owner | role_required
lessons set side=went_well | M D S E C L own owner | role_required
lessons set aspect=process | M D S E C L own owner | role_required
lessons set step=Check | M D S E C L own owner | role_required
lessons set owner=M | M D S E C L own owner | role_required
lessons set due=later | M D S E C L own owner | role_required
lessons set state=done | M D S E C L own owner | role_required
lessons set outcome=Seen | M D S E C L own owner | role_required
documents create | M D S E C L own owner | role_required
documents set name=Notes | M D S E C L own owner | role_required
documents set state=captured given place=Archive | M D S E C L own owner | role_required
documents set place=Archive | M D S E C L own owner | role_required
documents set owner=S | M D S E C L own owner | role_required
documents set attachment=agreed | M D S E C L own owner | role_required
attachments create | M D S E C L own owner | role_required
attachments set name=Notes | M D S E C L own owner | role_required
attachments set withheld=yes | M D S E C L own owner | role_required

> The Incident Manager, the Deputy or the Secretariat says that a duty is done, or why it is left.
checks create | M D S | role_required
checks set state=skipped given reason=None | M D S | role_required
checks set reason=None | M D S | role_required

> Observers read the list of systems; they do not write in it. Ask the Incident Manager for a role.
systems create | M D S E C L own owner | role_required
systems set name=Gateway | M D S E C L own owner | role_required
systems set state=recovered | M D S E C L own owner | role_required
systems set monitoring=Hourly | M D S E C L own owner | role_required

> A Subject Matter Expert says whether a system is clean and fit.
systems set fit=yes | E own owner | role_required
systems set fit=no given fit=yes | E own owner | role_required
>O role_required: Observers read the list of systems; they do not write in it. Ask the Incident Manager for a role.
systems create fit=yes | E own owner | role_required
";

/// What nobody may, whatever their role.
pub const NOBODY: &str = "
> Only the server writes this part of the incident.
actions set number=9 | | server_owned
actions set opened_at=soon | | server_owned
actions set instructed_by=E | | server_owned
actions set acknowledged_at=soon | | server_owned
actions set reported=none | | server_owned
actions set overdue_since=soon | | server_owned
actions set chased_at=soon | | server_owned
recommendations set number=9 | | server_owned
recommendations set made_at=soon | | server_owned
recommendations set answer=agreed | | server_owned
recommendations set reason=Yes | | server_owned
recommendations set answered_by=M | | server_owned
recommendations set answered_at=soon | | server_owned
systems set green_light_by=M | | server_owned
systems set green_light_at=soon | | server_owned
messages set number=9 | | server_owned
messages set agreed_by=M | | server_owned
messages set agreed_at=soon | | server_owned
messages set sent_by=M | | server_owned
messages set sent_at=soon | | server_owned
contacts set asked_at=soon | | server_owned
contacts set answered_at=soon | | server_owned
contacts set joined_at=soon | | server_owned
calls set number=9 | | server_owned
calls set opened_at=soon | | server_owned
calls set opened_by=M | | server_owned
lessons set number=9 | | server_owned

> No rule allows this edit, so it is refused.
drafts set by=E | | invalid
drafts set begun_at=soon | | invalid
drafts set text=plain | | invalid
drafts set colour=red | | invalid
drafts splice kind | | invalid
facts set by=E | | invalid
facts set statement=plain | | invalid
facts delete | | invalid
actions set by=E | | invalid
actions set state=proposed | | invalid
actions set state=to_reassign | | invalid
actions set state=null | | invalid
actions set instruction=plain | | invalid
actions splice title | | invalid
actions delete | | invalid
recommendations set by=E | | invalid
recommendations set deadline=soon | | invalid
recommendations delete | | invalid
contacts set by=E | | invalid
contacts splice name | | invalid
contacts delete | | invalid
systems set by=E | | invalid
systems delete | | invalid
messages set by=E | | invalid
messages delete | | invalid
channels set by=E | | invalid
channels delete | | invalid
calls set by=E | | invalid
calls delete | | invalid
lessons set by=E | | invalid
lessons delete | | invalid
checks set by=E | | invalid
checks set duty=review_held | | invalid
checks delete | | invalid
documents set by=E | | invalid
documents delete | | invalid
attachments set by=E | | invalid
attachments set sha256=E | | invalid
attachments set size=E | | invalid
attachments delete | | invalid
>O role_required: Observers read the actions; they do not change them. Ask the Incident Manager for a role.
actions create state=doing owner=owner | | invalid
>O role_required: Observers read the actions; they do not change them. Ask the Incident Manager for a role.
actions create state=blocked owner=owner | | invalid
>O role_required: Observers read the actions; they do not change them. Ask the Incident Manager for a role.
actions create state=done owner=owner | | invalid
>O role_required: Observers read the actions; they do not change them. Ask the Incident Manager for a role.
actions create state=cancelled owner=owner | | invalid
>O role_required: Observers read the actions; they do not change them. Ask the Incident Manager for a role.
actions create state=to_reassign owner=owner | | invalid
";
