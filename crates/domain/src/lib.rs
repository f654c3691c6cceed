//! What an incident is: ids, people, roles, phases, entries, the policy and the commands. Pure.
