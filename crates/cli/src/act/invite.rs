//! Inviting people: the server tells once what opens the invitation.

use crate::{failure::Failure, remote::refused};
use loggist_client::{Api, Ids, Invited, now};
use loggist_domain::{IncidentId, command::Invite};
use serde_json::{Map, Value, json};

/// Makes an invitation.
///
/// # Errors
/// [`Failure::Wanting`] when it is refused, with its sentence.
pub async fn invite(
    api: &Api,
    incident: IncidentId,
    fields: Map<String, Value>,
) -> Result<Invited, Failure> {
    let invite: Invite = serde_json::from_value(Value::Object(fields))
        .map_err(|error| Failure::usage(format!("invite: {error}.")))?;
    let now = now();
    let invited = api.invite(incident, &invite, Ids::fresh().intent(now), now);
    invited.await.map_err(refused)
}

/// Prints link and code, a line each.
pub fn tell(api: &Api, invited: &Invited, for_programs: bool) {
    let Invited {
        invitation,
        code,
        expires_at,
        number,
    } = invited;
    let link = format!("{}/join#{code}", api.server());
    if for_programs {
        let all = json!({
            "invitation": invitation, "link": link, "code": code, "expires_at": expires_at, "number": number,
        });
        println!("{all}");
        return;
    }
    println!("{link}\n{code}");
    eprintln!(
        "Good until {expires_at}. What opens it is not shown again; revoke_invitation invitation={invitation} ends it."
    );
}
